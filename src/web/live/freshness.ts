import type { TickerBeat } from "../../domain/screen/ticker.ts";
import { CLOCKS, type Clocks, elapsedSince, type Moment, momentBy } from "./elapsed.ts";

/** How old what the screen shows is, and what time it is, by the server's clock: a studio PC's own may be minutes off. */
export type Freshness = {
	/** Something from the ledger arrived, `lateMs` ago. */
	touch(lateMs?: number): void;
	beat(beat: TickerBeat, lateMs?: number): void;
	/** Milliseconds since the ledger was last known to be seen; null before anything arrived. */
	ageMs(): number | null;
	/** The same in whole seconds. */
	age(): number | null;
	/** `ahead`: what to go by before the first beat. */
	now(ahead?: number): number;
	/** What the server's clock is ahead of this machine's; null before the first beat. */
	ahead(): number | null;
};

export const STALE_AFTER_S = 10;

export function openFreshness(clocks: Clocks = CLOCKS): Freshness {
	let seen: Moment | null = null;
	let server: { readonly now: number; readonly at: Moment } | null = null;
	const see = (lateMs: number) => {
		// Never older than known: the server may be alive and its database away.
		if (seen === null || elapsedSince(seen, clocks) > lateMs) seen = momentBy(clocks, lateMs);
	};
	const ageMs = () => (seen === null ? null : elapsedSince(seen, clocks));
	const now = (ahead = 0) =>
		server === null ? clocks.wall() + ahead : server.now + Math.round(elapsedSince(server.at, clocks));
	return {
		touch: (lateMs = 0) => see(lateMs),
		beat(beat, lateMs = 0) {
			server = { now: beat.now, at: momentBy(clocks, lateMs) };
			see(lateMs + Math.max(0, beat.now - beat.checkedAt));
		},
		ageMs,
		age() {
			const age = ageMs();
			return age === null ? null : Math.floor(age / 1000);
		},
		now,
		ahead: () => (server === null ? null : now() - clocks.wall()),
	};
}
