import type pg from "pg";
import { type Edited, editCampaign } from "../campaign/edit.ts";
import type { MilestoneRule } from "../domain/drive/milestone-rule.ts";
import type { RuleProblem } from "../domain/milestone/rule-problems.ts";
import type { SaveRulesRequest } from "../web/contract/staff/rules.ts";
import { freshRuleId, rulesOfDrafts } from "./draft-rules.ts";
import { byWeight } from "./rules-of-drive.ts";

export type RulesSaved = Edited | { readonly kind: "problems"; readonly problems: readonly RuleProblem[] };

export type RulesSave = SaveRulesRequest & {
	readonly campaignId: string;
	readonly by: { readonly id: string; readonly name: string };
	readonly beside: (
		client: pg.PoolClient,
		before: readonly MilestoneRule[],
		after: readonly MilestoneRule[],
	) => Promise<void>;
};

/** A drive's rules become these, in one transaction with the audit log's line. */
export async function saveRules(pool: pg.Pool, save: RulesSave): Promise<RulesSaved> {
	const used = await idsEverUsed(pool, save.campaignId);
	try {
		return await editCampaign(pool, {
			campaignId: save.campaignId,
			version: save.version,
			saved: { by: save.by, how: "console", what: "Milestone rules" },
			change: (before) => {
				const newId = (kind: string) => {
					const id = freshRuleId(kind, used);
					used.add(id);
					return id;
				};
				const { rules, problems } = rulesOfDrafts(byWeight(before.rules), save.rules, newId);
				if (problems.length > 0) throw new RulesRefused(problems);
				return { ...before, rules };
			},
			also: (client, before, after) => save.beside(client, byWeight(before.rules), after.rules),
		});
	} catch (error) {
		if (error instanceof RulesRefused) return { kind: "problems", problems: error.problems };
		throw error;
	}
}

class RulesRefused extends Error {
	override name = "RulesRefused";
	readonly problems: readonly RuleProblem[];

	constructor(problems: readonly RuleProblem[]) {
		super("The rules can't be kept as they are.");
		this.problems = problems;
	}
}

async function idsEverUsed(pool: pg.Pool, campaignId: string): Promise<Set<string>> {
	const { rows } = await pool.query<{ id: string }>(
		`select distinct rule_id as id from announcement where campaign_id = $1
		 union select substr(scope, 6) from template_revision where campaign_id = $1 and scope like 'rule:%'
		 union select r->>'id' from campaign_version, jsonb_array_elements(config->'rules') r where campaign_id = $1`,
		[campaignId],
	);
	return new Set(rows.map(({ id }) => id));
}
