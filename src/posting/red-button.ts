import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { SEND_WINDOW_MS } from "./send-window.ts";
import { lockRedButton } from "./store.ts";

export type PostingStatus = {
	readonly campaignId: string;
	readonly stoppedAt: string | null;
	readonly stoppedBy: string | null;
	/** Posts by state, those that would go out first. */
	readonly waiting: number;
	readonly held: number;
	/** Already on their way when the button was pressed; they can't be called back. */
	readonly sending: number;
	readonly unconfirmed: number;
};

export class NoSuchCampaign extends Error {
	override name = "NoSuchCampaign";
	readonly code = "not-found";
}

/**
 * Stops all posting of a campaign. When this returns, no new send begins (invariant 7): the switch is committed, which waits for
 * every fence that had read it before, and then the time is waited out in which such a fence's send may still begin.
 */
export async function stopPosting(pool: pg.Pool, campaignId: string, by: string): Promise<PostingStatus> {
	const { rowCount } = await inTransaction(pool, async (client) => {
		await lockRedButton(client, campaignId);
		return client.query(
			`update campaign set posting_stopped_at = coalesce(posting_stopped_at, now()), posting_stopped_by = coalesce(posting_stopped_by, $2)
			 where id = $1`,
			[campaignId, by],
		);
	});
	if (rowCount === 0) throw new NoSuchCampaign(`There is no campaign "${campaignId}".`);
	await new Promise((resolve) => setTimeout(resolve, SEND_WINDOW_MS + 50));
	return postingStatus(pool, campaignId);
}

/** Lets posts go again. They are rendered anew with the figures of the moment they go out; those that are too late are dropped. */
export async function resumePosting(pool: pg.Pool, campaignId: string): Promise<PostingStatus> {
	const { rowCount } = await pool.query(
		"update campaign set posting_stopped_at = null, posting_stopped_by = null where id = $1",
		[campaignId],
	);
	if (rowCount === 0) throw new NoSuchCampaign(`There is no campaign "${campaignId}".`);
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

/** @throws NoSuchCampaign */
export async function postingStatus(pool: pg.Pool, campaignId: string): Promise<PostingStatus> {
	const { rows } = await pool.query<{ id: string; at: Date | null; by: string | null; counts: Record<string, number> }>(
		`select c.id, c.posting_stopped_at as at, c.posting_stopped_by as by,
		   coalesce((select jsonb_object_agg(state, n) from
		     (select state, count(*) as n from post where campaign_id = c.id group by state) s), '{}') as counts
		 from campaign c where c.id = $1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) throw new NoSuchCampaign(`There is no campaign "${campaignId}".`);
	return {
		campaignId,
		stoppedAt: row.at?.toISOString() ?? null,
		stoppedBy: row.by,
		waiting: row.counts.ready ?? 0,
		held: row.counts.held ?? 0,
		sending: row.counts.sending ?? 0,
		unconfirmed: row.counts.unconfirmed ?? 0,
	};
}
