import type pg from "pg";
import type { Gift } from "../domain/gift/gift.ts";
import type { GiftFilter, StationGift, StationGiftList } from "../web/contract/staff/stations.ts";

export type Db = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;

const PAGE = 50;

/** The list's rows and with each the gift it is today, wherever that was joined with another one. */
const FOUND = `
	from thank t
	join lateral (select coalesce(r.gift_id, e.gift_id) as gift_id from ledger_entry e left join gift_ref r on r.ref = e.gift_id
		where e.campaign_id = t.campaign_id and e.seq = t.seq limit 1) e on true`;

type Condition = { readonly where: string; readonly values: readonly unknown[] };

function conditionOf(campaignId: string, { station, from, to, gifts }: GiftFilter): Condition {
	const values: unknown[] = [campaignId];
	const conditions = ["t.campaign_id = $1", "t.counted > 0"];
	const add = (text: string, value: unknown) => conditions.push(text.replace("?", `$${values.push(value)}`));
	if (station === "") conditions.push("t.station_id is null");
	else if (station !== undefined) add("t.station_id = ?", station);
	if (from !== undefined) add("t.at >= ?", new Date(from));
	if (to !== undefined) add("t.at < ?", new Date(to));
	if (gifts !== undefined) add("e.gift_id = any(?)", gifts);
	return { where: conditions.join(" and "), values };
}

/** Newest first. `before`: the place of the last one seen. */
export async function listGifts(
	db: Db,
	campaignId: string,
	filter: GiftFilter,
	before: number | null,
): Promise<StationGiftList> {
	const { where, values } = conditionOf(campaignId, filter);
	const { rows } = await db.query<{
		seq: number;
		id: string;
		at: Date;
		counted: number;
		monthly: boolean;
		state: Gift;
	}>(
		`select t.seq, e.gift_id as id, t.at, t.counted, t.monthly, g.state ${FOUND} join gift g on g.id = e.gift_id
		 where ${where} and ($${values.length + 1}::bigint is null or t.seq < $${values.length + 1})
		 order by t.seq desc limit ${PAGE + 1}`,
		[...values, before],
	);
	const { rows: sums } = await db.query<{ count: number; amount: number }>(
		`select count(*) as count, coalesce(sum(t.counted), 0)::bigint as amount ${filter.gifts === undefined ? "from thank t" : FOUND} where ${where}`,
		[...values],
	);
	const shown = rows.slice(0, PAGE);
	return {
		gifts: shown.map(({ id, at, counted, monthly, state }) => ({
			id,
			at: at.getTime(),
			amount: counted,
			monthly,
			...toldOf(state),
		})),
		next: rows.length > PAGE ? String(shown.at(-1)?.seq ?? "") : null,
		count: sums[0]?.count ?? 0,
		amount: sums[0]?.amount ?? 0,
	};
}

const STAFF = 3;

function toldOf({ giver, known }: Gift): Pick<StationGift, "stationId" | "saidBy" | "source"> {
	const said = known.stationId;
	return {
		stationId: giver.stationId || null,
		saidBy: said === undefined ? null : said.rank >= STAFF ? "staff" : "donor",
		source: giver.source ?? "web",
	};
}

/** The oldest of those meant, so many; each gift once. */
export async function giftsMeant(db: Db, campaignId: string, filter: GiftFilter, most: number): Promise<string[]> {
	const { where, values } = conditionOf(campaignId, filter);
	const { rows } = await db.query<{ id: string }>(
		`select e.gift_id as id, min(t.seq) as seq ${FOUND} where ${where} and e.gift_id is not null
		 group by e.gift_id order by seq limit ${most}`,
		[...values],
	);
	return rows.map(({ id }) => id);
}
