import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";

type Db = Pick<pg.ClientBase, "query">;

/** Stripe's pages stay open for a day. */
const OPEN_FOR = "interval '24 hours'";

export async function noteCheckout(
	db: Db,
	opened: {
		readonly sessionId: string;
		readonly pledgeId: string;
		readonly amount: number;
		readonly monthly: boolean;
		readonly at: Instant;
	},
): Promise<void> {
	await db.query(
		`insert into pledge_checkout (session_id, pledge_id, amount, monthly, opened_at)
		 values ($1, $2, $3, $4, to_timestamp($5 / 1000.0)) on conflict do nothing`,
		[opened.sessionId, opened.pledgeId, opened.amount, opened.monthly, opened.at],
	);
}

/** The newest page of Stripe's that may still bring money, unless the ledger has heard of it; null where there is none. */
export async function newestUnheard(db: Db, pledgeId: string, now: Instant): Promise<string | null> {
	const { rows } = await db.query<{ id: string }>(
		`select c.session_id as id from pledge_checkout c
		 where c.pledge_id = $1 and c.opened_at > to_timestamp($2 / 1000.0) - ${OPEN_FOR}
		   and not exists (select from gift_ref r where r.ref = c.session_id)
		 order by c.opened_at desc limit 1`,
		[pledgeId, now],
	);
	return rows[0]?.id ?? null;
}
