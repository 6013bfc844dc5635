import { defaultRules } from "../campaign/default-rules.ts";
import type { Campaign } from "../domain/campaign.ts";
import { minorDigits } from "../domain/money.ts";
import type { RuleSuggestion } from "../web/contract/staff/rules.ts";

/** What a new rule of each kind starts with in this drive: numbers that fit its goal and its length. */
export function suggestRules({ goal, currency, opensAt, closesAt }: Campaign): RuleSuggestion[] {
	return defaultRules({ goal, opensAt, closesAt, minorUnit: 10 ** minorDigits(currency) }).map(
		({ id: _id, priority: _priority, ...terms }) => ({ kind: terms.trigger.kind, draft: { ...terms, id: null } }),
	);
}
