import type { Pool } from "pg";

/** What a process keeps for each database it speaks to, and forgets with it: the same campaign in another one is another campaign. */
export function perPool<Kept>(make: () => Kept): (pool: Pool) => Kept {
	const known = new WeakMap<Pool, Kept>();
	return (pool) => {
		const kept = known.get(pool) ?? make();
		known.set(pool, kept);
		return kept;
	};
}
