import type { MilestoneRule, MilestoneTrigger, PostPolicy } from "../domain/drive/milestone-rule.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";

type Drive = {
	readonly goal: number;
	readonly minorUnit: number;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
};

const AUTOMATIC: PostPolicy = { kind: "automatic" };

/**
 * The nearest amount at or above `amount` that people say easily: 1, 2, 2.5 or 5 with zeros.
 * @param unit minor units of one whole unit: nothing below one whole unit is said.
 */
export function roundUpToSayable(amount: number, unit: number): number {
	let power = unit;
	while (power * 10 < amount) power *= 10;
	const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= amount && Number.isInteger(factor * power));
	return (step ?? 10) * power;
}

function rule(
	id: string,
	trigger: MilestoneTrigger,
	priority: number,
	expiresAfterMinutes: number,
	policy = AUTOMATIC,
): MilestoneRule {
	return { id, trigger, priority, policy, expiresAfterMinutes };
}

/** Kinds that a drive may have too, and that not every drive wants. */
export function furtherRules(): MilestoneRule[] {
	return [
		rule("match-nearly-gone", { kind: "match-nearly-gone" }, 77, 10),
		rule("match-ended", { kind: "match-ended" }, 62, 30),
		rule("power-hour-half", { kind: "power-hour-half" }, 66, 10),
		rule("power-hour-reached", { kind: "power-hour-reached" }, 73, 20),
	];
}

/**
 * What a campaign file that names no rules gets: all but `furtherRules` once, with numbers derived from the goal and the length.
 * About 25 steps to the goal, so that a two-day drive says something every hour or two and a good wave says more.
 */
export function defaultRules(drive: Drive): MilestoneRule[] {
	const { goal, minorUnit } = drive;
	const sayable = (amount: number) => roundUpToSayable(amount, minorUnit);
	const hours = Math.max(1, Math.round((drive.closesAt - drive.opensAt) / HOUR));
	const step = sayable(goal / 25);
	const early = [step / 4, step / 2].filter((amount) => amount >= minorUnit && Number.isInteger(amount));
	return [
		rule("every-step", { kind: "every", step }, 50, 30),
		rule("first-steps", { kind: "amounts", amounts: early.length > 0 ? early : [step] }, 40, 30),
		rule("percent-of-goal", { kind: "percent", percents: [10, 25, 50, 75, 90, 100, 110, 125, 150, 200] }, 80, 120),
		rule("number-of-gifts", { kind: "gifts", counts: [100, 250, 500, 1000, 2500, 5000, 10_000] }, 30, 30),
		rule("number-of-donors", { kind: "donors", counts: [100, 250, 500, 1000, 2500, 5000, 10_000] }, 25, 30),
		rule("monthly-donors", { kind: "monthly-donors", counts: [10, 25, 50, 100, 250, 500, 1000] }, 45, 60),
		rule("large-gift", { kind: "large-gift", atLeast: sayable(goal / 50) }, 60, 60, {
			kind: "after-minutes",
			minutes: 3,
		}),
		rule("hour-target", { kind: "hour-target", target: sayable(goal / hours) }, 35, 20),
		rule("best-hour", { kind: "best-hour", atLeast: sayable(goal / 100) }, 20, 20),
		rule("hours-to-go", { kind: "hours-to-go", hours: [24, 12, 6, 3, 2].filter((left) => left < hours) }, 55, 20),
		rule("final-hour", { kind: "final-hour" }, 70, 15),
		rule("closed", { kind: "closed" }, 90, 720, { kind: "after-minutes", minutes: 5 }),
		// The next morning and the one after, read by somebody first.
		rule("thank-you", { kind: "thank-you", hours: [16, 40] }, 50, 720, { kind: "approval", approvers: 1 }),
		rule("goal-raised", { kind: "goal-raised" }, 65, 60),
		// What a sponsor's money does now is worth more than the next step of the total, and is soon no news.
		rule("match-opened", { kind: "match-opened" }, 78, 30),
		rule("match-half", { kind: "match-half" }, 72, 20),
		rule("match-spent", { kind: "match-spent" }, 76, 60),
		rule("power-hour-start", { kind: "power-hour-start" }, 74, 15),
		rule("power-hour-end", { kind: "power-hour-end" }, 68, 60),
	].filter((one) => one.trigger.kind !== "hours-to-go" || one.trigger.hours.length > 0);
}
