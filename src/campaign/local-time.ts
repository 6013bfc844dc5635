import { DateTime } from "luxon";
import type { Instant } from "../domain/plain/instant.ts";

export type LocalTime = { readonly ok: true; readonly at: Instant } | { readonly ok: false; readonly problem: string };

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/;

export function isTimeZone(name: string): boolean {
	return DateTime.local({ zone: name }).isValid;
}

/**
 * Reads "2026-12-03T06:00" as the wall clock of `timeZone`. An hour the clocks skip, or pass twice, is refused in words
 * rather than guessed: a drive that opens an hour off is worse than a file that has to be corrected.
 */
export function readLocalTime(text: string, timeZone: string): LocalTime {
	if (!SHAPE.test(text)) return { ok: false, problem: 'write the local time like "2026-12-03T06:00"' };
	const time = DateTime.fromISO(text, { zone: timeZone });
	if (!time.isValid) return { ok: false, problem: `there is no such date or time; write it like "2026-12-03T06:00"` };
	if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return { ok: true, at: time.toMillis() };
	if (time.toFormat("yyyy-MM-dd'T'HH:mm") !== text.slice(0, 16)) {
		const next = time.toFormat("HH:mm");
		return {
			ok: false,
			problem: `the clocks in ${timeZone} are put forward then, so ${text} does not exist; write a time from ${next} on`,
		};
	}
	const possible = time.getPossibleOffsets();
	if (possible.length > 1) {
		const choices = possible.map((one) => `"${text}${one.toFormat("ZZ")}"`).join(" or ");
		return {
			ok: false,
			problem: `the clocks in ${timeZone} are put back then, so ${text} happens twice; write ${choices}`,
		};
	}
	return { ok: true, at: time.toMillis() };
}
