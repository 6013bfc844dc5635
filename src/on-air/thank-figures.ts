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

/** One reading of the list for all its numbers. */
export async function readStationFigures(db: Db, { campaignId, bigGift }: ListSetting): Promise<StationFigures[]> {
	const open = "listed and counted > 0 and state <> 'read'";
	const { rows } = await db.query<Omit<StationFigures, "counts"> & ThankCounts>({
		name: "station-figures",
		text: `select station_id as station, sum(counted)::bigint as total, sum(gifts)::bigint as gifts,
		         count(*) filter (where ${open}) as "all",
		         count(*) filter (where ${open} and amount >= $2) as big,
		         count(*) filter (where ${open} and monthly) as monthly,
		         count(*) filter (where ${open} and first_time) as "firstTime",
		         count(*) filter (where listed and counted > 0 and state = 'waiting') as waiting,
		         count(*) filter (where listed and counted > 0 and state = 'claimed') as claimed,
		         count(*) filter (where listed and counted > 0 and state = 'read') as read
		       from thank where campaign_id = $1 group by station_id`,
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
		`select t.town, count(*) as count from thank t
		where t.campaign_id = $1 and ${IS_LISTED} and t.state <> 'read' and t.town is not null
			and ($2::text is null or t.station_id = $2)
		group by t.town order by count(*) desc, t.town limit ${MOST_TOWNS}`,
		[campaignId, station],
	);
	return rows;
}
