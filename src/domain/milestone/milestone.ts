import type { Passed, Step } from "../counting/passed.ts";
import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { type MilestoneRule, type MilestoneTrigger, rulesThatSpeak } from "../drive/milestone-rule.ts";
import { passedByMatches } from "./match-milestones.ts";

/** At most this many of one rule's milestones are announced for one gift: the highest. A step set far too small stays harmless. */
const MOST_AT_ONCE = 50;

/** Every milestone that this one booking passes, by all rules of the campaign; pure, and blind to what was announced before. */
export function passedBy(campaign: Campaign, step: Step): Passed[] {
	return rulesThatSpeak(campaign.rules).flatMap((rule) => passedByRule(rule, rule.trigger, campaign, step));
}

function passedByRule(rule: MilestoneRule, trigger: MilestoneTrigger, campaign: Campaign, step: Step): Passed[] {
	const { before, after } = step;
	const amounts = (values: readonly number[]) => between(values, before.peak.total, after.peak.total);
	switch (trigger.kind) {
		case "every":
			return amounts(multiples(trigger.step, before.peak.total, after.peak.total)).map((at) => passed(rule, at, at));
		case "amounts":
			return amounts(trigger.amounts).map((at) => passed(rule, at, at));
		case "percent":
			return trigger.percents
				.map((percent) => ({ percent, at: Math.ceil((campaign.goal * percent) / 100) }))
				.filter(({ at }) => at > before.peak.total && at <= after.peak.total)
				.map(({ percent, at }) => passed(rule, percent, at));
		case "gifts":
			return between(trigger.counts, before.peak.gifts, after.peak.gifts).map((at) => passed(rule, at, at));
		case "donors":
			return between(trigger.counts, before.donors, after.donors).map((at) => passed(rule, at, at));
		case "monthly-donors":
			return between(trigger.counts, before.peak.monthly, after.peak.monthly).map((at) => passed(rule, at, at));
		case "large-gift":
			return step.giftId !== null && step.isNewMoney && step.delta.counted >= trigger.atLeast
				? [
						{
							rule,
							key: `${rule.id}:${step.giftId}`,
							value: step.delta.counted,
							threshold: step.delta.counted,
							giftId: step.giftId,
						},
					]
				: [];
		case "hour-target":
			// What is said is what was asked for; the hour's total stands in the figures.
			return hourPassed(rule, step, trigger.target).map((one) => ({ ...one, value: trigger.target }));
		case "best-hour": {
			// Asked first, because it is asked for every gift of an hour that has been announced already.
			if (before.said[rule.id] === step.hour) return [];
			const best = bestEarlierHour(before, step.hour);
			return best >= trigger.atLeast ? hourPassed(rule, step, best + 1) : [];
		}
		case "hours-to-go":
		case "final-hour":
		case "closed":
		case "thank-you":
		case "goal-raised":
			return [];
		default:
			return passedByMatches(rule, trigger.kind, campaign, step);
	}
}

function passed(rule: MilestoneRule, value: number, threshold: number): Passed {
	return { rule, key: `${rule.id}:${value}`, value, threshold, giftId: null };
}

function between(values: readonly number[], above: number, upTo: number): number[] {
	return values.filter((value) => value > above && value <= upTo);
}

function multiples(step: number, above: number, upTo: number): number[] {
	if (step <= 0) return [];
	const last = Math.floor(upTo / step);
	const first = Math.max(Math.floor(above / step) + 1, last - MOST_AT_ONCE + 1);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

/** Once an hour, when its total first stands at `target`. */
function hourPassed(rule: MilestoneRule, step: Step, target: number): Passed[] {
	const { hour, before, after } = step;
	if (hour === null || before.said[rule.id] === hour) return [];
	const total = after.hours[hour] ?? 0;
	return total >= target ? [{ rule, key: `${rule.id}:${hour}`, value: total, threshold: total, giftId: null }] : [];
}

function bestEarlierHour(tally: Tally, hour: string | null): number {
	if (hour === null) return 0;
	return Math.max(
		0,
		...Object.entries(tally.hours)
			.filter(([start]) => start < hour)
			.map(([, total]) => total),
	);
}

/** Remembers which hour each once-an-hour rule has spoken of. */
export function markSaid(tally: Tally, passedNow: readonly Passed[], hour: string | null): Tally {
	const hourly = passedNow.filter(
		({ rule }) => rule.trigger.kind === "hour-target" || rule.trigger.kind === "best-hour",
	);
	if (hour === null || hourly.length === 0) return tally;
	return { ...tally, said: { ...tally.said, ...Object.fromEntries(hourly.map(({ rule }) => [rule.id, hour])) } };
}
