import type pg from "pg";
import type { NameRules } from "../domain/gift/moderation-policy.ts";
import { recordSay, type SayParts } from "../give/own-gift.ts";
import type { NameRulesSaved } from "../web/contract/staff/names.ts";

/** Keeps the drive's rules; every process books by them from its next gift on. False where there is no such drive. */
export async function saveNameRules(client: pg.PoolClient, campaignId: string, rules: NameRules): Promise<boolean> {
	// The tally first, as the ledger does: gifts that are being booked are waited for.
	await client.query("select from campaign_tally where campaign_id = $1 for update", [campaignId]);
	const { rowCount } = await client.query(
		"update campaign set config = jsonb_set(config, '{names}', $2), version = version + 1 where id = $1",
		[campaignId, JSON.stringify(rules)],
	);
	if (rowCount === 0) return false;
	await client.query("select pg_notify('campaign', $1)", [campaignId]);
	return true;
}

/** The names that wait and that nobody has decided about are judged again by the rules of now. Names that are shown stay as they are. */
export async function examineWaiting(parts: SayParts, campaignId: string): Promise<NameRulesSaved> {
	const { rows } = await parts.pool.query<{ id: string; moderation: string }>(
		`select id, moderation from gift where campaign_id = $1 and moderation in ('pending', 'flagged')
		   and coalesce(state#>>'{known,verdict,value}', 'none') like 'none%' order by updated_at limit 2000`,
		[campaignId],
	);
	await parts.directory.refresh();
	let changed = 0;
	for (const { id, moderation } of rows) {
		await recordSay(
			parts,
			id,
			"moderation:rules",
			() => ({}),
			async (_client, _before, after) => {
				const now = "moderation" in after.giver ? after.giver.moderation : undefined;
				if (now !== moderation) changed += 1;
			},
		);
	}
	return { examined: rows.length, changed };
}
