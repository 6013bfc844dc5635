import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { MINUTE } from "../domain/plain/instant.ts";
import type { Vault } from "./vault.ts";

type Db = Pick<pg.ClientBase, "query">;

/** Who began a sign-in at a platform, for what, and in which browser; `kept` is sealed while it is under way. */
export type SignIn = {
	readonly platform: "x" | "facebook";
	readonly campaignId: string;
	/** Connected again; null: a new account. */
	readonly accountId: string | null;
	readonly staffId: string;
	readonly kept: unknown;
};

/** As long as somebody may take to find the password. */
const LIVES_MS = 15 * MINUTE;

/** The state that travels through the browser, and the secret that stays in the browser as a cookie. Only hashes are kept. */
export type Begun = { readonly state: string; readonly browser: string };

export function newSecrets(): Begun {
	return { state: randomBytes(24).toString("base64url"), browser: randomBytes(24).toString("base64url") };
}

export async function beginSignIn(db: Db, vault: Vault, begun: Begun, signIn: SignIn, now: Instant): Promise<void> {
	const hash = sha256(begun.state);
	await db.query("delete from channel_sign_in where expires_at < now() - interval '1 day'");
	await db.query(
		`insert into channel_sign_in (state_hash, platform, campaign_id, account_id, staff_id, browser_hash, sealed, expires_at)
		 values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		[
			hash,
			signIn.platform,
			signIn.campaignId,
			signIn.accountId,
			signIn.staffId,
			sha256(begun.browser),
			vault.seal(hash, signIn.kept),
			new Date(now + LIVES_MS),
		],
	);
}

export type Returned = Begun & { readonly platform: "x" | "facebook"; readonly staffId: string };

/** Takes a sign-in once: by the staff member who began it, in the same browser, in time. Null: none of these fits. */
export async function takeSignIn(db: Db, vault: Vault, returned: Returned, now: Instant): Promise<SignIn | null> {
	const hash = sha256(returned.state);
	const { rows } = await db.query<Omit<SignIn, "kept"> & { sealed: string }>(
		`update channel_sign_in set used_at = now()
		 where state_hash = $1 and platform = $2 and staff_id = $3 and browser_hash = $4 and used_at is null and expires_at > $5
		 returning platform, campaign_id as "campaignId", account_id as "accountId", staff_id as "staffId", sealed`,
		[hash, returned.platform, returned.staffId, sha256(returned.browser), new Date(now)],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const { sealed, ...signIn } = row;
	return { ...signIn, kept: vault.unseal(hash, sealed) };
}

/** The drive a state belongs to, used or not: for where to lead somebody back to. */
export async function campaignOfSignIn(db: Db, state: string): Promise<string | null> {
	const { rows } = await db.query<{ id: string }>(
		"select campaign_id as id from channel_sign_in where state_hash = $1",
		[sha256(state)],
	);
	return rows[0]?.id ?? null;
}

/** Looks without taking, for a list that is shown before the choice. */
export async function peekSignIn(db: Db, vault: Vault, returned: Returned, now: Instant): Promise<SignIn | null> {
	const hash = sha256(returned.state);
	const { rows } = await db.query<Omit<SignIn, "kept"> & { sealed: string }>(
		`select platform, campaign_id as "campaignId", account_id as "accountId", staff_id as "staffId", sealed from channel_sign_in
		 where state_hash = $1 and platform = $2 and staff_id = $3 and browser_hash = $4 and used_at is null and expires_at > $5`,
		[hash, returned.platform, returned.staffId, sha256(returned.browser), new Date(now)],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const { sealed, ...signIn } = row;
	return { ...signIn, kept: vault.unseal(hash, sealed) };
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}
