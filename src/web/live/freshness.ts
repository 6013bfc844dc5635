import type { TickerBeat } from "../../domain/ticker.ts";

/** How old what the screen shows is, and what time it is, by the server's clock: a studio PC's own may be minutes off. */
export type Freshness = {
	/** Something from the ledger arrived just now. */
	touch(): void;
	beat(beat: TickerBeat): void;
	/** Whole seconds; null before anything arrived. */
	age(): number | null;
	now(): number;
};

export const STALE_AFTER_S = 10;

export function openFreshness(
	clock: () => number = () => performance.now(),
	wallClock: () => number = Date.now,
): Freshness {
	let freshAt: number | null = null;
	let ahead = 0;
	return {
		touch() {
			freshAt = clock();
		},
		beat({ now, checkedAt }) {
			ahead = now - wallClock();
			// The server may be alive and its database away: the data is as old as its last look.
			const looked = clock() - Math.max(0, now - checkedAt);
			freshAt = freshAt === null ? looked : Math.max(freshAt, looked);
		},
		age: () => (freshAt === null ? null : Math.max(0, Math.floor((clock() - freshAt) / 1000))),
		now: () => wallClock() + ahead,
	};
}
