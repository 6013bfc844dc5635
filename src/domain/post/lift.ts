import { type Instant, MINUTE } from "../plain/instant.ts";

/** What came in within one minute; minor units. Minutes in which nothing came may be left out. */
export type MinuteSum = { readonly at: Instant; readonly amount: number };

export type Lift = {
	/** Came in within the fifteen minutes after the post. */
	readonly amount: number;
	/** What fifteen minutes brought in the hour before it; null where there is too little of the drive before it to say. */
	readonly expected: number | null;
	/** False while the fifteen minutes are not over. */
	readonly isWhole: boolean;
	/** Other posts within the same fifteen minutes: the lift is theirs as well. */
	readonly sharedWith: number;
};

export const LIFT_MINUTES = 15;
const BEFORE_MINUTES = 60;
/** With less of the drive than this before a post, its pace says nothing. */
const LEAST_MINUTES = 15;

/**
 * What came in after each post, beside the pace of the hour before it (product.md S23). It says what happened at the same time, not
 * what the post caused: the number is read out on air in the same minutes.
 * @param opensAt minutes before it are no part of the pace
 */
export function liftOf(
	postedAt: Instant,
	all: { readonly postedAt: readonly Instant[]; readonly minutes: readonly MinuteSum[] },
	{ opensAt, now }: { readonly opensAt: Instant; readonly now: Instant },
): Lift {
	const from = Math.floor(postedAt / MINUTE) * MINUTE;
	const to = from + LIFT_MINUTES * MINUTE;
	const before = Math.max(from - BEFORE_MINUTES * MINUTE, Math.floor(opensAt / MINUTE) * MINUTE);
	const minutesBefore = (from - before) / MINUTE;
	const others = all.postedAt.filter(
		(other) => other !== postedAt && Math.abs(other - postedAt) < LIFT_MINUTES * MINUTE,
	);
	return {
		amount: sumBetween(all.minutes, from, to),
		expected:
			minutesBefore < LEAST_MINUTES
				? null
				: Math.round((sumBetween(all.minutes, before, from) * LIFT_MINUTES) / minutesBefore),
		isWhole: now >= to,
		sharedWith: others.length,
	};
}

/** @param minutes in order of time */
function sumBetween(minutes: readonly MinuteSum[], from: Instant, to: Instant): number {
	let sum = 0;
	for (let at = firstFrom(minutes, from); at < minutes.length; at += 1) {
		const minute = minutes[at];
		if (minute === undefined || minute.at >= to) break;
		sum += minute.amount;
	}
	return sum;
}

function firstFrom(minutes: readonly MinuteSum[], from: Instant): number {
	let [low, high] = [0, minutes.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((minutes[middle]?.at ?? 0) < from) low = middle + 1;
		else high = middle;
	}
	return low;
}
