import { inRehearsal } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { recordFacts } from "../ledger/record.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import type { Foretold } from "../web/contract/staff/offline.ts";

/**
 * What counting this would do now: it is booked by the ledger itself, matches and milestones included, and none of it is kept. So what is
 * foretold is what happens, as long as nothing comes in between.
 */
export async function foretell(parts: OwnParts, campaign: Campaign, fact: GiftFact, amount: number): Promise<Foretold> {
	return retryRaces(() =>
		inRehearsal(parts.pool, async (client): Promise<Foretold> => {
			const { decision } = await recordFacts(client, parts.directory, [fact], parts.now());
			const entries = decision.entries.filter(({ campaignId }) => campaignId === campaign.id);
			const totalAfter = decision.books.get(campaign.id)?.tally.total ?? 0;
			const counted = entries.reduce((sum, entry) => sum + entry.counted, 0);
			const matched = entries.reduce((sum, entry) => sum + (entry.kind === "matched" ? entry.counted : 0), 0);
			const { rows } = await client.query<Foretold["passes"][number]>(
				`select kind, value from announcement where campaign_id = $1 and entry_seq >= $2 order by priority, value`,
				[campaign.id, Math.min(Number.MAX_SAFE_INTEGER, ...entries.map(({ seq }) => seq))],
			);
			return { amount, total: totalAfter - counted, totalAfter, matched, passes: rows };
		}),
	);
}
