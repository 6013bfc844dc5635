export type Clocks = { readonly steady: () => number; readonly wall: () => number };

export const CLOCKS: Clocks = { steady: () => performance.now(), wall: () => Date.now() };

/** A moment by both clocks of this machine. */
export type Moment = { readonly steady: number; readonly wall: number };

export function momentBy({ steady, wall }: Clocks, lateMs = 0): Moment {
	return { steady: steady() - lateMs, wall: wall() - lateMs };
}

/**
 * Milliseconds since. The steady clock stands still while the machine sleeps (on some systems), the wall clock goes back when somebody
 * sets it: the longer of the two is right, or makes the numbers look too old, never too new.
 */
export function elapsedSince(moment: Moment, { steady, wall }: Clocks): number {
	return Math.max(0, steady() - moment.steady, wall() - moment.wall);
}
