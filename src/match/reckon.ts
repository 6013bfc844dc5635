import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { matchesOf } from "../domain/drive/challenge-match.ts";
import type { Gift } from "../domain/gift/gift.ts";
import {
	type Allotment,
	allotMatches,
	concerns,
	type MatchGift,
	type MatchRun,
} from "../domain/ledger/allot-matches.ts";
import { type MatchedChange, matchedChanges } from "../domain/ledger/book-matches.ts";
import { matchGift } from "../domain/ledger/match-gift.ts";
import { allotmentsFrom } from "../ledger/match-store.ts";

export type Reckoning = {
	readonly gifts: readonly MatchGift[];
	/** As booked now. */
	readonly before: readonly Allotment[];
	readonly allotted: readonly Allotment[];
	/** Against what is booked now. */
	readonly changes: readonly MatchedChange[];
	readonly run: MatchRun;
};

/** What the drive's matches would answer by this set-up, from the first gift on, and how that differs from what is booked. Writes nothing. */
export async function reckonMatches(db: Pick<pg.ClientBase, "query">, campaign: Campaign): Promise<Reckoning> {
	const matches = matchesOf(campaign);
	const gifts = await giftsOf(db, campaign);
	const before = await allotmentsFrom(db, campaign.id, 0);
	const { allotted, run } = allotMatches(matches, gifts);
	return { gifts, before, allotted, run, changes: matchedChanges(before, allotted) };
}

async function giftsOf(db: Pick<pg.ClientBase, "query">, campaign: Campaign): Promise<MatchGift[]> {
	const matches = matchesOf(campaign);
	if (matches.length === 0) return [];
	const { rows } = await db.query<{ state: Gift }>(
		`select state from gift where campaign_id = $1 and (state->>'at')::float8 >= $2 and (state->>'at')::float8 < $3`,
		[campaign.id, Math.min(...matches.map(({ from }) => from)), Math.max(...matches.map(({ to }) => to))],
	);
	return rows
		.flatMap(({ state }) => matchGift(state, campaign) ?? [])
		.filter((gift) => matches.some((match) => concerns(match, gift)))
		.sort((a, b) => a.at - b.at || (a.giftId < b.giftId ? -1 : 1));
}
