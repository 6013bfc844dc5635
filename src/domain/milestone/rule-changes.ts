import type { MilestoneRule } from "../drive/milestone-rule.ts";
import { type ForecastFrom, forecastRule } from "./rule-forecast.ts";
import { minutesWords, policyWords, ruleWords, windowWords } from "./rule-words.ts";

/** One thing that would be different, in words. */
export type RuleChange = {
	readonly kind: "added" | "removed" | "changed" | "order";
	readonly says: string;
	/** What follows from it: "12 more posts up to the goal." */
	readonly follows: string | null;
};

/**
 * What a change of a drive's rules comes to, for whoever is about to save it. Rules in the order of their weight.
 * @param waiting posts of each rule that wait now; they stay
 */
export function ruleChanges(
	before: readonly MilestoneRule[],
	after: readonly MilestoneRule[],
	from: ForecastFrom,
	waiting: Readonly<Record<string, number>>,
): RuleChange[] {
	const { currency } = from.campaign;
	const known = new Map(before.map((rule) => [rule.id, rule]));
	const kept = new Set(after.map(({ id }) => id));
	const said = after.flatMap((rule): RuleChange[] => {
		const was = known.get(rule.id);
		if (was === undefined)
			return [{ kind: "added", says: `New: ${ruleWords(rule.trigger, currency)}.`, follows: outlook(rule, from) }];
		const differences = differencesOf(was, rule, currency);
		if (differences.length === 0) return [];
		const says = `${ruleWords(was.trigger, currency)}: ${differences.join("; ")}.`;
		return [
			{ kind: "changed", says, follows: outlook(was, from) === outlook(rule, from) ? null : outlook(rule, from) },
		];
	});
	const gone = before
		.filter(({ id }) => !kept.has(id))
		.map(({ id, trigger }): RuleChange => {
			const waits = waiting[id] ?? 0;
			const follows =
				waits === 0
					? null
					: `${waits === 1 ? "Its post that waits stays" : `Its ${waits} posts that wait stay`} under Posts.`;
			return { kind: "removed", says: `Removed: ${ruleWords(trigger, currency)}.`, follows };
		});
	const order: RuleChange = {
		kind: "order",
		says: "The order of weight is another.",
		follows: "Where several milestones fall on the same mark, the one that stands higher is posted.",
	};
	return [...said, ...gone, ...(isReordered(before, after) ? [order] : [])];
}

function differencesOf(was: MilestoneRule, is: MilestoneRule, currency: string): string[] {
	const pairs = [
		[ruleWords(was.trigger, currency), ruleWords(is.trigger, currency)],
		[policyWords(was.policy), policyWords(is.policy)],
		[windowWords(was.window), windowWords(is.window)],
		[`dropped after ${minutesWords(was.expiresAfterMinutes)}`, `dropped after ${minutesWords(is.expiresAfterMinutes)}`],
		[was.isOff ? "off" : "on", is.isOff ? "switched off" : "on"],
	] as const;
	const lists = JSON.stringify(was.trigger) === JSON.stringify(is.trigger) ? [] : ["its numbers change"];
	const said = pairs
		.filter(([before, after]) => before !== after && !(before === "on" && after === "on"))
		.map(([before, after]) =>
			before === "off" ? "switched on" : after === "switched off" ? after : `now ${lower(after)}`,
		);
	// Beyond the first few a list of numbers is not written out.
	return said.length === 0 ? lists : said;
}

function lower(words: string): string {
	return words.charAt(0).toLowerCase() + words.slice(1);
}

function outlook(rule: MilestoneRule, from: ForecastFrom): string | null {
	const { next, says, warning } = forecastRule(rule, from);
	const [first] = next;
	const coming = first === undefined ? [] : [`Next: ${first.words}.`];
	const words = [warning ?? says, ...coming].filter((one) => one !== "").join(" ");
	return words === "" ? null : words;
}

function isReordered(before: readonly MilestoneRule[], after: readonly MilestoneRule[]): boolean {
	const both = new Set(after.map(({ id }) => id));
	const ids = new Set(before.map(({ id }) => id));
	const then = before.filter(({ id }) => both.has(id)).map(({ id }) => id);
	const now = after.filter(({ id }) => ids.has(id)).map(({ id }) => id);
	return then.join() !== now.join();
}
