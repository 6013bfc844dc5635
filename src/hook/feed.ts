import { createHash } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../db/pool.ts";

const MOST_AT_ONCE = 500;
/** How long the log of what was sent is kept, and with it what can be sent again. */
const KEPT_DAYS = 30;

type Fact = { readonly kind: string; readonly ref: string; readonly at: Date };
type Receiver = { readonly id: string; readonly kinds: readonly string[]; readonly lastSequence: number };

/**
 * Hands what happened since the last time out to every receiver that asked for it: the ledger by a cursor, which costs intake nothing,
 * the rest from what was noted in the fact's own transaction. Nothing is skipped, nothing is handed out twice; safe to run twice at once.
 * Returns the receivers that have something due.
 */
export async function feedHooks(pool: pg.Pool): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		`select f.campaign_id as id from hook_feed f join campaign_tally t on t.campaign_id = f.campaign_id
		 where t.seq > f.ledger_seq or exists (select from hook_fact h where h.campaign_id = f.campaign_id)`,
	);
	for (const { id } of rows) {
		while ((await inTransaction(pool, (client) => feedCampaign(client, id))) === MOST_AT_ONCE);
	}
	await pool.query(
		`delete from hook_delivery where id in (select id from hook_delivery where at < now() - make_interval(days => $1)
		   and state <> 'waiting' order by at limit 500)`,
		[KEPT_DAYS],
	);
	return dueHooks(pool);
}

async function dueHooks(pool: pg.Pool): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		`select id from hook k where enabled and removed_at is null and paused_at is null
		   and coalesce(retry_at, '-infinity') <= now() and coalesce(leased_until, '-infinity') <= now()
		   and exists (select from hook_delivery d where d.hook_id = k.id and d.state = 'waiting' and d.next_try_at <= now())`,
	);
	return rows.map((row) => row.id);
}

async function feedCampaign(client: pg.PoolClient, campaignId: string): Promise<number> {
	const feeds = await client.query<{ seq: number }>(
		"select ledger_seq as seq from hook_feed where campaign_id = $1 for update skip locked",
		[campaignId],
	);
	const [feed] = feeds.rows;
	if (feed === undefined) return 0;
	const gifts = await client.query<{ seq: number; kind: string; counted: number; gifts: number; at: Date }>(
		`select seq, kind, counted, gifts, recorded_at as at from ledger_entry where campaign_id = $1 and seq > $2 order by seq limit $3`,
		[campaignId, feed.seq, MOST_AT_ONCE],
	);
	const facts = await client.query<Fact & { id: number }>(
		"delete from hook_fact where id in (select id from hook_fact where campaign_id = $1 order by id limit $2) returning id, kind, ref, at",
		[campaignId, MOST_AT_ONCE],
	);
	const counted = gifts.rows.filter(
		({ kind, counted, gifts }) => kind !== "announced" && (counted !== 0 || gifts !== 0),
	);
	const happened: Fact[] = [
		...counted.map(({ seq, at }) => ({ kind: "gift", ref: String(seq), at })),
		...facts.rows.sort((a, b) => a.id - b.id),
	];
	// As it happened; entries and facts of one moment keep their own order.
	happened.sort((a, b) => a.at.getTime() - b.at.getTime());
	const receivers = await client.query<Receiver>(
		`select id, kinds, last_sequence as "lastSequence" from hook
		 where campaign_id = $1 and enabled and removed_at is null order by id for no key update`,
		[campaignId],
	);
	for (const receiver of receivers.rows) await handOut(client, receiver, happened);
	await client.query("update hook_feed set ledger_seq = $2 where campaign_id = $1", [
		campaignId,
		gifts.rows.at(-1)?.seq ?? feed.seq,
	]);
	return Math.max(gifts.rows.length, facts.rows.length);
}

async function handOut(client: pg.PoolClient, receiver: Receiver, happened: readonly Fact[]): Promise<void> {
	const own = happened.filter(({ kind }) => receiver.kinds.includes(kind));
	if (own.length === 0) return;
	await client.query(
		`insert into hook_delivery (hook_id, message_id, sequence, kind, ref, at)
		 select $1, * from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[])`,
		[
			receiver.id,
			own.map((fact) => messageId(receiver.id, fact)),
			own.map((_fact, index) => receiver.lastSequence + index + 1),
			own.map(({ kind }) => kind),
			own.map(({ ref }) => ref),
			own.map(({ at }) => at),
		],
	);
	await client.query("update hook set last_sequence = last_sequence + $2 where id = $1", [receiver.id, own.length]);
}

/** The same news has the same id at every try and every replay: receivers tell by it what they know already. */
function messageId(hookId: string, { kind, ref }: Fact): string {
	return `msg_${createHash("sha256")
		.update(JSON.stringify([hookId, kind, ref]))
		.digest("hex")
		.slice(0, 24)}`;
}
