import type pg from "pg";

/** Long enough to look at the rows that were left out; donors' words aren't kept for longer than they are needed. */
export const FILE_KEPT_DAYS = 7;

/** Files of imports that have ended, and those that were begun and left. */
export async function forgetFiles(pool: pg.Pool): Promise<void> {
	await pool.query(
		`delete from import_part where import_id in (select id from import
		 where ended_at < now() - make_interval(days => $1) and state in ('done', 'cancelled', 'undone') limit 20)`,
		[FILE_KEPT_DAYS],
	);
	await pool.query(
		`delete from import where id in (select id from import where made_at < now() - make_interval(days => $1)
		 and state in ('uploading', 'open', 'checked') and taken_rows = 0 limit 20)`,
		[FILE_KEPT_DAYS],
	);
}
