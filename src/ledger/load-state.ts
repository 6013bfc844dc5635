import type pg from "pg";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import { type Gift, refsOf } from "../domain/gift/gift.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";

type BookRow = { readonly campaignId: string; readonly seq: number; readonly tally: Tally; readonly version: number };

/** Locks these campaigns' tallies, in the order of their ids, and reads them. */
export async function loadBooks(client: pg.PoolClient, campaignIds: readonly string[]): Promise<BookRow[]> {
	if (campaignIds.length === 0) return [];
	const { rows } = await client.query<BookRow>({
		name: "load-books",
		// The edition stands in the locked row itself: beside it, in `campaign`, PostgreSQL would go on showing the one from before the wait.
		text: `select campaign_id as "campaignId", seq, tally, campaign_version as version
		       from campaign_tally where campaign_id = any($1) order by campaign_id for update`,
		values: [campaignIds],
	});
	return rows.map((row) => ({ ...row, tally: { ...emptyTally(), ...row.tally } }));
}

/** Facts that belong to no campaign have no tally to lock: they queue up behind one another here. */
export async function lockUnplaced(client: pg.PoolClient): Promise<void> {
	await client.query("select pg_advisory_xact_lock(hashtext('carillon: gifts without a campaign'))");
}

/** Every stored gift that shares a ref with one of the facts, locked against processes that hold another campaign's lock. */
export async function loadGifts(client: pg.PoolClient, facts: readonly GiftFact[]): Promise<Gift[]> {
	const refs = [...new Set(facts.flatMap(refsOf))];
	const { rows } = await client.query<{ state: Gift }>({
		name: "load-gifts",
		text: `select state from gift where id = any(array(select gift_id from gift_ref where ref = any($1)) || $1::text[])
		       order by id for update`,
		values: [refs],
	});
	return rows.map((row) => row.state);
}

export type KnownDonors = {
	/** "<campaign id> <donor key>" of those who have given before. */
	readonly given: ReadonlySet<string>;
	/** Staff have put one of them together with somebody else. */
	readonly isMerged: boolean;
};

export async function loadKnownDonors(
	client: pg.PoolClient,
	campaignIds: readonly string[],
	facts: readonly GiftFact[],
	gifts: readonly Gift[],
): Promise<KnownDonors> {
	const told = [...facts.map((fact) => fact.giver?.donorKey), ...gifts.map((gift) => gift.giver.donorKey)];
	const keys = [...new Set(told.filter((key) => key !== undefined))];
	if (keys.length === 0 || campaignIds.length === 0) return { given: new Set(), isMerged: false };
	const { rows } = await client.query<{ name: string | null }>({
		name: "load-donors",
		text: `select campaign_id || ' ' || donor_key as name from donor where campaign_id = any($1) and donor_key = any($2)
		       union all
		       select null from donor_merge
		       where campaign_id = any($1) and undone_at is null and (kept_key = any($2) or merged_key = any($2))`,
		values: [campaignIds, keys],
	});
	const given = rows.flatMap(({ name }) => name ?? []);
	return { given: new Set(given), isMerged: given.length < rows.length };
}
