import { randomBytes } from "node:crypto";
import type pg from "pg";

type Db = Pick<pg.Pool, "query">;

/** As better-auth hashes it (scrypt); its code is loaded only here and at a sign-in. */
export async function hashed(password: string): Promise<string> {
	const { hashPassword } = await import("better-auth/crypto");
	return hashPassword(password);
}

/** Gives somebody this password, whether they had one or not. */
export async function setPassword(db: Db, userId: string, hash: string): Promise<void> {
	await db.query(
		`insert into staff_account (id, account_id, provider_id, user_id, password) values ($1, $2, 'credential', $2, $3)
		 on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
		[randomBytes(16).toString("hex"), userId, hash],
	);
}
