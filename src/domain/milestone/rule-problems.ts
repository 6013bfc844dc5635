import type { MilestoneRule } from "../drive/milestone-rule.ts";

/** A rule as somebody is writing it; its weight is its place in the list. */
export type RuleTerms = Omit<MilestoneRule, "id" | "priority">;
export type RuleProblem = { readonly field: string; readonly says: string };

const MOST_VALUES = 40;
const LONGEST_EXPIRY = 7 * 24 * 60;
const LONGEST_HOLD = 24 * 60;

/** Why a rule can't be kept as it is written, by field ("trigger.step"); empty where it can. */
export function ruleProblems(rule: RuleTerms): RuleProblem[] {
	const { window, policy, expiresAfterMinutes } = rule;
	const problems = triggerProblems(rule.trigger);
	if (!isWhole(expiresAfterMinutes, 1, LONGEST_EXPIRY))
		problems.push({ field: "expiresAfterMinutes", says: "Write from 1 minute to 7 days." });
	if (policy.kind === "after-minutes" && !isWhole(policy.minutes, 1, LONGEST_HOLD))
		problems.push({ field: "policy.minutes", says: "Write from 1 minute to 24 hours." });
	if (window !== undefined) {
		if (!isWhole(window.fromHour, 0, 24) || !isWhole(window.toHour, 0, 24))
			problems.push({ field: "window", says: "Choose hours from midnight to midnight." });
		else if (window.fromHour === window.toHour)
			problems.push({ field: "window", says: "It begins and ends at the same hour: take it out, or choose another." });
	}
	return problems;
}

function triggerProblems(trigger: RuleTerms["trigger"]): RuleProblem[] {
	const amount = (field: string, value: number) =>
		isWhole(value, 1) ? [] : [{ field: `trigger.${field}`, says: "Write an amount above 0." }];
	switch (trigger.kind) {
		case "every":
			return amount("step", trigger.step);
		case "amounts":
			return values("amounts", trigger.amounts, "amount", (one) => isWhole(one, 1));
		case "percent":
			return values("percents", trigger.percents, "percentage", (one) => one > 0 && one <= 10_000);
		case "gifts":
		case "donors":
		case "monthly-donors":
			return values("counts", trigger.counts, "whole number", (one) => isWhole(one, 1));
		case "large-gift":
		case "best-hour":
			return amount("atLeast", trigger.atLeast);
		case "hour-target":
			return amount("target", trigger.target);
		case "hours-to-go":
		case "thank-you":
			return values("hours", trigger.hours, "number of hours", (one) => isWhole(one, 1, 240));
		case "final-hour":
		case "closed":
		case "goal-raised":
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
		case "match-spent":
		case "match-ended":
		case "power-hour-start":
		case "power-hour-half":
		case "power-hour-reached":
		case "power-hour-end":
			return [];
		default:
			return trigger satisfies never;
	}
}

function values(field: string, all: readonly number[], what: string, isFit: (value: number) => boolean): RuleProblem[] {
	const problem = (says: string) => [{ field: `trigger.${field}`, says }];
	if (all.length === 0) return problem(`Write at least one ${what}.`);
	if (all.length > MOST_VALUES) return problem(`Write at most ${MOST_VALUES}; make a second rule for more.`);
	if (!all.every(isFit)) return problem(`Each must be a ${what} above 0.`.replace("a amount", "an amount"));
	const twice = all.find((one, index) => all.indexOf(one) !== index);
	return twice === undefined ? [] : problem("One of them stands there twice.");
}

function isWhole(value: number, from: number, to = Number.MAX_SAFE_INTEGER): boolean {
	return Number.isSafeInteger(value) && value >= from && value <= to;
}
