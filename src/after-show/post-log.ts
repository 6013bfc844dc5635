import type pg from "pg";
import type { PostLogRow } from "../web/contract/staff/after-show.ts";

/** How many posts of each account stand how: the published first, then the most. */
export async function readPostLog(pool: pg.Pool, campaignId: string): Promise<PostLogRow[]> {
	const { rows } = await pool.query<PostLogRow>(
		`select a.id, a.platform, a.name, sum(n.count)::int as count,
		   json_agg(json_build_object('state', n.state, 'count', n.count) order by (n.state = 'published') desc, n.count desc, n.state) as states
		 from (
		   select account_id, state, count(*)::int as count from post where campaign_id = $1 group by account_id, state
		 ) n join channel_account a on a.id = n.account_id
		 where a.platform in ('x', 'facebook', 'dry-run') group by a.id, a.platform, a.name order by a.name, a.id`,
		[campaignId],
	);
	return rows;
}
