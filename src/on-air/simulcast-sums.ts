import type { Campaign } from "../domain/drive/campaign.ts";
import { type Simulcast, simulcastAt, simulcastKey, simulcastName } from "../domain/drive/simulcast.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Db } from "./board-state.ts";

/** Gifts that name no station, given while these went out together. */
export type SimulcastSum = {
	readonly key: string;
	readonly name: string;
	readonly stationIds: readonly string[];
	readonly total: number;
	readonly gifts: number;
};

/** Each group of stations once, in the order in which they first went out together; what is not of the list yet is in none. */
export async function readSimulcastSums(
	db: Db,
	{ id, stations, simulcasts = [] }: Pick<Campaign, "id" | "stations" | "simulcasts">,
): Promise<SimulcastSum[]> {
	if (simulcasts.length === 0) return [];
	const { rows } = await db.query<{ place: number; total: number; gifts: number }>({
		name: "simulcast-sums",
		text: `select s.place::int as place, coalesce(sum(t.counted), 0)::bigint as total, coalesce(sum(t.gifts), 0)::bigint as gifts
		       from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as s ("from", "to", place)
		       left join thank t on t.campaign_id = $1 and t.station_id is null and t.at >= s."from" and (s."to" is null or t.at < s."to")
		       group by s.place order by s.place`,
		values: [
			id,
			simulcasts.map(({ from }) => new Date(from)),
			simulcasts.map(({ to }) => (to === null ? null : new Date(to))),
		],
	});
	const groups = new Map<string, SimulcastSum>();
	for (const { place, total, gifts } of rows) {
		const span = simulcasts[place - 1];
		if (span === undefined) continue;
		const key = simulcastKey(span);
		const known = groups.get(key);
		groups.set(key, {
			...{ key, name: simulcastName(stations, span.stationIds), stationIds: span.stationIds },
			total: (known?.total ?? 0) + total,
			gifts: (known?.gifts ?? 0) + gifts,
		});
	}
	return [...groups.values()];
}

/** The group that a station's screen speaks of: the one it is out with now, or was last. */
export function groupOf(
	campaign: Pick<Campaign, "stations" | "simulcasts">,
	groups: readonly SimulcastSum[],
	stationId: string,
	now: Instant,
): (SimulcastSum & { readonly isNow: boolean }) | null {
	const isOf = (span: Simulcast) => span.stationIds.includes(stationId);
	const running = simulcastAt(campaign, now);
	const last = (campaign.simulcasts ?? []).filter((span) => isOf(span) && span.from <= now).at(-1);
	const span = running !== null && isOf(running) ? running : last;
	const group = span && groups.find(({ key }) => key === simulcastKey(span));
	return group === undefined ? null : { ...group, isNow: span === running };
}
