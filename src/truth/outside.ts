import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { OutsideLine, Sum } from "../web/contract/staff/truth.ts";
import type { AddedUp } from "./add-up.ts";

/** What is there and is no part of the total. */
export async function readOutside(client: pg.PoolClient, campaign: Campaign, sums: AddedUp): Promise<OutsideLine[]> {
	const lines: OutsideLine[] = [
		{ line: "pending", ...sums.pending },
		{ line: "failed", ...sums.failed },
		{ line: "renewals", ...sums.renewals },
		{ line: "pays-match", ...sums.uncounted },
		{ line: "embargoed", ...(await embargoed(client, campaign.id)) },
		{ line: "unplaced", ...(await unplaced(client, campaign)) },
	];
	return lines.filter(({ count }) => count > 0);
}

async function embargoed(client: pg.PoolClient, campaignId: string): Promise<Sum> {
	const { rows } = await client.query<Sum>(
		`select coalesce(sum(amount), 0)::float8 as amount, count(*)::int as count from (
			select g.amount + coalesce((select sum(s.amount) from offline_step s where s.offline_id = g.id), 0) as amount
			from offline_gift g where g.campaign_id = $1 and g.embargoed and g.presented_at is null
		) waiting where amount > 0`,
		[campaignId],
	);
	return rows[0] ?? { amount: 0, count: 0 };
}

/** Money that no drive could be found for, of this one's mode and currency: some of it may belong here. */
async function unplaced(client: pg.PoolClient, { livemode, currency }: Campaign): Promise<Sum> {
	const { rows } = await client.query<Sum>(
		`select coalesce(sum(paid.amount), 0)::float8 as amount, count(*)::int as count
		 from gift g, lateral (
			select max((p.value->>'amount')::bigint) as amount from json_array_elements(g.state->'payments') one, json_each(one->'paid') p
			where p.value->>'currency' = $2
		 ) paid
		 where g.unplaced_reason is not null and (g.state->>'livemode')::boolean = $1 and paid.amount > 0
		   and not exists (select from unplaced_dismissal d where d.item = 'gift:' || g.id)`,
		[livemode, currency],
	);
	return rows[0] ?? { amount: 0, count: 0 };
}
