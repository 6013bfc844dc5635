import type pg from "pg";
import type { RehearsalChoices } from "../../web/contract/staff/rehearsal.ts";
import { USUAL_ASSUMPTIONS } from "../virtual/setup.ts";
import { readCampaign } from "./read-setup.ts";
import { savesWithOtherRules } from "./rule-sets.ts";

/** What can be rehearsed here. Null where there is no such drive. */
export async function readChoices(db: Pick<pg.Pool, "query">, campaignId: string): Promise<RehearsalChoices | null> {
	const campaign = await readCampaign(db, campaignId);
	if (campaign === null) return null;
	const drives = await db.query<RehearsalChoices["drives"][number]>(
		`select c.id, c.config->>'name' as name, (t.tally->>'gifts')::float8 as gifts, (t.tally->>'total')::float8 as total,
		   (c.config->>'opensAt')::float8 as "opensAt", (c.config->>'closesAt')::float8 as "closesAt"
		 from campaign c join campaign_tally t on t.campaign_id = c.id
		 where (t.tally->>'gifts')::float8 > 0 and c.config->>'currency' = $2
		 order by c.id = $1 desc, (c.config->>'opensAt')::float8 desc limit 30`,
		[campaignId, campaign.currency],
	);
	const accounts = await db.query<{ count: number }>(
		"select count(*)::int as count from channel_account where campaign_id = $1 and enabled",
		[campaignId],
	);
	return {
		drives: drives.rows,
		versions: await savesWithOtherRules(db, campaign),
		accounts: accounts.rows[0]?.count ?? 0,
		usual: USUAL_ASSUMPTIONS,
	};
}
