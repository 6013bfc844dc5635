import type pg from "pg";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { pledgeState } from "../../domain/pledge/pledge-state.ts";
import { type OwnParts, recordOwn } from "../../ledger/record-own.ts";
import type { PledgeAmountRequest, PledgeLinkRequest } from "../../web/contract/staff/pledges.ts";
import { readPledgeGift } from "../pay/pledge-gift.ts";
import { findPledge } from "../store.ts";
import type { Person } from "./act-on-pledges.ts";
import { saidAgainFact } from "./pledge-facts.ts";

type Which = { readonly campaign: Campaign; readonly id: string; readonly by: Person };
export type Changed =
	| { readonly is: "changed"; readonly before: { readonly amount: number; readonly monthly: boolean } }
	| { readonly is: "unknown" | "same" }
	| { readonly is: "refused"; readonly says: string };

/** What was promised is written anew, with the reason; what was said first stays in its history. */
export async function changeAmount(
	parts: OwnParts,
	{ campaign, id, by }: Which,
	{ amount, monthly, reason }: PledgeAmountRequest,
	note: (client: pg.PoolClient) => Promise<void>,
): Promise<Changed> {
	return recordOwn(parts, async (client, record): Promise<Changed> => {
		await client.query("select from pledge where id = $1 for update", [id]);
		const pledge = await findPledge(client, id);
		if (pledge === null || pledge.campaignId !== campaign.id) return { is: "unknown" };
		if (pledge.amount === amount && pledge.monthly === monthly) return { is: "same" };
		const { gift, figures } = await readPledgeGift(client, pledge, campaign.currency);
		const state = pledgeState(figures);
		if (state !== "open" && state !== "part" && state !== "paid") {
			return { is: "refused", says: "This pledge has ended. Open it again first, then change its amount." };
		}
		const now = parts.now();
		await client.query("update pledge set amount = $2, monthly = $3 where id = $1", [id, amount, monthly]);
		const { rows } = await client.query<{ id: number }>(
			`insert into pledge_step (pledge_id, kind, amount_before, amount_after, monthly_before, monthly_after, reason, at, by_name, by_id)
			 values ($1, 'amount-changed', $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0), $8, $9) returning id`,
			[id, pledge.amount, amount, pledge.monthly, monthly, reason, now, by.name, by.id],
		);
		const step = rows[0]?.id ?? 0;
		await record([saidAgainFact(campaign, { pledge: id, step, now, promise: { amount, monthly } }, gift)]);
		await note(client);
		return { is: "changed", before: { amount: pledge.amount, monthly: pledge.monthly } };
	});
}

/** The link was handed over by hand. False where the drive has no such pledge. */
export async function noteLink(
	db: Pick<pg.ClientBase, "query">,
	{ campaign, id, by }: Which,
	{ how }: PledgeLinkRequest,
	now: number,
): Promise<boolean> {
	const { rowCount } = await db.query(
		`with found as (
			update pledge set link_sent_at = to_timestamp($3 / 1000.0) where id = $1 and campaign_id = $2 returning id
		 )
		 insert into pledge_step (pledge_id, kind, at, by_name, by_id) select id, $4, to_timestamp($3 / 1000.0), $5, $6 from found`,
		[id, campaign.id, now, how === "copied" ? "link-copied" : "link-shown", by.name, by.id],
	);
	return rowCount === 1;
}
