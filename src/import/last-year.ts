import type pg from "pg";
import { editCampaign } from "../campaign/edit.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { MadeBy } from "./import-store.ts";
import type { ReadRow } from "./read-row.ts";

/** Ten days: a drive has at most five. */
export const MOST_HOURS = 240;

/** What each hour of a drive brought, added up as its rows come by in any order. Memory as long as the drive, not as the file. */
export function hourSums(timeZone: string, openedAt: Instant | null) {
	const sums = new Map<Instant, number>();
	let outside = 0;
	return {
		add(row: ReadRow, counted: number): void {
			const hour = hourStart(row.at, timeZone);
			if (!sums.has(hour) && sums.size > 50 * MOST_HOURS) outside += 1;
			else sums.set(hour, (sums.get(hour) ?? 0) + counted);
		},
		/** By hour from the drive's opening; what lies before it, or too long after, belongs to no hour. */
		end(): { readonly hours: number[]; readonly outside: number; readonly openedAt: Instant | null } {
			const first = Math.min(...sums.keys());
			const opened = openedAt ?? (Number.isFinite(first) ? first : null);
			if (opened === null) return { hours: [], outside, openedAt: null };
			const hours: number[] = [];
			let missed = outside;
			for (const [hour, sum] of sums) {
				const place = Math.floor((hour - opened) / HOUR);
				if (place < 0 || place >= MOST_HOURS) missed += 1;
				else hours[place] = (hours[place] ?? 0) + sum;
			}
			return { hours: Array.from(hours, (sum) => sum ?? 0), outside: missed, openedAt: opened };
		},
	};
}

export type LastYearSaved = { readonly before: readonly number[] } | null;

/** The drive's hours of last year, as an edition of its set-up; null where there is no such drive any more. */
export async function saveLastYear(
	pool: pg.Pool,
	campaignId: string,
	hours: readonly number[],
	by: MadeBy,
	also: (client: pg.PoolClient, before: readonly number[]) => Promise<void>,
): Promise<LastYearSaved> {
	let before: readonly number[] = [];
	const edited = await editCampaign(pool, {
		campaignId,
		version: null,
		saved: {
			by: by.id === null ? null : { id: by.id, name: by.name },
			how: "console",
			what: "Last year's hours",
		},
		change: (campaign) => {
			before = campaign.show.lastYear;
			return { ...campaign, show: { ...campaign.show, lastYear: hours } };
		},
		also: (client) => also(client, before),
	});
	return edited.kind === "no-such-drive" ? null : { before };
}
