import type { MilestoneRule } from "../drive/milestone-rule.ts";
import type { Instant } from "../plain/instant.ts";

/**
 * What two posts must share to say the same kind of thing: then one about the highest is enough (product.md D3).
 * @param about the match or power hour: of one that is half given, nearly gone and spent in one burst, only that it is spent is said
 */
export function coalesceGroup(rule: MilestoneRule, about = ""): string {
	switch (rule.trigger.kind) {
		case "every":
		case "amounts":
		case "percent":
			return "total";
		case "hours-to-go":
		case "final-hour":
			return "clock";
		case "gifts":
		case "donors":
		case "monthly-donors":
		case "large-gift":
		case "hour-target":
		case "best-hour":
		case "closed":
		case "thank-you":
		case "goal-raised":
			return rule.id;
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
		case "match-spent":
		case "match-ended":
			return `match:${about}`;
		case "power-hour-start":
		case "power-hour-half":
		case "power-hour-reached":
		case "power-hour-end":
			return `power-hour:${about}`;
		default:
			return rule.trigger satisfies never;
	}
}

export type Coalescable = {
	readonly group: string;
	readonly threshold: number;
	readonly priority: number;
	readonly decidedAt: Instant;
};

/** The one that speaks for its group: the highest milestone, then the higher priority, then the newer. */
export function outshines(a: Coalescable, b: Coalescable): boolean {
	if (a.group === "clock" || a.threshold === b.threshold) {
		return a.priority === b.priority ? a.decidedAt > b.decidedAt : a.priority > b.priority;
	}
	return a.threshold > b.threshold;
}

/** Splits into those that speak and, for each of the others, the one that speaks for it. */
export function coalesce<T extends Coalescable>(
	waiting: readonly T[],
): { speaks: T[]; superseded: { one: T; by: T }[] } {
	const best = new Map<string, T>();
	for (const one of waiting) {
		const known = best.get(one.group);
		if (known === undefined || outshines(one, known)) best.set(one.group, one);
	}
	const superseded: { one: T; by: T }[] = [];
	for (const one of waiting) {
		const by = best.get(one.group);
		if (by !== undefined && by !== one) superseded.push({ one, by });
	}
	return { speaks: [...best.values()], superseded };
}
