import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import type { PostingStatus } from "../web/contract/staff/posting.ts";
import { SEND_WINDOW_MS } from "./send-window.ts";
import { lockRedButton } from "./store.ts";

export type { PostingStatus } from "../web/contract/staff/posting.ts";

export class NoSuchCampaign extends Error {
	override name = "NoSuchCampaign";
	readonly code = "not-found";
}

/** What else is written down in the same transaction: the audit log's line. */
type Beside = (client: pg.PoolClient) => Promise<void>;

export type Stop = { readonly reason?: string; readonly beside?: Beside };

/**
 * Stops all posting of a campaign. When this returns, no new send begins (invariant 7): the switch is committed, which waits for
 * every fence that had read it before, and then the time is waited out in which such a fence's send may still begin. Pressed again it
 * keeps the first one's name and time.
 */
export async function stopPosting(
	pool: pg.Pool,
	campaignId: string,
	by: string,
	{ reason, beside }: Stop = {},
): Promise<PostingStatus> {
	const found = await inTransaction(pool, async (client) => {
		await lockRedButton(client, campaignId);
		const { rowCount } = await client.query(
			`with pressed as (
			   update campaign set posting_stopped_at = now(), posting_stopped_by = $2, posting_stopped_reason = $3
			   where id = $1 and posting_stopped_at is null returning id, posting_stopped_at
			 ), kept as (
			   insert into posting_stop (campaign_id, stopped_at, stopped_by, reason) select id, posting_stopped_at, $2, $3 from pressed
			   on conflict do nothing
			 )
			 select from campaign where id = $1`,
			[campaignId, by, reason?.trim() || null],
		);
		if (rowCount === 1) await beside?.(client);
		return rowCount === 1;
	});
	if (!found) throw new NoSuchCampaign(`There is no campaign "${campaignId}".`);
	await new Promise((resolve) => setTimeout(resolve, SEND_WINDOW_MS + 50));
	return postingStatus(pool, campaignId);
}

export type Resume = {
	readonly by?: string;
	/** Posts that wait and shall never go out. */
	readonly drop?: readonly number[];
	readonly beside?: Beside;
};

/** Lets posts go again. They are rendered anew with the figures of the moment they go out; those that are too late are dropped. */
export async function resumePosting(
	pool: pg.Pool,
	campaignId: string,
	{ by = "somebody", drop = [], beside }: Resume = {},
): Promise<PostingStatus> {
	const found = await inTransaction(pool, async (client) => {
		// Nothing goes out between the dropping and the switch: no fence passes while this is held.
		await lockRedButton(client, campaignId);
		const { rowCount } = await client.query("select from campaign where id = $1", [campaignId]);
		if (rowCount === 0) return false;
		const dropped = await dropWaiting(client, campaignId, drop, by);
		await client.query(
			`with let_go as (
			   update campaign set posting_stopped_at = null, posting_stopped_by = null, posting_stopped_reason = null where id = $1
			 )
			 update posting_stop set resumed_at = now(), resumed_by = $2, dropped = $3 where campaign_id = $1 and resumed_at is null`,
			[campaignId, by, dropped],
		);
		await beside?.(client);
		return true;
	});
	if (!found) throw new NoSuchCampaign(`There is no campaign "${campaignId}".`);
	// After the switch and not with it: a fence holds its account before it reads the button, so the two would wait for each other.
	// Whoever resumes vouches for the accounts too: topped up, connected again.
	await pool.query(
		"update channel_account set paused_until = null, paused_reason = null where campaign_id = $1 and paused_until is null",
		[campaignId],
	);
	await pool.query(
		"update post set next_step_at = now() where campaign_id = $1 and state in ('ready', 'unconfirmed')",
		[campaignId],
	);
	return postingStatus(pool, campaignId);
}

async function dropWaiting(client: pg.PoolClient, campaignId: string, ids: readonly number[], by: string) {
	if (ids.length === 0) return 0;
	const { rowCount } = await client.query(
		`with waiting as (
		   select id, state from post where campaign_id = $1 and id = any($2) and state in ('ready', 'held') for update
		 ), kept as (
		   insert into post_deed (post_id, campaign_id, deed, done_by, done_at, from_state) select id, $1, 'dropped', $3, now(), state from waiting
		 )
		 update post set state = 'cancelled', hold = null, next_step_at = null, reason = 'Dropped by ' || $3 || ' when posting was resumed.'
		 where id in (select id from waiting)`,
		[campaignId, ids, by],
	);
	return rowCount ?? 0;
}

type StatusRow = {
	readonly at: Date | null;
	readonly by: string | null;
	readonly reason: string | null;
	readonly counts: Record<string, number>;
	readonly history: PostingStatus["history"];
};

const MOST_HISTORY = 5;

/** @throws NoSuchCampaign */
export async function postingStatus(pool: pg.Pool, campaignId: string): Promise<PostingStatus> {
	const { rows } = await pool.query<StatusRow>(
		`select c.posting_stopped_at as at, c.posting_stopped_by as by, c.posting_stopped_reason as reason,
		   coalesce((select jsonb_object_agg(state, n) from
		     (select state, count(*) as n from post
		      where campaign_id = c.id and state in ('ready', 'held', 'sending', 'unconfirmed') group by state) s), '{}') as counts,
		   coalesce((select jsonb_agg(h) from (
		     select trunc(extract(epoch from stopped_at) * 1000) as "stoppedAt", stopped_by as "stoppedBy", reason,
		       trunc(extract(epoch from resumed_at) * 1000) as "resumedAt", resumed_by as "resumedBy", dropped
		     from posting_stop where campaign_id = c.id order by stopped_at desc limit ${MOST_HISTORY}) h), '[]') as history
		 from campaign c where c.id = $1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) throw new NoSuchCampaign(`There is no campaign "${campaignId}".`);
	return {
		campaignId,
		stoppedAt: row.at?.toISOString() ?? null,
		stoppedBy: row.by,
		stoppedReason: row.reason,
		waiting: row.counts.ready ?? 0,
		held: row.counts.held ?? 0,
		sending: row.counts.sending ?? 0,
		unconfirmed: row.counts.unconfirmed ?? 0,
		history: row.history,
	};
}
