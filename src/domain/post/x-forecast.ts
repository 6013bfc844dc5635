import type { MilestoneRule } from "../drive/milestone-rule.ts";
import { DAY, HOUR, type Instant } from "../plain/instant.ts";
import { type LinkPolicy, policyAllows } from "./link-policy.ts";
import type { Pacing } from "./pacing.ts";
import { costOf, type Mills, NO_USE, type XUse } from "./x-cost.ts";

/** The drive so far, for what is still to come of it. Amounts are minor units. */
export type DriveSoFar = {
	readonly total: number;
	readonly goal: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly now: Instant;
	/** How many the drive has, over or to come; absent: none. */
	readonly matches?: number;
	readonly powerHours?: number;
	/** Announcements so far by rule, for those that no total foretells (large gifts, best hours). */
	readonly saidByRule: ReadonlyMap<string, number>;
};

export type XForecast = { readonly posts: number; readonly linkPosts: number; readonly cost: Mills };

/**
 * What one account is still going to cost, if gifts keep coming as they have: milestones by rule and pace, held to the account's own
 * pacing. Milestones that become one post are counted each, so it errs upwards.
 */
export function forecastX(
	rules: readonly MilestoneRule[],
	drive: DriveSoFar,
	{ policy, pacing, hasPictures }: { policy: LinkPolicy; pacing: Pacing; hasPictures: boolean },
): XForecast {
	const expected = rules.map((rule) => ({ rule, count: comingOf(rule, drive) }));
	const all = expected.reduce((sum, { count }) => sum + count, 0);
	const linked = expected.reduce((sum, { rule, count }) => sum + (policyAllows(policy, rule.id) ? count : 0), 0);
	const most = mostPosts(pacing, Math.max(0, drive.closesAt - drive.now));
	const part = all > most ? most / all : 1;
	const linkPosts = Math.round(linked * part);
	const posts = Math.round(all * part);
	const use: XUse = { ...NO_USE, posts: posts - linkPosts, linkPosts, pictures: hasPictures ? posts : 0 };
	return { posts, linkPosts, cost: costOf(use) };
}

function mostPosts({ minGapSeconds, per15Minutes, perDay }: Pacing, leftMs: number): number {
	const byGap = minGapSeconds > 0 ? leftMs / (minGapSeconds * 1000) : Number.POSITIVE_INFINITY;
	const byQuarter = per15Minutes === null ? Number.POSITIVE_INFINITY : (per15Minutes * leftMs) / (HOUR / 4);
	const byDay = perDay === null ? Number.POSITIVE_INFINITY : perDay * Math.max(1, leftMs / DAY);
	return Math.floor(Math.min(byGap, byQuarter, byDay));
}

function comingOf({ id, trigger, isOff }: MilestoneRule, drive: DriveSoFar): number {
	if (isOff === true) return 0;
	const grown = (value: number) => value + (value / hoursGone(drive)) * hoursLeft(drive);
	const crossed = (marks: readonly number[], value: number) =>
		marks.filter((mark) => mark > value && mark <= grown(value)).length;
	switch (trigger.kind) {
		case "every":
			return Math.max(0, Math.floor(grown(drive.total) / trigger.step) - Math.floor(drive.total / trigger.step));
		case "amounts":
			return crossed(trigger.amounts, drive.total);
		case "percent":
			return crossed(
				trigger.percents.map((percent) => (drive.goal * percent) / 100),
				drive.total,
			);
		case "gifts":
			return crossed(trigger.counts, drive.gifts);
		case "donors":
			return crossed(trigger.counts, drive.donors);
		case "monthly-donors":
			return crossed(trigger.counts, drive.monthlyDonors);
		case "hours-to-go":
			return trigger.hours.filter((hours) => hours <= hoursLeft(drive)).length;
		case "thank-you":
			return trigger.hours.length;
		case "final-hour":
		case "closed":
			return drive.now < drive.closesAt ? 1 : 0;
		case "large-gift":
		case "hour-target":
		case "best-hour":
			return Math.round(((drive.saidByRule.get(id) ?? 0) / hoursGone(drive)) * hoursLeft(drive));
		case "goal-raised":
			return 0;
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
		case "match-spent":
		case "match-ended":
			return Math.max(0, (drive.matches ?? 0) - (drive.saidByRule.get(id) ?? 0));
		case "power-hour-start":
		case "power-hour-half":
		case "power-hour-reached":
		case "power-hour-end":
			return Math.max(0, (drive.powerHours ?? 0) - (drive.saidByRule.get(id) ?? 0));
		default:
			return trigger satisfies never;
	}
}

/** At least a quarter of an hour: the first gift foretells nothing. */
function hoursGone({ now, opensAt }: DriveSoFar): number {
	return Math.max(0.25, (now - opensAt) / HOUR);
}

function hoursLeft({ now, opensAt, closesAt }: DriveSoFar): number {
	return Math.max(0, (closesAt - Math.max(now, opensAt)) / HOUR);
}
