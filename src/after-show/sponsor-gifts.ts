import type pg from "pg";

/** Money that a sponsor gave beside Stripe, as it stands after corrections. */
export type SponsorGift = {
	readonly givenBy: string;
	readonly mayBeNamed: boolean;
	readonly amount: number;
	/** Cash for a match that was counted gift by gift. */
	readonly paysMatch: boolean;
};

/** One that waits to be presented is nobody's business yet. */
export async function readSponsorGifts(pool: pg.Pool, campaignId: string): Promise<SponsorGift[]> {
	const { rows } = await pool.query<SponsorGift>(
		`select o.given_by as "givenBy", coalesce((o.consent->>'name')::boolean, false) as "mayBeNamed",
		   (o.amount + coalesce(s.corrected, 0))::bigint as amount, o.pays_match is not null as "paysMatch"
		 from offline_gift o left join lateral (
		   select sum(amount) as corrected from offline_step where offline_id = o.id
		 ) s on true
		 where o.campaign_id = $1 and o.kind = 'sponsor' and (not o.embargoed or o.presented_at is not null)
		   and o.amount + coalesce(s.corrected, 0) > 0
		 order by o.created_at, o.id`,
		[campaignId],
	);
	return rows;
}
