import type pg from "pg";
import type { Tally } from "../../domain/counting/tally.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { ChallengeMatch } from "../../domain/drive/challenge-match.ts";
import type { PowerHour } from "../../domain/drive/power-hour.ts";
import { matchCard, matchNow, type UnlockTally, unlockReached } from "../../domain/match/match-now.ts";
import { matchLines, powerHourLines, type Said } from "../../domain/match/match-words.ts";
import { powerHourCard, powerHourNow } from "../../domain/match/power-hour-now.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { MatchesView, MatchItem, PowerHourItem } from "../../web/contract/staff/matches.ts";

type Db = Pick<pg.ClientBase, "query">;

/** What is read beside the set-up: the running numbers, which gifts were answered, what sponsors have paid. */
export type OfferBooks = {
	readonly version: number;
	readonly tally: Pick<Tally, "total" | "matches" | "spans"> & UnlockTally;
	readonly gifts: ReadonlyMap<string, number>;
	readonly paid: ReadonlyMap<string, number>;
};

/** @throws where the drive doesn't exist */
export async function readOfferBooks(db: Db, campaignId: string): Promise<OfferBooks> {
	const { rows } = await db.query<{ version: number; tally: Partial<OfferBooks["tally"]> | null }>(
		"select c.version, t.tally from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1",
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) throw new Error(`There is no campaign ${campaignId}.`);
	const tally = { total: 0, matches: {}, spans: {}, progress: {}, unlocked: {}, ...row.tally };
	const gifts = await sums(
		db,
		"select match_id as id, count(*) filter (where gift_id <> '' and amount > 0)::float8 as n from match_allocation where campaign_id = $1 group by 1",
		campaignId,
	);
	const paid = await sums(
		db,
		`select g.pays_match as id, sum(g.amount + coalesce(s.amount, 0))::float8 as n from offline_gift g
		 left join lateral (select sum(amount) as amount from offline_step where offline_id = g.id) s on true
		 where g.campaign_id = $1 and g.pays_match is not null group by 1`,
		campaignId,
	);
	return { version: row.version, tally, gifts, paid };
}

async function sums(db: Db, sql: string, campaignId: string): Promise<ReadonlyMap<string, number>> {
	const { rows } = await db.query<{ id: string; n: number }>(sql, [campaignId]);
	return new Map(rows.map(({ id, n }) => [id, n]));
}

/** `seesHidden`: names of sponsors that are not said yet are for those who may say them. */
export function matchesView(campaign: Campaign, books: OfferBooks, now: Instant, seesHidden: boolean): MatchesView {
	const { currency, timeZone, opensAt, closesAt, state, stations, matches = [], powerHours = [] } = campaign;
	const said: Said = { ...campaign, language: "en", now };
	return {
		...{ version: books.version, currency, timeZone, opensAt, closesAt, state, stations, total: books.tally.total },
		matches: matches.map((match) => matchItem(match, books, said, seesHidden)),
		powerHours: powerHours.map((hour) => hourItem(hour, books, said)),
	};
}

function matchItem(
	match: ChallengeMatch,
	{ tally, gifts, paid }: OfferBooks,
	said: Said,
	seesHidden: boolean,
): MatchItem {
	const now = matchNow(matchCard(match, unlockReached(match, tally)), tally.matches[match.id] ?? 0, said.now);
	return {
		match: match.hidden && !seesHidden ? { ...match, sponsor: "", sponsorDonor: null } : match,
		now,
		says: matchLines(now, said).sentence,
		gifts: gifts.get(match.id) ?? 0,
		paid: paid.get(match.id) ?? 0,
	};
}

function hourItem(hour: PowerHour, { tally }: OfferBooks, said: Said): PowerHourItem {
	const now = powerHourNow(powerHourCard(hour), tally.spans[hour.id] ?? 0, said.now);
	return { hour, now, says: powerHourLines(now, said).sentence };
}
