import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type PowerHour, powerHoursOf } from "../domain/drive/power-hour.ts";
import type { Allotment } from "../domain/ledger/allot-matches.ts";

/** From the gifts themselves and what the matches answer: what was given in each power hour, by when it was given. Minor units by its id. */
export async function countPowerHours(
	db: Pick<pg.ClientBase, "query">,
	campaign: Campaign,
	allotted: readonly Allotment[],
): Promise<Record<string, number>> {
	const hours = powerHoursOf(campaign);
	if (hours.length === 0) return {};
	const { rows } = await db.query<{ id: string; counted: number }>(
		`select h.id, coalesce(sum((g.state->'booked'->$1->>'counted')::bigint), 0)::float8 as counted
		 from unnest($2::text[], $3::float8[], $4::float8[]) as h (id, opens, closes)
		 left join gift g on g.campaign_id = $1 and (g.state->>'at')::float8 >= h.opens and (g.state->>'at')::float8 < h.closes
		 group by h.id`,
		[campaign.id, hours.map(({ id }) => id), hours.map(({ from }) => from), hours.map(({ to }) => to)],
	);
	const given = new Map(rows.map(({ id, counted }) => [id, counted]));
	const matched = ({ from, to }: PowerHour) =>
		allotted.reduce((sum, { at, amount }) => sum + (at >= from && at < to ? amount : 0), 0);
	return Object.fromEntries(hours.map((hour) => [hour.id, (given.get(hour.id) ?? 0) + matched(hour)]));
}
