import { defaultRules, furtherRules } from "../campaign/default-rules.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { MilestoneRule, TriggerKind } from "../domain/drive/milestone-rule.ts";
import { POWER_HOUR_KINDS } from "../domain/milestone/told-about.ts";
import { minorDigits } from "../domain/plain/money.ts";
import type { RuleSuggestion } from "../web/contract/staff/rules.ts";

/** What a new rule of each kind starts with in this drive: numbers that fit its goal and its length. */
export function suggestRules({ goal, currency, opensAt, closesAt }: Campaign): RuleSuggestion[] {
	const usual = defaultRules({ goal, opensAt, closesAt, minorUnit: 10 ** minorDigits(currency) });
	return [...usual, ...furtherRules()]
		.sort(byKind)
		.map(({ id: _id, priority: _priority, ...terms }) => ({ kind: terms.trigger.kind, draft: { ...terms, id: null } }));
}

/** As staff look for them: those of a match together, in the order of its life, and those of a power hour. */
function byKind(one: MilestoneRule, other: MilestoneRule): number {
	return placeOf(one.trigger.kind) - placeOf(other.trigger.kind);
}

const IN_ORDER: readonly TriggerKind[] = [
	...(["match-opened", "match-half", "match-nearly-gone", "match-spent", "match-ended"] as const),
	...POWER_HOUR_KINDS,
];

/** All others stay as they are, above them. */
function placeOf(kind: TriggerKind): number {
	return IN_ORDER.indexOf(kind);
}
