import { DAY, type Instant, MINUTE, SECOND } from "../plain/instant.ts";

/** How fast one account may post. X: at most 100 in 15 minutes and 300 in 3 hours; a hospital wants far fewer. */
export type Pacing = {
	readonly minGapSeconds: number;
	readonly per15Minutes: number | null;
	readonly perDay: number | null;
};

export const NO_PACING: Pacing = { minGapSeconds: 0, per15Minutes: null, perDay: null };

/**
 * The first instant at which the account may send again; `now` or earlier means it may send now.
 * @param sentAt when its earlier sends began, in any order; those older than a day don't matter.
 */
export function nextSendAt(pacing: Pacing, sentAt: readonly Instant[], now: Instant): Instant {
	const newestFirst = [...sentAt].sort((a, b) => b - a);
	const newest = newestFirst[0];
	const afterGap = newest === undefined ? now : newest + pacing.minGapSeconds * SECOND;
	return Math.max(
		now,
		afterGap,
		freesUpAt(newestFirst, pacing.per15Minutes, 15 * MINUTE),
		freesUpAt(newestFirst, pacing.perDay, DAY),
	);
}

/** With `limit` sends in any `span`: when the limit-newest send leaves the span. */
function freesUpAt(newestFirst: readonly Instant[], limit: number | null, span: number): Instant {
	if (limit === null) return Number.NEGATIVE_INFINITY;
	if (limit <= 0) return Number.POSITIVE_INFINITY;
	const blocking = newestFirst[limit - 1];
	return blocking === undefined ? Number.NEGATIVE_INFINITY : blocking + span;
}
