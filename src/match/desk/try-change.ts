import type pg from "pg";
import { loadCampaign } from "../../campaign/store.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { matchesOf } from "../../domain/drive/challenge-match.ts";
import { powerHoursOf } from "../../domain/drive/power-hour.ts";
import { matchCard, matchNow } from "../../domain/match/match-now.ts";
import { matchLines, powerHourLines } from "../../domain/match/match-words.ts";
import { powerHourCard, powerHourNow } from "../../domain/match/power-hour-now.ts";
import { changeOffers, type OfferChange } from "../../domain/offer/change-offers.ts";
import { consequenceLines, type Reckoned } from "../../domain/offer/offer-consequence.ts";
import type { OfferProblem } from "../../domain/offer/offer-problems.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import type { OfferTrial } from "../../web/contract/staff/matches.ts";
import { countPowerHours } from "../count-power-hours.ts";
import { reckonMatches } from "../reckon.ts";
import { type OfferBooks, readOfferBooks } from "./read-matches.ts";

type Db = pg.Pool | pg.PoolClient;

/** Stands for the id that a new one will get. */
const NEW = "new";

/** What a change would do, by the same reckoning that books it; nothing is written. Null: there is no such drive. */
export async function tryChange(
	db: Db,
	campaignId: string,
	change: OfferChange,
	now: Instant,
): Promise<OfferTrial | null> {
	const before = await loadCampaign(db, campaignId);
	if (before === null) return null;
	const tried = await reckonChange(db, before, change, now);
	if (!tried.ok) return { problems: tried.problems, lines: [], delta: 0, says: null };
	const { after, id, reckoned, counted } = tried;
	return {
		problems: [],
		lines: [...hourLines(after, id, counted, now), ...consequenceLines(before, after, reckoned)],
		delta: reckoned.delta,
		says: saysOf(after, id, reckoned, counted, now),
	};
}

export type TriedChange =
	| { readonly ok: false; readonly problems: readonly OfferProblem[] }
	| {
			readonly ok: true;
			readonly after: Campaign;
			readonly id: string | null;
			readonly reckoned: Reckoned & { readonly run: UnlockRun };
			/** What counts towards the changed power hour so far; 0 where it is a match. */
			readonly counted: number;
			readonly books: OfferBooks;
	  };

/** The same as figures, for whoever has words of their own. */
export async function reckonChange(db: Db, before: Campaign, change: OfferChange, now: Instant): Promise<TriedChange> {
	const changed = changeOffers(before, change, { now, newId: NEW });
	if (!changed.ok) return changed;
	const { campaign: after, id } = changed;
	const books = await readOfferBooks(db, before.id);
	const { allotted, ...reckoned } = await reckon(db, after, books);
	// As saving counts it: by when each gift was given, with what the matches then answer.
	const hours = await countPowerHours(db, after, allotted);
	return { ok: true, after, id, reckoned, counted: (id !== null && hours[id]) || 0, books };
}

async function reckon(db: Db, after: Campaign, { tally }: OfferBooks) {
	const { allotted, changes, gifts, run } = await reckonMatches(db, after);
	return {
		total: tally.total,
		delta: changes.reduce((sum, { delta }) => sum + delta, 0),
		gifts: gifts.length,
		before: tally.matches,
		after: run.spent,
		run,
		allotted,
	};
}

type UnlockRun = {
	readonly progress: Readonly<Record<string, number>>;
	readonly unlocked: Readonly<Record<string, Instant>>;
};

function hourLines(campaign: Campaign, id: string | null, counted: number, now: Instant): string[] {
	const hour = powerHoursOf(campaign).find((one) => one.id === id);
	if (hour === undefined) return [];
	if (hour.from > now) return ["It counts from its start on."];
	const sum = formatMoney({ amount: counted, currency: campaign.currency });
	return [`${sum} of what was given already falls into its time and counts towards it.`];
}

function saysOf(
	campaign: Campaign,
	id: string | null,
	reckoned: Reckoned & { run: UnlockRun },
	counted: number,
	now: Instant,
): string | null {
	const said = { ...campaign, language: "en" as const, now };
	const match = matchesOf(campaign).find((one) => one.id === id);
	if (match) {
		const card = matchCard(match, reckoned.run.progress[match.id] ?? 0);
		return matchLines(matchNow(card, reckoned.after[match.id] ?? 0, now), said).sentence;
	}
	const hour = powerHoursOf(campaign).find((one) => one.id === id);
	return hour ? powerHourLines(powerHourNow(powerHourCard(hour), counted, now), said).sentence : null;
}
