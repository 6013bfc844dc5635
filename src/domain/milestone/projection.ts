import { HOUR, type Instant, MINUTE } from "../plain/instant.ts";

/** Where the drive would end, and what that guess rests on: a number without its ground is a promise nobody made. */
export type Projection =
	| { readonly kind: "none"; readonly why: string }
	| { readonly kind: "last-year" | "pace"; readonly total: number; readonly ground: string };

export type DriveSoFar = {
	readonly now: Instant;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	/** On the air, nights off left out; milliseconds. */
	readonly airTimeLeft: number;
	/** Minor units, as all amounts here. */
	readonly total: number;
	/** Counted in the last sixty minutes. */
	readonly lastHour: number;
	/** Counted by hour of the drive, last year. */
	readonly lastYear: readonly number[];
};

/** Before this much of the drive has run, one large gift would move the guess by a third. */
const TOO_EARLY_MS = 45 * MINUTE;
/** Last year's curve says something once this much of it lies behind. */
const LEAST_PART = 0.05;

/** What it would come to at the close. With last year's hours: as they went on from here, scaled to this year; else by the last hour's pace. */
export function projectTotal(drive: DriveSoFar): Projection {
	const { now, opensAt, closesAt, total } = drive;
	if (now >= closesAt) return { kind: "none", why: "The drive is over: this is its total." };
	if (now - opensAt < TOO_EARLY_MS)
		return { kind: "none", why: "Too early to say: ask again when an hour has gone by." };
	const behind = countedBy(drive.lastYear, (now - opensAt) / HOUR);
	const whole = drive.lastYear.reduce((sum, hour) => sum + hour, 0);
	if (behind > 0 && behind / whole >= LEAST_PART && drive.lastYear.length >= (closesAt - opensAt) / HOUR - 1) {
		return {
			kind: "last-year",
			total: toTens(total * (whole / behind)),
			ground: "If the rest goes as last year's did from this hour on. A guess, not a promise.",
		};
	}
	if (drive.lastHour <= 0) return { kind: "none", why: "Nothing came in the last sixty minutes to go by." };
	return {
		kind: "pace",
		total: toTens(total + (drive.lastHour * drive.airTimeLeft) / HOUR),
		ground: "If every hour on the air until the close brings what the last sixty minutes did. A guess, not a promise.",
	};
}

/** Last year's sum after so many hours, the hour under way in part. */
export function countedBy(lastYear: readonly number[], hours: number): number {
	return lastYear.reduce((sum, counted, hour) => sum + counted * Math.min(1, Math.max(0, hours - hour)), 0);
}

/** A guess isn't known to the cent: two leading digits. */
function toTens(amount: number): number {
	if (amount <= 0) return 0;
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
	return Math.round(amount / unit) * unit;
}
