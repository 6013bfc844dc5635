import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import type { Span } from "./compare-books.ts";
import { askForRun } from "./runs.ts";

const DAY = 86_400_000;
/** A drive that has closed goes on having refunds, disputes and late gifts. */
const AFTER_THE_CLOSE = 30 * DAY;
/** Compared at night, when nobody minds: between these hours of the drive's own clock. */
const NIGHT = { from: "02:30", to: "05:30" };

type Drive = { readonly timeZone: string; readonly opensAt: Instant };

/** Asks for the night's comparison, once a night, while a drive is on or was lately. */
export async function askAtNight(pool: pg.Pool, now: Instant): Promise<void> {
	const drives = await drivesNow(pool, now);
	const [first] = drives;
	if (first === undefined || !isNight(now, first.timeZone)) return;
	const { rowCount } = await pool.query(
		"select from reconciliation where asked_by is null and asked_at > to_timestamp($1 / 1000.0) limit 1",
		[now - 12 * 3_600_000],
	);
	if (rowCount === 0) await askForRun(pool, usualSpan(drives, now), null);
}

/** From the opening of the oldest drive that is on or was lately, at most ninety days back. */
export function usualSpan(drives: readonly Drive[], now: Instant): Span {
	const opened = Math.min(now - DAY, ...drives.map(({ opensAt }) => opensAt - DAY));
	return { from: Math.max(opened, now - 90 * DAY), to: now };
}

export async function drivesNow(pool: pg.Pool, now: Instant): Promise<Drive[]> {
	const { rows } = await pool.query<Drive>(
		`select config->>'timeZone' as "timeZone", (config->>'opensAt')::float8 as "opensAt" from campaign
		 where state in ('live', 'closed') and (config->>'closesAt')::float8 > $1 order by state = 'live' desc, created_at`,
		[now - AFTER_THE_CLOSE],
	);
	return rows;
}

function isNight(now: Instant, timeZone: string): boolean {
	const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(now);
	return clock >= NIGHT.from && clock < NIGHT.to;
}
