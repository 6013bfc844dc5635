import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { RecordFacts } from "../ledger/record-own.ts";
import { receivedFact } from "./offline-facts.ts";
import { addStep, type By, type OfflineGift } from "./offline-store.ts";

type Presenting = { readonly by: By; readonly now: Instant; readonly reason: string };

/**
 * Puts it on the ledger, in the caller's transaction: the total moves and its milestones fall with it. Only for whoever has locked the gift
 * and asked whether it may.
 */
export async function countOffline(
	client: pg.PoolClient,
	record: RecordFacts,
	campaign: Campaign,
	gift: OfflineGift,
	{ by, now, reason }: Presenting,
): Promise<void> {
	const presentation = gift.presentations + 1;
	const { entries } = await record([receivedFact(campaign, gift, presentation, now)]);
	const seqs = entries.filter(({ campaignId }) => campaignId === campaign.id).map(({ seq }) => seq);
	if (seqs.length === 0) throw new Error(`Offline gift ${gift.id} found no place on the ledger of ${campaign.id}.`);
	await client.query(
		`update offline_gift set presentations = $2, first_entry = $3, last_entry = $4,
		   presented_at = case when embargoed then $5::timestamptz end, presented_by = case when embargoed then $6 end,
		   presented_by_id = case when embargoed then $7 end
		 where id = $1`,
		[gift.id, presentation, Math.min(...seqs), Math.max(...seqs), new Date(now), by.name, by.id],
	);
	await addStep(client, gift.id, { kind: "presented", booked: gift.amount, reason }, { by, now });
}
