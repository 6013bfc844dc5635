import type pg from "pg";
import type { Allotment, MatchGift } from "../domain/ledger/allot-matches.ts";
import type { MatchedChange } from "../domain/ledger/book-matches.ts";
import type { Instant } from "../domain/plain/instant.ts";

type Db = Pick<pg.ClientBase, "query">;

const GIFT_COLUMNS = `gift_id as "giftId", trunc(extract(epoch from at) * 1000)::float8 as at, counted::float8 as counted,
	given::float8 as given, station_id as "stationId", donor_key as "donorKey"`;

/** These gifts as the matches have them. */
export async function matchGiftsById(db: Db, campaignId: string, ids: readonly string[]): Promise<MatchGift[]> {
	const { rows } = await db.query<MatchGift>({
		name: "match-gifts-by-id",
		text: `select ${GIFT_COLUMNS} from match_basis where campaign_id = $1 and gift_id = any($2)`,
		values: [campaignId, ids],
	});
	return rows;
}

/** All from this moment on, in the order in which they are answered: by time, then by id as the language sorts it. */
export async function matchGiftsFrom(db: Db, campaignId: string, from: Instant): Promise<MatchGift[]> {
	const { rows } = await db.query<MatchGift>({
		name: "match-gifts-from",
		text: `select ${GIFT_COLUMNS} from match_basis where campaign_id = $1 and at >= to_timestamp($2 / 1000.0) order by at, gift_id collate "C"`,
		values: [campaignId, from],
	});
	return rows;
}

/** What was given in a match's time before `until`, minor units: how far its condition had come. */
export async function givenBetween(
	db: Db,
	campaignId: string,
	span: { readonly from: Instant; readonly until: Instant },
	match: { readonly stationId: string | null; readonly sponsorDonor: string | null },
): Promise<number> {
	const { rows } = await db.query<{ given: number }>({
		name: "match-given-between",
		text: `select coalesce(sum(given), 0)::float8 as given from match_basis
		       where campaign_id = $1 and at >= to_timestamp($2 / 1000.0) and at < to_timestamp($3 / 1000.0)
		         and ($4::text is null or station_id = $4) and ($5::text is null or donor_key is distinct from $5)`,
		values: [campaignId, span.from, span.until, match.stationId, match.sponsorDonor],
	});
	return rows[0]?.given ?? 0;
}

/** Writes these gifts and forgets those. */
export async function keepMatchGifts(
	db: Db,
	campaignId: string,
	kept: readonly MatchGift[],
	gone: readonly string[],
): Promise<void> {
	if (gone.length > 0) {
		await db.query("delete from match_basis where campaign_id = $1 and gift_id = any($2)", [campaignId, gone]);
	}
	if (kept.length === 0) return;
	await db.query({
		name: "keep-match-gifts",
		text: `insert into match_basis (campaign_id, gift_id, at, counted, given, station_id, donor_key)
		       select $1, g.id, to_timestamp(g.at / 1000.0), g.counted, g.given, g.station, g.donor
		       from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
		         as g (id, at, counted, given, station, donor)
		       on conflict (campaign_id, gift_id) do update set at = excluded.at, counted = excluded.counted, given = excluded.given,
		         station_id = excluded.station_id, donor_key = excluded.donor_key`,
		values: [
			campaignId,
			kept.map(({ giftId }) => giftId),
			kept.map(({ at }) => at),
			kept.map(({ counted }) => counted),
			kept.map(({ given }) => given),
			kept.map(({ stationId }) => stationId),
			kept.map(({ donorKey }) => donorKey),
		],
	});
}

/** What the matches have answered from this moment on. */
export async function allotmentsFrom(db: Db, campaignId: string, from: Instant): Promise<Allotment[]> {
	const { rows } = await db.query<Allotment>({
		name: "match-allotments-from",
		text: `select match_id as "matchId", gift_id as "giftId", amount::float8 as amount, trunc(extract(epoch from at) * 1000)::float8 as at
		       from match_allocation where campaign_id = $1 and at >= to_timestamp($2 / 1000.0)`,
		values: [campaignId, from],
	});
	return rows;
}

export async function keepAllotments(db: Db, campaignId: string, changes: readonly MatchedChange[]): Promise<void> {
	const kept = changes.filter(({ amount }) => amount > 0);
	const gone = changes.filter(({ amount }) => amount === 0);
	if (gone.length > 0) {
		await db.query(
			`delete from match_allocation a using unnest($2::text[], $3::text[]) as g (match_id, gift_id)
			 where a.campaign_id = $1 and a.match_id = g.match_id and a.gift_id = g.gift_id`,
			[campaignId, gone.map(({ matchId }) => matchId), gone.map(({ giftId }) => giftId)],
		);
	}
	if (kept.length === 0) return;
	await db.query({
		name: "keep-allotments",
		text: `insert into match_allocation (campaign_id, match_id, gift_id, amount, at)
		       select $1, a.match_id, a.gift_id, a.amount, to_timestamp(a.at / 1000.0)
		       from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) as a (match_id, gift_id, amount, at)
		       on conflict (campaign_id, match_id, gift_id) do update set amount = excluded.amount, at = excluded.at`,
		values: [
			campaignId,
			kept.map(({ matchId }) => matchId),
			kept.map(({ giftId }) => giftId),
			kept.map(({ amount }) => amount),
			kept.map(({ at }) => at),
		],
	});
}
