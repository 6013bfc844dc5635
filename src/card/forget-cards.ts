import type { Pool } from "pg";
import { HOUR, type Instant } from "../domain/plain/instant.ts";

const DAY = 24 * HOUR;

/** A platform fetches a post's picture when the post is made and keeps its own copy; a drive's own pages may show it for weeks. */
export const CARDS_KEPT_MS = 60 * DAY;
/** One with a donor's name on it, who may hide the name later: only for as long as the post may still be tried. */
export const NAMED_CARDS_KEPT_MS = 2 * HOUR;

/** Forgets pictures that no post has asked for since `before`, those with a name on them since `namedBefore`. Returns how many. */
export async function forgetOldCards(pool: Pool, before: Instant, namedBefore = before): Promise<number> {
	const { rowCount } = await pool.query(
		`delete from card where last_asked_at < to_timestamp($1::float8 / 1000)
		   or (names_giver and last_asked_at < to_timestamp($2::float8 / 1000))`,
		[before, namedBefore],
	);
	return rowCount ?? 0;
}
