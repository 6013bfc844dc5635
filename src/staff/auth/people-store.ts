import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";
import type { StaffRole } from "../../domain/staff/staff-role.ts";
import type { Invitation, Person, PersonChange } from "../../web/contract/staff/people.ts";

type Db = Pick<pg.Pool, "query">;

type PersonRow = Omit<Person, "lastSeenAt" | "isLastAdmin"> & { readonly lastSeenAt: Date | null };

/** Why a change to somebody can't be made. */
export class PersonRefused extends Error {
	override name = "PersonRefused";
	readonly code: "conflict" | "not-found";

	constructor(code: "conflict" | "not-found", words: string) {
		super(words);
		this.code = code;
	}
}

export async function listPeople(db: Db): Promise<Person[]> {
	const { rows } = await db.query<PersonRow>(
		`select u.id, u.name, u.email, u.role, u.disabled_at is not null as "isDisabled", u.last_seen_at as "lastSeenAt",
		   u.two_factor_enabled as "hasCodeApp",
		   (select count(*)::int from staff_passkey p where p.user_id = u.id) as passkeys,
		   (select count(*)::int from staff_session s where s.user_id = u.id and s.expires_at > now()) as sessions,
		   (select way from staff_session s where s.user_id = u.id order by s.created_at desc limit 1) as "lastWay"
		 from staff_user u order by u.disabled_at is not null, lower(u.name), u.id`,
	);
	const admins = rows.filter(({ role, isDisabled }) => role === "admin" && !isDisabled);
	return rows.map((row) => ({
		...row,
		lastSeenAt: row.lastSeenAt?.getTime() ?? null,
		isLastAdmin: admins.length === 1 && admins[0]?.id === row.id,
	}));
}

type InvitationRow = Pick<Invitation, "id" | "email" | "name" | "role"> & {
	readonly madeAt: Date;
	readonly expiresAt: Date;
};

/** Those that nobody has used and nobody has withdrawn. */
export async function listInvitations(db: Db, now: Instant): Promise<Invitation[]> {
	const { rows } = await db.query<InvitationRow>(
		`select id, email, name, role, made_at as "madeAt", expires_at as "expiresAt" from staff_link
		 where kind = 'invitation' and used_at is null and revoked_at is null order by id desc`,
	);
	return rows.map((row) => ({
		...row,
		madeAt: row.madeAt.getTime(),
		expiresAt: row.expiresAt.getTime(),
		hasExpired: row.expiresAt.getTime() <= now,
	}));
}

export type PersonBefore = { readonly name: string; readonly role: StaffRole; readonly isDisabled: boolean };

/**
 * Changes what somebody may do, inside the caller's transaction. One admin always stays, whoever presses what at once.
 * @throws PersonRefused
 */
export async function changePerson(
	client: pg.PoolClient,
	personId: string,
	change: PersonChange,
	byId: string,
): Promise<PersonBefore> {
	// Two admins who take each other's role away at once wait for each other here.
	await client.query("select from staff_user where role = 'admin' order by id for update");
	const before = await personNow(client, personId);
	const role = change.role ?? before.role;
	const isDisabled = change.isDisabled ?? before.isDisabled;
	const isLosing = before.role === "admin" && !before.isDisabled && (role !== "admin" || isDisabled);
	if (personId === byId && isLosing) {
		throw new PersonRefused("conflict", "You can't take the admin's role from yourself. Ask another admin to do it.");
	}
	if (isLosing && (await countAdmins(client)) <= 1) {
		throw new PersonRefused("conflict", "This is the last admin. Make somebody else an admin first.");
	}
	await client.query(
		`update staff_user set role = $2, updated_at = now(),
		   disabled_at = case when $3 then coalesce(disabled_at, now()) end where id = $1`,
		[personId, role, isDisabled],
	);
	if (isDisabled) await endSessions(client, personId);
	return before;
}

export async function personNow(db: Db, personId: string): Promise<PersonBefore & { readonly email: string }> {
	const { rows } = await db.query<PersonBefore & { email: string }>(
		`select name, email, role, disabled_at is not null as "isDisabled" from staff_user where id = $1`,
		[personId],
	);
	const [row] = rows;
	if (row === undefined) throw new PersonRefused("not-found", "There is no such person here.");
	return row;
}

async function countAdmins(db: Db): Promise<number> {
	const { rows } = await db.query<{ admins: number }>(
		"select count(*)::int as admins from staff_user where role = 'admin' and disabled_at is null",
	);
	return rows[0]?.admins ?? 0;
}

/** Ends somebody's sessions, but for one. Gives how many. */
export async function endSessions(db: Db, personId: string, exceptId = ""): Promise<number> {
	const { rowCount } = await db.query("delete from staff_session where user_id = $1 and id <> $2", [
		personId,
		exceptId,
	]);
	return rowCount ?? 0;
}

/** For somebody who lost their phone: the code app and the passkeys go, the password stays. */
export async function removeSecondFactor(db: Db, personId: string): Promise<void> {
	await db.query("delete from staff_two_factor where user_id = $1", [personId]);
	await db.query("delete from staff_passkey where user_id = $1", [personId]);
	await db.query("update staff_user set two_factor_enabled = false, updated_at = now() where id = $1", [personId]);
}
