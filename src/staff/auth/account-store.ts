import type pg from "pg";
import type { Account, OwnPasskey, OwnSession, SignInWay } from "../../web/contract/staff/account.ts";
import { browserName } from "./browser-name.ts";
import { PROVIDER } from "./single-sign-on.ts";

type Db = Pick<pg.Pool, "query">;

type UserRow = {
	readonly name: string;
	readonly email: string;
	readonly hasCodeApp: boolean;
	readonly hasPassword: boolean;
	readonly singleSignOn: boolean;
};
type SessionRow = {
	readonly id: string;
	readonly userAgent: string | null;
	readonly address: string | null;
	readonly way: SignInWay;
	readonly since: Date;
	readonly lastUsedAt: Date;
	readonly endsAt: Date;
};
type PasskeyRow = { readonly id: string; readonly name: string | null; readonly addedAt: Date | null };

/** One's own account, as its page shows it; null for a machine. */
export async function readAccount(db: Db, userId: string, sessionId: string): Promise<Account | null> {
	const user = await db.query<UserRow>(
		`select name, email, two_factor_enabled as "hasCodeApp",
		   exists (select from staff_account a where a.user_id = u.id and a.provider_id = 'credential') as "hasPassword",
		   exists (select from staff_account a where a.user_id = u.id and a.provider_id = $2) as "singleSignOn"
		 from staff_user u where id = $1`,
		[userId, PROVIDER],
	);
	const [row] = user.rows;
	if (row === undefined) return null;
	return { ...row, passkeys: await passkeysOf(db, userId), sessions: await sessionsOf(db, userId, sessionId) };
}

async function passkeysOf(db: Db, userId: string): Promise<OwnPasskey[]> {
	const { rows } = await db.query<PasskeyRow>(
		`select id, name, created_at as "addedAt" from staff_passkey where user_id = $1 order by created_at, id`,
		[userId],
	);
	return rows.map(({ id, name, addedAt }) => ({ id, name: name || "Passkey", addedAt: addedAt?.getTime() ?? null }));
}

async function sessionsOf(db: Db, userId: string, sessionId: string): Promise<OwnSession[]> {
	const { rows } = await db.query<SessionRow>(
		`select id, user_agent as "userAgent", ip_address as address, way, created_at as since, updated_at as "lastUsedAt",
		   expires_at as "endsAt"
		 from staff_session where user_id = $1 and expires_at > now() order by updated_at desc`,
		[userId],
	);
	return rows.map((row) => ({
		id: row.id,
		isThis: row.id === sessionId,
		browser: browserName(row.userAgent),
		address: row.address ?? "",
		way: row.way,
		since: row.since.getTime(),
		lastUsedAt: row.lastUsedAt.getTime(),
		endsAt: row.endsAt.getTime(),
	}));
}
