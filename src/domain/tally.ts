import type { Figures } from "./figures.ts";
import type { Booking } from "./gift.ts";
import type { Instant } from "./instant.ts";

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
		said: {},
	};
}

/** @param hour the clock hour the money belongs to, or null outside the drive. */
export function addToTally(tally: Tally, delta: Booking, newDonors: number, hour: string | null): Tally {
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
		hours: hour === null ? tally.hours : { ...tally.hours, [hour]: (tally.hours[hour] ?? 0) + delta.counted },
		said: tally.said,
	};
}

export function hourKey(start: Instant): string {
	return new Date(start).toISOString().slice(0, 16);
}

export function figuresOf(tally: Tally, goal: number, hour: string | null): Figures {
	return {
		total: tally.total,
		goal,
		gifts: tally.gifts,
		donors: tally.donors,
		monthlyDonors: tally.monthly,
		thisHour: hour === null ? 0 : (tally.hours[hour] ?? 0),
	};
}
