import type pg from "pg";
import type { DriveRow } from "../drive-file.ts";

type Row = {
	readonly giftId: string;
	readonly at: number;
	readonly counted: number;
	readonly monthly: number;
	readonly stationId: string | null;
};

/** More than any radiothon has seen. */
const MOST_GIFTS = 200_000;

/**
 * The gifts of a drive of this house as they stand on its ledger now, refunds taken out. Names are left out: for a rehearsal nobody has
 * agreed to anything.
 */
export async function rowsOfDrive(
	pool: Pick<pg.Pool, "query">,
	campaignId: string,
	monthlyMultiplier: number,
): Promise<DriveRow[]> {
	const { rows } = await pool.query<Row>(
		`select e.gift_id as "giftId", e.at, e.counted, e.monthly, g.state->'giver'->>'stationId' as "stationId"
		 from (select gift_id, min(trunc(extract(epoch from occurred_at) * 1000))::float8 as at, sum(counted)::float8 as counted,
		         sum(monthly)::float8 as monthly
		       from ledger_entry where campaign_id = $1 and gift_id is not null
		       group by gift_id having sum(gifts) > 0 and sum(counted) > 0) e
		 left join gift_ref r on r.ref = e.gift_id left join gift g on g.id = coalesce(r.gift_id, e.gift_id)
		 order by e.at, e.gift_id limit $2`,
		[campaignId, MOST_GIFTS],
	);
	return rows.flatMap(({ giftId, at, counted, monthly, stationId }) => {
		const isMonthly = monthly > 0;
		const amount = isMonthly ? Math.round(counted / monthlyMultiplier) : counted;
		return amount > 0 ? [{ id: giftId, at, amount, name: null, isAnonymous: true, isMonthly, station: stationId }] : [];
	});
}
