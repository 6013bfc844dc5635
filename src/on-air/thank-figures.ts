import type { ThankCounts } from "../web/contract/board.ts";
import type { Db } from "./board-state.ts";
import { IS_LISTED, type ListSetting } from "./thank-rows.ts";

/** What one station brought, and how its part of the thank-you list stands. `station` null: gifts that came through none. */
export type StationFigures = {
	readonly station: string | null;
	readonly total: number;
	readonly gifts: number;
	readonly counts: ThankCounts;
};

/** The list's numbers, as the database adds them up at every change (table thank_sum). */
export async function readStationFigures(db: Db, { campaignId, bigGift }: ListSetting): Promise<StationFigures[]> {
	const { rows } = await db.query<Omit<StationFigures, "counts"> & ThankCounts>({
		name: "station-figures",
		text: `select nullif(s.station_id, '') as station, sum(s.total)::bigint as total, sum(s.gifts)::bigint as gifts,
		         sum(s.waiting + s.claimed)::bigint as "all", coalesce(max(b.big), 0) as big, sum(s.monthly)::bigint as monthly,
		         sum(s.first_time)::bigint as "firstTime", sum(s.waiting)::bigint as waiting, sum(s.claimed)::bigint as claimed,
		         sum(s.read)::bigint as read
		       from thank_sum s left join (
		         select coalesce(station_id, '') as station_id, count(*) as big from thank t
		         where t.campaign_id = $1 and t.amount >= $2 and t.state <> 'read' and ${IS_LISTED} group by 1
		       ) b on b.station_id = s.station_id
		       where s.campaign_id = $1 group by s.station_id`,
		values: [campaignId, bigGift],
	});
	return rows.map(({ station, total, gifts, ...counts }) => ({ station, total, gifts, counts }));
}

const NONE: ThankCounts = { all: 0, big: 0, monthly: 0, firstTime: 0, waiting: 0, claimed: 0, read: 0 };

export function addCounts(figures: readonly StationFigures[]): ThankCounts {
	return figures.reduce(
		(sum, { counts }) => ({
			all: sum.all + counts.all,
			big: sum.big + counts.big,
			monthly: sum.monthly + counts.monthly,
			firstTime: sum.firstTime + counts.firstTime,
			waiting: sum.waiting + counts.waiting,
			claimed: sum.claimed + counts.claimed,
			read: sum.read + counts.read,
		}),
		NONE,
	);
}

const MOST_TOWNS = 30;

/** Towns of those still to be thanked, as consented for the air; most first. */
export async function readTowns(
	db: Db,
	campaignId: string,
	station: string | null,
): Promise<{ town: string; count: number }[]> {
	const { rows } = await db.query<{ town: string; count: number }>(
		`select town, sum(waiting + claimed)::bigint as count from thank_sum
		where campaign_id = $1 and town <> '' and ($2::text is null or station_id = $2)
		group by town having sum(waiting + claimed) > 0 order by 2 desc, town limit ${MOST_TOWNS}`,
		[campaignId, station],
	);
	return rows;
}
