import type { Pool } from "pg";
import { perPool } from "./per-pool.ts";

/** Of a pool's ten connections. */
const MOST = 3;

type Turns = { running: number; readonly waiting: (() => void)[] };
const turnsOf = perPool((): Turns => ({ running: 0, waiting: [] }));

/**
 * Does `work` when its turn comes, a few of them at once and in their order. For transactions that wait for one another's lock anyway: where
 * each holds a connection meanwhile, the one that holds the lock finds none left for what it has to look up, and all of them stand.
 */
export async function fewAtOnce<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
	const turns = turnsOf(pool);
	if (turns.running < MOST) turns.running += 1;
	// Whoever ends hands over the turn itself, so nobody slips in between.
	else await new Promise<void>((resolve) => turns.waiting.push(resolve));
	try {
		return await work();
	} finally {
		const next = turns.waiting.shift();
		if (next === undefined) turns.running -= 1;
		else next();
	}
}
