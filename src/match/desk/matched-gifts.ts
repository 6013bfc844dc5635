import type pg from "pg";
import type { MatchedGift, MatchedGifts } from "../../web/contract/staff/matches.ts";

type Db = Pick<pg.Pool, "query">;

const PAGE = 100;
const COLUMNS = `a.gift_id as "giftId", trunc(extract(epoch from b.at) * 1000)::float8 as at, b.counted::float8 as counted,
	a.amount::float8 as amount`;
const FROM = `from match_allocation a left join match_basis b on b.campaign_id = a.campaign_id and b.gift_id = a.gift_id
	where a.campaign_id = $1 and a.match_id = $2 and a.amount <> 0`;

type Which = { readonly campaignId: string; readonly matchId: string };

/** What a match gave to which gift, newest first; `skip`: how many were read before. Ids only: whose gifts they are stands elsewhere. */
export async function readMatchedGifts(db: Db, { campaignId, matchId }: Which, skip: number): Promise<MatchedGifts> {
	const { rows } = await db.query<MatchedGift>(
		`select ${COLUMNS} ${FROM} order by b.at desc nulls first, a.gift_id limit ${PAGE + 1} offset $3`,
		[campaignId, matchId, skip],
	);
	return { gifts: rows.slice(0, PAGE), next: rows.length > PAGE ? skip + PAGE : null };
}

const CHUNK = 5_000;

/** All of them, in the order in which they were answered, read as they are written out. */
export async function* eachMatchedGift(db: Db, { campaignId, matchId }: Which): AsyncGenerator<MatchedGift> {
	for (let skip = 0; ; skip += CHUNK) {
		const { rows } = await db.query<MatchedGift>(
			`select ${COLUMNS} ${FROM} order by b.at nulls first, a.gift_id limit ${CHUNK} offset $3`,
			[campaignId, matchId, skip],
		);
		yield* rows;
		if (rows.length < CHUNK) return;
	}
}
