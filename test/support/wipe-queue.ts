import type pg from "pg";
import { retryRaces } from "../../src/db/retry-races.ts";

/** The loss of the whole queue on PostgreSQL. Workers hold rows of these tables: the database may choose us as the one who gives way. */
export async function wipePostgresQueue(pool: pg.Pool): Promise<void> {
	await retryRaces(() =>
		pool.query("truncate bullmq.job, bullmq.scheduler, bullmq.dedup, bullmq.event, bullmq.meta cascade"),
	);
}
