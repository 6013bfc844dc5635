import { hourKey, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { isOnAir } from "../domain/drive/on-air-window.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { AfterShowHours, HourRow } from "../web/contract/staff/after-show.ts";

/** A file says when a drive opens; one that says nonsense should not list the hours since 1970. */
const MOST_HOURS = 24 * 14;

/**
 * The drive's clock hours up to now, each beside last year's of the same number. A night off in which nothing came is left out.
 */
export function hoursOf(campaign: Campaign, tally: Tally, now: Instant): AfterShowHours {
	const rows = startsOf(campaign, now)
		.map((startsAt, index): HourRow => {
			return {
				startsAt,
				counted: tally.hours[hourKey(startsAt)] ?? 0,
				lastYear: campaign.show.lastYear[index] ?? null,
				isOver: startsAt + HOUR <= now,
			};
		})
		.filter((row) => row.counted !== 0 || (row.lastYear ?? 0) !== 0 || isPartlyOnAir(campaign, row.startsAt));
	const counted = sum(rows.map((row) => row.counted));
	const known = rows.flatMap(({ lastYear }) => (lastYear === null ? [] : [lastYear]));
	return { rows, counted, lastYear: known.length === 0 ? null : sum(known), outside: tally.total - counted };
}

function startsOf({ opensAt, closesAt, timeZone }: Campaign, now: Instant): Instant[] {
	if (now < opensAt) return [];
	const first = hourStart(opensAt, timeZone);
	const last = hourStart(Math.min(now, closesAt - 1), timeZone);
	const count = Math.min(MOST_HOURS, Math.max(0, Math.floor((last - first) / HOUR) + 1));
	return Array.from({ length: count }, (_, index) => first + index * HOUR);
}

function isPartlyOnAir(campaign: Campaign, startsAt: Instant): boolean {
	return [0, HOUR / 2, HOUR - 1].some((part) => isOnAir(campaign, Math.max(startsAt + part, campaign.opensAt)));
}

function sum(amounts: readonly number[]): number {
	return amounts.reduce((all, amount) => all + amount, 0);
}
