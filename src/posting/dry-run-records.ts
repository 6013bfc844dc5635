import type pg from "pg";
import type { DryRunOptions } from "../channel/dry-run.ts";

/** A dry run's record is our own journal: the post and its attempt already hold the text and the time. */
export function dryRunRecords(pool: pg.Pool): DryRunOptions {
	return {
		async record({ postId }) {
			return { id: `dry-run-${postId}`, recordedAt: Date.now() };
		},
		async find({ postId }, since) {
			const { rows } = await pool.query<{ startedAt: Date }>(
				`select t.started_at as "startedAt" from attempt t where t.post_id = $1 and t.started_at >= $2 order by t.number desc limit 1`,
				[postId, new Date(since)],
			);
			return rows[0] === undefined ? null : { id: `dry-run-${postId}`, recordedAt: rows[0].startedAt.getTime() };
		},
	};
}
