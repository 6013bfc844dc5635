import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { MINUTE } from "../domain/plain/instant.ts";
import type { Vault } from "./vault.ts";
import { isRenewable, type XRenewable, xCredentials } from "./x-credentials.ts";
import { renewXToken, type XPlace } from "./x-oauth.ts";

export type RenewalParts = {
	readonly pool: pg.Pool;
	readonly vault: Vault;
	/** Null: this installation has no app of its own at X, so nothing of that kind can be connected. */
	readonly x: XPlace | null;
};

export type Renewed =
	| { readonly kind: "fresh"; readonly sealed: string }
	/** X says no for good, or nobody could ask in time: `reason` says what to do. */
	| { readonly kind: "failed"; readonly reason: string; readonly isFinal: boolean };

/** The schedule worker renews this long before the end, so that no post has to wait for it. */
export const RENEW_AHEAD_MS = 30 * MINUTE;
/** A post whose account's access ends sooner than this renews it first. */
export const RENEW_AT_USE_MS = 2 * MINUTE;
/** After a try that brought nothing. */
const TRY_AGAIN_MS = MINUTE;

/** Whether these sealed credentials are of the kind that ends, and end within `ahead`. */
export function endsWithin(vault: Vault, accountId: string, sealed: string, ahead: number, now: number): boolean {
	const credentials = renewable(vault, accountId, sealed);
	return credentials !== null && credentials.expiresAt - now < ahead;
}

/**
 * New access for one X account, where it ends within `ahead`. A refresh token works once, so whoever asks X holds the row's lock until
 * the new one is committed: a second process waits for it, and finds the work done. The row is not the account's own: posts go on
 * with the old access meanwhile. A network call inside a transaction is what the house otherwise avoids; this one is the lock's point.
 */
export async function renewXAccess(
	{ pool, vault, x }: RenewalParts,
	accountId: string,
	ahead: number,
): Promise<Renewed> {
	await pool.query("insert into channel_renewal (account_id) values ($1) on conflict do nothing", [accountId]);
	return inTransaction(pool, async (client) => {
		const row = await lockRenewal(client, accountId);
		if (row === null) return { kind: "failed", reason: NOT_CONNECTED, isFinal: true };
		const before = renewable(vault, accountId, row.sealed);
		if (before === null) return { kind: "fresh", sealed: row.sealed };
		const now = Date.now();
		if (before.expiresAt - now >= ahead) return { kind: "fresh", sealed: row.sealed };
		if (row.failedAt !== null && now - row.failedAt.getTime() < TRY_AGAIN_MS)
			return { kind: "failed", reason: row.failure ?? NOT_RENEWED, isFinal: false };
		if (x === null) return { kind: "failed", reason: NO_APP, isFinal: false };
		const grant = await renewXToken(x, before);
		if (grant.kind !== "granted") {
			await client.query("update channel_renewal set failed_at = now(), failure = $2 where account_id = $1", [
				accountId,
				grant.reason,
			]);
			return { kind: "failed", reason: grant.reason, isFinal: grant.kind === "refused" };
		}
		const sealed = vault.seal(accountId, grant.credentials);
		await keepRenewed(client, accountId, sealed);
		return { kind: "fresh", sealed };
	});
}

async function lockRenewal(client: pg.PoolClient, accountId: string) {
	const locked = await client.query<{ failedAt: Date | null; failure: string | null }>(
		'select failed_at as "failedAt", failure from channel_renewal where account_id = $1 for update',
		[accountId],
	);
	// A statement of its own: the one that waited for the lock would see what was before.
	const { rows } = await client.query<{ sealed: string | null }>(
		"select sealed_credentials as sealed from channel_account where id = $1",
		[accountId],
	);
	const [renewal] = locked.rows;
	const sealed = rows[0]?.sealed ?? null;
	return renewal === undefined || sealed === null ? null : { ...renewal, sealed };
}

async function keepRenewed(client: pg.PoolClient, accountId: string, sealed: string): Promise<void> {
	await client.query(
		"update channel_renewal set renewed_at = now(), failed_at = null, failure = null where account_id = $1",
		[accountId],
	);
	// An account that waited for its access has it again; one that waits for credits will say so with its next post.
	await client.query(
		`update channel_account set sealed_credentials = $2,
		   paused_reason = case when paused_until is null then null else paused_reason end
		 where id = $1`,
		[accountId, sealed],
	);
}

function renewable(vault: Vault, accountId: string, sealed: string): XRenewable | null {
	const read = xCredentials.safeParse(vault.unseal(accountId, sealed));
	return read.success && isRenewable(read.data) ? read.data : null;
}

const NOT_CONNECTED = "This X account is not connected: connect it under Channels.";
const NOT_RENEWED = "X did not renew the access just now; Carillon tries again within a minute.";
const NO_APP =
	"X's access can't be renewed: CARILLON_X_CLIENT_ID is not set on this machine. Set it for the API and the workers.";
