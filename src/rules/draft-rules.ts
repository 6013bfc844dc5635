import { randomInt } from "node:crypto";
import type { MilestoneRule } from "../domain/drive/milestone-rule.ts";
import { type RuleProblem, ruleProblems } from "../domain/milestone/rule-problems.ts";
import type { RuleDraft } from "../web/contract/staff/rules.ts";

export type DraftedRules = {
	readonly rules: readonly MilestoneRule[];
	/** By rule and field: "2.trigger.step". */
	readonly problems: readonly RuleProblem[];
};

const MOST_RULES = 60;

/**
 * The rules that drafts stand for. An id is half of every announcement's key, so a rule keeps its own through every change, and neither a
 * removed one's nor another kind's is ever taken: what was announced by it would count as said.
 * @param newId for rules that have none yet
 */
export function rulesOfDrafts(
	before: readonly MilestoneRule[],
	drafts: readonly RuleDraft[],
	newId: (kind: string) => string,
): DraftedRules {
	const known = new Map(before.map((rule) => [rule.id, rule]));
	const problems: RuleProblem[] = [];
	if (drafts.length > MOST_RULES) problems.push({ field: "rules", says: `A drive has at most ${MOST_RULES} rules.` });
	const weights = weightsOf(drafts.map(({ id }) => (id === null ? null : (known.get(id)?.priority ?? null))));
	const seen = new Set<string>();
	const rules = drafts.map(({ id, ...terms }, index) => {
		const was = id === null ? undefined : known.get(id);
		const at = (field: string, says: string) => problems.push({ field: `${index}.${field}`, says });
		if (id !== null && was === undefined) at("id", "This rule was removed meanwhile: add it as a new one.");
		if (id !== null && seen.has(id)) at("id", "This rule stands in the list twice.");
		if (was !== undefined && was.trigger.kind !== terms.trigger.kind)
			at("trigger", "What a rule goes by stays as it is: add a new rule for it, and switch this one off.");
		for (const problem of ruleProblems(terms)) at(problem.field, problem.says);
		const ownId = id ?? newId(terms.trigger.kind);
		seen.add(ownId);
		return { ...terms, id: ownId, priority: weights[index] ?? 0 };
	});
	return { rules, problems };
}

/** The first weighs most. Kept as they are where they say that already, so that an untouched rule is not a changed one. */
function weightsOf(priorities: readonly (number | null)[]): readonly number[] {
	const isOrdered = priorities.every((weight, index) => {
		const above = priorities[index - 1];
		return weight !== null && (above === undefined || (above !== null && above >= weight));
	});
	if (isOrdered) return priorities.map((weight) => weight ?? 0);
	return priorities.map((_weight, index) => (priorities.length - index) * 10);
}

const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

/** A rule's name for good, never one that was used before in the drive. */
export function freshRuleId(kind: string, used: ReadonlySet<string>): string {
	for (;;) {
		const end = Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
		if (!used.has(`${kind}-${end}`)) return `${kind}-${end}`;
	}
}
