import { randomBytes } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import type { HookKind } from "../domain/staff/hook-kind.ts";
import type { HookFormat, HookItem, HookWritten } from "../web/contract/staff/hooks.ts";
import { type HookVault, newSecret, openSealed, sealSecrets } from "./sealed.ts";

type Db = Pick<pg.ClientBase, "query">;

export class HookRefused extends Error {
	override name = "HookRefused";
	readonly code: "not-found" | "conflict";

	constructor(code: "not-found" | "conflict", words: string) {
		super(words);
		this.code = code;
	}
}

/** The old secret signs too for so long, so that receivers can change over without missing a message. */
const OLD_SECRET_HOURS = 24;
const MOST_HOOKS = 20;

type Row = {
	readonly id: string;
	readonly campaignId: string;
	readonly label: string;
	readonly origin: string;
	readonly kinds: readonly HookKind[];
	readonly format: HookFormat;
	readonly enabled: boolean;
	readonly failingSince: Date | null;
	readonly retryAt: Date | null;
	readonly pausedAt: Date | null;
	readonly pausedReason: string | null;
	readonly oldSecretUntil: Date | null;
	readonly waiting: number;
	readonly deliveredToday: number;
	readonly failed: number;
	readonly lastDeliveredAt: Date | null;
};

const SELECT = `select k.id, k.campaign_id as "campaignId", k.label, k.origin, k.kinds, k.format, k.enabled,
    k.failing_since as "failingSince", k.retry_at as "retryAt", k.paused_at as "pausedAt", k.paused_reason as "pausedReason",
    case when k.old_secret_until > now() then k.old_secret_until end as "oldSecretUntil", d.*
  from hook k left join lateral (
    select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed,
      count(*) filter (where state = 'delivered' and last_try_at > now() - interval '1 day') as "deliveredToday",
      max(last_try_at) filter (where state = 'delivered') as "lastDeliveredAt"
    from hook_delivery where hook_id = k.id) d on true
  where k.campaign_id = $1 and k.removed_at is null`;

export async function listHooks(db: Db, campaignId: string): Promise<HookItem[]> {
	const { rows } = await db.query<Row>(`${SELECT} order by k.created_at, k.id`, [campaignId]);
	return rows.map(itemOf);
}

/** @throws HookRefused */
export async function findHook(db: Db, campaignId: string, id: string): Promise<HookItem> {
	const { rows } = await db.query<Row>(`${SELECT} and k.id = $2`, [campaignId, id]);
	if (rows[0] === undefined) throw new HookRefused("not-found", "There is no such receiver; it may have been removed.");
	return itemOf(rows[0]);
}

function itemOf(row: Row): HookItem {
	const at = (date: Date | null) => date?.getTime() ?? null;
	const times = { failingSince: at(row.failingSince), retryAt: at(row.retryAt), pausedAt: at(row.pausedAt) };
	return { ...row, ...times, oldSecretUntil: at(row.oldSecretUntil), lastDeliveredAt: at(row.lastDeliveredAt) };
}

/** Begins with what happens from now on. Returns its id and its secret, which is never shown again. */
export async function addHook(
	client: pg.PoolClient,
	vault: HookVault,
	campaignId: string,
	written: HookWritten & { readonly address: string },
): Promise<{ readonly id: string; readonly secret: string }> {
	const known = await client.query("select 1 from hook where campaign_id = $1 and removed_at is null", [campaignId]);
	if ((known.rowCount ?? 0) >= MOST_HOOKS) {
		throw new HookRefused(
			"conflict",
			`A drive has at most ${MOST_HOOKS} receivers. Remove one that is not used any more.`,
		);
	}
	const id = `hook-${randomBytes(8).toString("hex")}`;
	const secret = newSecret();
	const { rowCount } = await client.query(
		`insert into hook_feed (campaign_id, ledger_seq) select campaign_id, seq from campaign_tally where campaign_id = $1
		 on conflict (campaign_id) do update set campaign_id = excluded.campaign_id`,
		[campaignId],
	);
	if (rowCount === 0) throw new HookRefused("not-found", "There is no such drive; it may have been removed.");
	await client.query(
		"insert into hook (id, campaign_id, label, origin, sealed, kinds, format, enabled) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		[
			...[id, campaignId, written.label, new URL(written.address).origin],
			...[sealSecrets(vault, id, { address: written.address, secret }), written.kinds, written.format, written.enabled],
		],
	);
	return { id, secret };
}

/** Switching on also ends a pause: what waits goes out at once. */
export async function changeHook(
	client: pg.PoolClient,
	vault: HookVault,
	id: string,
	change: Partial<HookWritten>,
): Promise<void> {
	const { rows } = await client.query<{ sealed: string }>("select sealed from hook where id = $1 for update", [id]);
	const [row] = rows;
	if (row === undefined) return;
	const { address } = change;
	const sealed =
		address === undefined ? row.sealed : sealSecrets(vault, id, { ...openSealed(vault, id, row.sealed), address });
	const isWoken = change.enabled === true || address !== undefined;
	await client.query(
		`update hook set label = coalesce($2, label), kinds = coalesce($3, kinds), format = coalesce($4, format),
		   enabled = coalesce($5, enabled), origin = coalesce($6, origin), sealed = $7,
		   retry_at = case when $8 then null else retry_at end, paused_at = case when $8 then null else paused_at end,
		   paused_reason = case when $8 then null else paused_reason end, failing_since = case when $8 then null else failing_since end
		 where id = $1`,
		[
			...[id, change.label ?? null, change.kinds ?? null, change.format ?? null, change.enabled ?? null],
			...[address === undefined ? null : new URL(address).origin, sealed, isWoken],
		],
	);
	if (isWoken) {
		await client.query("update hook_delivery set next_try_at = now() where hook_id = $1 and state = 'waiting'", [id]);
	}
}

/** A new secret; the one before signs too for a day. */
export async function rotateSecret(pool: pg.Pool, vault: HookVault, id: string): Promise<string> {
	const secret = newSecret();
	await inTransaction(pool, async (client) => {
		const { rows } = await client.query<{ sealed: string }>("select sealed from hook where id = $1 for update", [id]);
		const [row] = rows;
		if (row === undefined) throw new HookRefused("not-found", "There is no such receiver; it may have been removed.");
		const known = openSealed(vault, id, row.sealed);
		const sealed = sealSecrets(vault, id, { address: known.address, secret, oldSecret: known.secret });
		await client.query(
			"update hook set sealed = $2, old_secret_until = now() + make_interval(hours => $3) where id = $1",
			[id, sealed, OLD_SECRET_HOURS],
		);
	});
	return secret;
}

/** Its log stays; its address and secrets go. */
export async function removeHook(client: pg.PoolClient, id: string): Promise<void> {
	await client.query("update hook set removed_at = now(), enabled = false, sealed = '' where id = $1", [id]);
	await client.query(
		"update hook_delivery set state = 'failed', answer = 'The receiver was removed.' where hook_id = $1 and state = 'waiting'",
		[id],
	);
}
