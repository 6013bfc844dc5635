import type { MilestoneRule } from "../../../domain/drive/milestone-rule.ts";
import type { RuleDraft, RulesAnswer } from "../../contract/staff/rules.ts";

/** A rule in the list while it is worked on; `key` holds still through moves, and before it has an id. */
export type ListedDraft = { readonly key: string; readonly draft: RuleDraft };

export function listOf({ rules }: RulesAnswer): ListedDraft[] {
	return rules.map((rule) => ({ key: rule.id, draft: draftOf(rule) }));
}

export function draftOf({ priority: _weight, ...rule }: MilestoneRule): RuleDraft {
	return rule;
}

export function moved(list: readonly ListedDraft[], from: number, to: number): ListedDraft[] {
	const rest = list.filter((_one, index) => index !== from);
	const one = list[from];
	const place = Math.max(0, Math.min(rest.length, to));
	return one === undefined ? [...list] : [...rest.slice(0, place), one, ...rest.slice(place)];
}

export function isSameList(one: readonly ListedDraft[], other: readonly ListedDraft[]): boolean {
	return (
		JSON.stringify(one.map(({ draft }) => inOrder(draft))) === JSON.stringify(other.map(({ draft }) => inOrder(draft)))
	);
}

/** Fields in one order: a rule that was opened and closed again is not a changed one. */
function inOrder({ id, trigger, policy, expiresAfterMinutes, window, isOff }: RuleDraft) {
	return [id, trigger, policy, expiresAfterMinutes, window ?? null, isOff ?? false];
}
