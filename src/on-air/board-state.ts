import type { Pool, PoolClient } from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import { perPool } from "../db/per-pool.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { withoutStories } from "../domain/drive/campaign-show.ts";
import type { Instant } from "../domain/plain/instant.ts";

export type Db = Pick<Pool, "query"> | Pick<PoolClient, "query">;

/** Where a campaign's board stands, and how far its list has followed the ledger. */
export type BoardHead = {
	readonly campaign: Campaign;
	/** Grows with every edit of the campaign. */
	readonly edition: number;
	readonly version: number;
	readonly seq: number;
	readonly ledgerSeq: number;
	/** Claims have run out and wait to be given back. */
	readonly hasExpired: boolean;
};

type HeadRow = CampaignRow & {
	edition: number;
	boardVersion: number;
	boardSeq: number;
	ledgerSeq: number;
	hasExpired: boolean;
	barredStories: string[] | null;
};

/** Reading a stored campaign costs more than all else here, and it changes a few times a day. */
const lastRead = perPool(() => new Map<string, { readonly edition: number; readonly campaign: Campaign }>());

/** All of one moment. @throws Error where the campaign doesn't exist. */
export async function readBoardHead(pool: Pool, campaignId: string, now: Instant): Promise<BoardHead> {
	const known = lastRead(pool).get(campaignId);
	const { rows } = await pool.query<HeadRow>({
		name: "board-head",
		text: `select c.id, c.slug, c.state, c.livemode, c.is_default, c.version as edition,
		         case when c.version = $2 then null else c.config end as config,
		         coalesce(b.version, 0) as "boardVersion", coalesce(b.seq, 0) as "boardSeq", coalesce(t.seq, 0) as "ledgerSeq",
		         exists (select from thank h where h.campaign_id = c.id and h.state = 'claimed' and h.claimed_until <= $3) as "hasExpired",
		         (select array_agg(s.id) from story s where s.campaign_id = c.id and (s.revoked_at is not null
		            or (s.authorisation->>'expiresAt')::float8 <= $4 or not s.authorisation->'channels' ? 'on-air')) as "barredStories"
		       from campaign c left join board b on b.campaign_id = c.id left join campaign_tally t on t.campaign_id = c.id
		       where c.id = $1`,
		values: [campaignId, known?.edition ?? -1, new Date(now), now],
	});
	const [row] = rows;
	if (row === undefined) throw new Error(`There is no campaign ${campaignId}.`);
	const whole = known?.edition === row.edition ? known.campaign : campaignOf(row);
	lastRead(pool).set(campaignId, { edition: row.edition, campaign: whole });
	const campaign = { ...whole, show: withoutStories(whole.show, new Set(row.barredStories)) };
	const { edition, boardVersion, boardSeq, ledgerSeq, hasExpired } = row;
	return { campaign, edition, version: boardVersion, seq: boardSeq, ledgerSeq, hasExpired };
}

/** The board's version, 0 where nothing has been done on it yet: for the stream's `board` event. */
export async function readBoardVersion(pool: Pool, campaignId: string): Promise<number> {
	const { rows } = await pool.query<{ version: number }>("select version from board where campaign_id = $1", [
		campaignId,
	]);
	return rows[0]?.version ?? 0;
}

export class NoSuchDrive extends Error {
	override name = "NoSuchDrive";
	readonly code = "not-found";
}

/**
 * Waits for its turn: until the transaction ends, nobody else does anything on this board. Gives its version.
 * @throws NoSuchDrive
 */
export async function lockBoard(client: PoolClient, campaignId: string): Promise<number> {
	const held = () =>
		client.query<{ version: number }>("select version from board where campaign_id = $1 for update", [campaignId]);
	const { rows } = await held();
	if (rows[0] !== undefined) return rows[0].version;
	await client.query("insert into board (campaign_id) select id from campaign where id = $1 on conflict do nothing", [
		campaignId,
	]);
	const [made] = (await held()).rows;
	if (made === undefined) throw new NoSuchDrive("There is no such drive; it may have been removed.");
	return made.version;
}

/**
 * Counts one change and tells every screen, in the change's own transaction. Only for whoever has locked the board.
 * @returns the new version
 */
export async function boardChanged(client: PoolClient, campaignId: string): Promise<number> {
	const { rows } = await client.query<{ version: number }>(
		"update board set version = version + 1 where campaign_id = $1 returning version",
		[campaignId],
	);
	const version = rows[0]?.version ?? 0;
	const news = { campaignId, audience: "host", event: "board", data: { version } };
	await client.query("select pg_notify('ticker_side', $1)", [JSON.stringify(news)]);
	return version;
}
