import type { Clocks } from "../../src/web/live/elapsed.ts";

/** A machine's clocks that only a test moves. */
export type TwoClocks = Clocks & {
	/** Time goes by, awake. */
	run(milliseconds: number): void;
	/** Asleep: the steady clock stands still. */
	sleep(milliseconds: number): void;
	/** Somebody sets the wall clock. */
	set(byMilliseconds: number): void;
};

export function openTwoClocks(startAt = 1_700_000_000_000): TwoClocks {
	let steady = 1000;
	let wall = startAt;
	return {
		steady: () => steady,
		wall: () => wall,
		run(milliseconds) {
			steady += milliseconds;
			wall += milliseconds;
		},
		sleep(milliseconds) {
			wall += milliseconds;
		},
		set(byMilliseconds) {
			wall += byMilliseconds;
		},
	};
}
