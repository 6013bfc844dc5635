import type { CampaignState } from "../../../domain/drive/campaign.ts";
import type { MilestoneRule, TriggerKind } from "../../../domain/drive/milestone-rule.ts";
import type { RuleChange } from "../../../domain/milestone/rule-changes.ts";
import type { RuleForecast } from "../../../domain/milestone/rule-forecast.ts";

/** GET /api/staff/campaigns/:campaign/rules, in the order of their weight, the first above all. */
export type RulesAnswer = {
	/** The drive's, sent back with a change. */
	readonly version: number;
	readonly state: CampaignState;
	readonly total: number;
	readonly rules: readonly MilestoneRule[];
	readonly forecasts: readonly RuleForecast[];
	/** Milestones announced so far, by rule. */
	readonly announced: Readonly<Record<string, number>>;
	/** Posts of each rule that wait now. */
	readonly waiting: Readonly<Record<string, number>>;
};

/** A rule as the page sends it: a new one has no id yet. Weight is the order in the list. */
export type RuleDraft = Omit<MilestoneRule, "id" | "priority"> & { readonly id: string | null };

/** POST .../rules/preview, and PUT .../rules with the version that was read. */
export type SaveRulesRequest = { readonly version: number; readonly rules: readonly RuleDraft[] };

export type RulesPreview = {
	readonly changes: readonly RuleChange[];
	/** In the order of the drafts; new ones go by "new-1", "new-2". */
	readonly forecasts: readonly RuleForecast[];
	/** By the field they are about: "rules.2.trigger.step". */
	readonly problems: readonly { readonly field: string; readonly says: string }[];
};

/** What a new rule of each kind starts with, in this drive: GET .../rules/suggestions -> { suggestions } */
export type RuleSuggestion = { readonly kind: TriggerKind; readonly draft: RuleDraft };
