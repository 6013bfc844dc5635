import type pg from "pg";
import { loadCampaign } from "../campaign/store.ts";
import { perPool } from "../db/per-pool.ts";
import { announcedTotal } from "../domain/counting/announced-total.ts";
import { TOTAL_LINES } from "../domain/counting/gift-lines.ts";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { totalDefinition } from "../domain/drive/on-air-definition.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { lastReconciliation } from "../reconcile/last-run.ts";
import type { Sum, TruthView } from "../web/contract/staff/truth.ts";
import { type AddedUp, openSums } from "./add-up.ts";
import { readOutside } from "./outside.ts";
import { tellGifts } from "./told-gifts.ts";

/** Counted again after so long at the earliest: fifty thousand gifts take a moment even where few have changed. */
const KEPT_MS = 3_000;

type Kept = { readonly until: number; readonly view: Promise<TruthView | null> };
const kept = perPool(() => new Map<string, Kept>());

/** How the drive's total is made up; one reading serves all who ask within a few seconds. Null where there is no such drive. */
export function readTruth(pool: pg.Pool, campaignId: string, now: Instant): Promise<TruthView | null> {
	const views = kept(pool);
	const known = views.get(campaignId);
	if (known !== undefined && known.until > performance.now()) return known.view;
	const view = readNow(pool, campaignId, now);
	views.set(campaignId, { until: Number.POSITIVE_INFINITY, view });
	const settle = () => views.set(campaignId, { until: performance.now() + KEPT_MS, view });
	view.then(settle, () => views.delete(campaignId));
	return view;
}

/** Whoever changed something asks again at once. */
export function forgetTruth(pool: pg.Pool, campaignId: string): void {
	kept(pool).delete(campaignId);
}

/** In one snapshot of the database, so that the lines agree with each other and with the total. */
async function readNow(pool: pg.Pool, campaignId: string, now: Instant): Promise<TruthView | null> {
	const client = await pool.connect();
	try {
		await client.query("begin transaction isolation level repeatable read, read only");
		const campaign = await loadCampaign(client, campaignId);
		const view = campaign === null ? null : await readWithin(pool, client, campaign, now);
		await client.query("commit");
		client.release();
		return view;
	} catch (error) {
		client.release(true);
		throw error;
	}
}

async function readWithin(pool: pg.Pool, client: pg.PoolClient, campaign: Campaign, now: Instant): Promise<TruthView> {
	const { rows } = await client.query<{ tally: Tally }>("select tally from campaign_tally where campaign_id = $1", [
		campaign.id,
	]);
	const tally = { ...emptyTally(), ...rows[0]?.tally };
	const sums = await addGifts(pool, client, campaign);
	const lines = TOTAL_LINES.map((line) => ({ line, ...(sums.lines.get(line) ?? { amount: 0, count: 0 }) }));
	const matches = matchesOf(campaign, tally);
	const matched = matches.reduce((sum, { amount }) => sum + amount, 0);
	const given = lines.reduce((sum, { amount }) => sum + amount, 0);
	return {
		at: now,
		total: tally.total,
		announced: announcedTotal(campaign, tally.total),
		frozen: campaign.frozen ?? null,
		definition: totalDefinition(campaign, campaign.languages[0]),
		lines: lines.filter(({ count }) => count > 0),
		matches,
		refunded: sums.refunded,
		disputed: sums.disputed,
		sum: given + matched - sums.refunded.amount - sums.disputed.amount,
		outside: await readOutside(client, campaign, sums),
		matrix: sums.matrix(matched),
		late: await readLate(client, campaign),
		stripe: await lastReconciliation(client, campaign.id),
	};
}

async function addGifts(pool: pg.Pool, client: pg.PoolClient, campaign: Campaign): Promise<AddedUp> {
	const sums = openSums(campaign);
	for await (const gifts of tellGifts(pool, client, campaign)) {
		for (const gift of gifts) sums.add(gift);
	}
	return sums;
}

/** A match that was taken out of the set-up and still gave something stands by its id. */
function matchesOf({ matches = [] }: Campaign, tally: Tally): TruthView["matches"] {
	return Object.entries(tally.matches)
		.filter(([, amount]) => amount !== 0)
		.map(([id, amount]) => {
			const match = matches.find((one) => one.id === id);
			return { id, sponsor: match?.sponsor ?? id, hidden: match?.hidden ?? false, amount };
		});
}

async function readLate(client: pg.PoolClient, { id, opensAt, closesAt }: Campaign): Promise<Sum> {
	const { rows } = await client.query<Sum>(
		`select coalesce(sum(counted), 0)::float8 as amount, count(*)::int as count from ledger_entry
		 where campaign_id = $1 and kind in ('received', 'monthly-started', 'pledged') and recorded_at - occurred_at > interval '15 minutes'
		   and occurred_at >= to_timestamp($2 / 1000.0) and recorded_at < to_timestamp($3 / 1000.0)`,
		[id, opensAt, closesAt],
	);
	return rows[0] ?? { amount: 0, count: 0 };
}
