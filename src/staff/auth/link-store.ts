import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../../db/pool.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { StaffRole } from "../../domain/staff/staff-role.ts";
import type { LinkKind } from "../../web/contract/staff/sign-in.ts";
import { hashed, setPassword } from "./passwords.ts";

type Db = Pick<pg.Pool, "query">;

export const HOUR_MS = 3_600_000;

export type NewLink = {
	readonly kind: LinkKind;
	readonly expiresAt: Instant;
	readonly madeBy: string | null;
	readonly email?: string;
	readonly name?: string;
	readonly role?: StaffRole;
	readonly userId?: string;
};

export type OpenLink = {
	readonly id: number;
	readonly kind: LinkKind;
	readonly email: string | null;
	readonly name: string | null;
	readonly role: StaffRole | null;
	readonly userId: string | null;
	readonly expiresAt: Date;
};

/** What doesn't fit, in words for whoever holds the link. */
export class LinkRefused extends Error {
	override name = "LinkRefused";
	readonly code: "gone" | "conflict" | "invalid";

	constructor(code: "gone" | "conflict" | "invalid", words: string) {
		super(words);
		this.code = code;
	}
}

const PAGES: Readonly<Record<LinkKind, string>> = { first: "first", invitation: "invitation", password: "password" };

/** The address that somebody opens. The secret stands behind "#": browsers send that to nobody, and no server logs it. */
export function linkAddress(base: string, kind: LinkKind, token: string): string {
	return `${base}/staff/${PAGES[kind]}#${token}`;
}

/** Makes a link, and ends those for the same before it. Gives the token, which is kept nowhere. */
export async function makeLink(db: Db, link: NewLink, now: Instant): Promise<string> {
	const token = randomBytes(32).toString("base64url");
	await db.query(
		`update staff_link set revoked_at = $4 where kind = $1 and used_at is null and revoked_at is null
		 and email is not distinct from $2 and user_id is not distinct from $3`,
		[link.kind, link.email ?? null, link.userId ?? null, new Date(now)],
	);
	await db.query(
		`insert into staff_link (kind, token_hash, email, name, role, user_id, made_by, made_at, expires_at)
		 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		[
			...[link.kind, hashOf(token), link.email ?? null, link.name ?? null, link.role ?? null, link.userId ?? null],
			...[link.madeBy, new Date(now), new Date(link.expiresAt)],
		],
	);
	return token;
}

/** @throws LinkRefused where it is unknown, used, withdrawn or too old */
export async function openLink(db: Db, token: string, now: Instant): Promise<OpenLink> {
	const { rows } = await db.query<OpenLink & { usedAt: Date | null; revokedAt: Date | null }>(
		`select id, kind, email, name, role, user_id as "userId", expires_at as "expiresAt", used_at as "usedAt",
		   revoked_at as "revokedAt"
		 from staff_link where token_hash = $1 for update`,
		[hashOf(token)],
	);
	const [link] = rows;
	if (link === undefined) throw new LinkRefused("gone", "This link isn't known here. Ask for a new one.");
	if (link.usedAt !== null)
		throw new LinkRefused("gone", "This link was used already. Sign in, or ask for a new link.");
	if (link.revokedAt !== null) throw new LinkRefused("gone", "This link was replaced or withdrawn. Ask for a new one.");
	if (link.expiresAt.getTime() <= now) throw new LinkRefused("gone", "This link is too old. Ask for a new one.");
	return link;
}

export type LinkPerson = { readonly name?: string; readonly email?: string; readonly password: string };
export type LinkDone = {
	readonly kind: LinkKind;
	readonly userId: string;
	readonly name: string;
	readonly role: StaffRole;
};

/** Uses a link up: its person has an account, or a new password, and every older session of theirs is over. */
export async function useLink(
	pool: pg.Pool,
	token: string,
	person: LinkPerson,
	now: Instant,
	beside: (done: LinkDone, client: pg.PoolClient) => Promise<void>,
): Promise<LinkDone> {
	// Slow on purpose, and so not inside the transaction.
	const hash = await hashed(person.password);
	return inTransaction(pool, async (client) => {
		const link = await openLink(client, token, now);
		await client.query("update staff_link set used_at = $2 where id = $1", [link.id, new Date(now)]);
		const done = link.userId === null ? await newcomer(client, link, person) : await sameOne(client, link, link.userId);
		await setPassword(client, done.userId, hash);
		await client.query("delete from staff_session where user_id = $1", [done.userId]);
		await beside(done, client);
		return done;
	});
}

async function newcomer(client: pg.PoolClient, link: OpenLink, person: LinkPerson): Promise<LinkDone> {
	if (link.kind === "first") {
		await client.query("lock table staff_user in share row exclusive mode");
		const { rowCount } = await client.query("select from staff_user limit 1");
		if (rowCount !== 0)
			throw new LinkRefused("gone", "Somebody was here first: there is an admin now. Ask them to invite you.");
	}
	const name = (person.name ?? link.name ?? "").trim();
	const email = (link.email ?? person.email ?? "").trim().toLowerCase();
	if (name === "" || email === "") throw new LinkRefused("invalid", "Say your name and your e-mail address.");
	const role = link.role ?? "admin";
	return { kind: link.kind, name, role, userId: await addPerson(client, { name, email, role }) };
}

/** @throws LinkRefused where the address has an account */
export async function addPerson(
	db: Db,
	{ name, email, role }: { readonly name: string; readonly email: string; readonly role: StaffRole },
): Promise<string> {
	const { rows } = await db.query<{ id: string }>(
		`insert into staff_user (id, name, email, email_verified, role) values ($1, $2, $3, true, $4)
		 on conflict (email) do nothing returning id`,
		[randomBytes(16).toString("hex"), name, email.toLowerCase(), role],
	);
	const id = rows[0]?.id;
	if (id === undefined)
		throw new LinkRefused("conflict", "There is an account with this e-mail address already. Sign in with it.");
	return id;
}

async function sameOne(client: pg.PoolClient, link: OpenLink, userId: string): Promise<LinkDone> {
	const { rows } = await client.query<{ name: string; role: StaffRole }>(
		"select name, role from staff_user where id = $1",
		[userId],
	);
	const [row] = rows;
	if (row === undefined) throw new LinkRefused("gone", "This account is gone. Ask an admin to invite you.");
	return { kind: link.kind, userId, ...row };
}

function hashOf(token: string): Buffer {
	return createHash("sha256").update(token).digest();
}
