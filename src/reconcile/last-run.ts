import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";

/** The last time the ledger was held against Stripe's books to the end, and how many differences of this drive (or of none) are open since. */
export async function lastReconciliation(
	db: Pick<pg.ClientBase, "query">,
	campaignId: string,
): Promise<{ readonly at: Instant; readonly open: number } | null> {
	const { rows } = await db.query<{ at: Instant; open: number }>(
		`select trunc(extract(epoch from r.ended_at) * 1000)::float8 as at, (
			select count(*) from reconciliation_finding f
			where f.reconciliation_id = r.id and f.repaired_at is null and (f.campaign_id = $1 or f.campaign_id is null)
		)::int as open
		from reconciliation r where r.ended_at is not null and r.error is null order by r.id desc limit 1`,
		[campaignId],
	);
	return rows[0] ?? null;
}
