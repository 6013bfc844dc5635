import type { Campaign } from "../drive/campaign.ts";
import type { Booking } from "../gift/gift.ts";
import type { Instant } from "../plain/instant.ts";
import { announcedTotal } from "./announced-total.ts";
import type { Figures } from "./figures.ts";

/** A campaign's running numbers: what the ledger adds up to, and how far milestones have been passed. Minor units and counts. */
export type Tally = {
	/** The announced total: the sum of `counted`. */
	readonly total: number;
	readonly cash: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthly: number;
	/** The highest each has ever stood: a milestone falls only above it, so refunds never re-announce (invariant 4). */
	readonly peak: { readonly total: number; readonly gifts: number; readonly monthly: number };
	/** Counted by clock hour (ISO of its start in UTC), within the drive's own time only. */
	readonly hours: Readonly<Record<string, number>>;
	/** What each challenge match has given so far, by its id. */
	readonly matches: Readonly<Record<string, number>>;
	/** What the condition of each match has seen so far, donors or an amount, by its id. */
	readonly progress: Readonly<Record<string, number>>;
	/** When each match's condition was met, by its id; absent: not yet. One without a condition has it from its first gift on. */
	readonly unlocked: Readonly<Record<string, number>>;
	/** Counted in each power hour so far, by its id. */
	readonly spans: Readonly<Record<string, number>>;
	/** Per rule that speaks once an hour: the last hour it spoke of. */
	readonly said: Readonly<Record<string, string>>;
};

export function emptyTally(): Tally {
	return {
		total: 0,
		cash: 0,
		gifts: 0,
		donors: 0,
		monthly: 0,
		peak: { total: 0, gifts: 0, monthly: 0 },
		hours: {},
		matches: {},
		progress: {},
		unlocked: {},
		spans: {},
		said: {},
	};
}

/** Where an amount belongs beside the total: its clock hour (null outside the drive), its power hours, the match that gave it. */
export type Belongs = {
	readonly hour: string | null;
	readonly spans: readonly string[];
	readonly match: string | null;
};

export function addToTally(tally: Tally, delta: Booking, newDonors: number, belongs: Belongs): Tally {
	const { hour, spans, match } = belongs;
	const total = tally.total + delta.counted;
	const gifts = tally.gifts + delta.gifts;
	const monthly = tally.monthly + delta.monthly;
	return {
		total,
		cash: tally.cash + delta.cash,
		gifts,
		donors: tally.donors + newDonors,
		monthly,
		peak: {
			total: Math.max(tally.peak.total, total),
			gifts: Math.max(tally.peak.gifts, gifts),
			monthly: Math.max(tally.peak.monthly, monthly),
		},
		hours: added(tally.hours, hour === null ? [] : [hour], delta.counted),
		spans: added(tally.spans, spans, delta.counted),
		matches: added(tally.matches, match === null ? [] : [match], delta.counted),
		progress: tally.progress,
		unlocked: tally.unlocked,
		said: tally.said,
	};
}

function added(sums: Readonly<Record<string, number>>, keys: readonly string[], amount: number) {
	if (keys.length === 0) return sums;
	return { ...sums, ...Object.fromEntries(keys.map((key) => [key, (sums[key] ?? 0) + amount])) };
}

export function addSums(sums: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>) {
	const keys = Object.keys(more);
	return keys.length === 0
		? sums
		: { ...sums, ...Object.fromEntries(keys.map((k) => [k, (sums[k] ?? 0) + (more[k] ?? 0)])) };
}

export function hourKey(start: Instant): string {
	return new Date(start).toISOString().slice(0, 16);
}

/** What is said of the drive at this moment; see announced-total.ts. */
export function figuresOf(tally: Tally, campaign: Pick<Campaign, "goal" | "frozen">, hour: string | null): Figures {
	return {
		total: announcedTotal(campaign, tally.total),
		goal: campaign.goal,
		gifts: tally.gifts,
		donors: tally.donors,
		monthlyDonors: tally.monthly,
		thisHour: hour === null ? 0 : (tally.hours[hour] ?? 0),
	};
}
