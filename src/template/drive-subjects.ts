import type { Figures } from "../domain/counting/figures.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { MilestoneRule, MilestoneTrigger } from "../domain/drive/milestone-rule.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import { minorDigits } from "../domain/plain/money.ts";
import { type AboutSubject, driveAbouts, longestAbouts, unnamed } from "./about-sample.ts";
import type { PostSubject } from "./variables.ts";

export type DriveMoment = {
	readonly campaign: Campaign;
	readonly figures: Figures;
	readonly now: Instant;
	/** What a post's own short link looks like here. */
	readonly link: string;
};

/** One and the same rule's post at different moments of this very drive: for previews, and to see what a text can become. */
export type DriveSubjects = {
	readonly today: PostSubject;
	readonly smallest: PostSubject;
	readonly largest: PostSubject;
	/** About each match or power hour of the drive that the rule speaks of, named and not. */
	readonly others: readonly PostSubject[];
};

const GIVER = "Dana Whitfield";
const LONG_GIVER = "Alexandrina Montgomery-Villanueva and Bartholomew Fitzgerald";
const MANY = 9_999_999;

/** `today` is the milestone last passed with today's figures; before the first one, the figures of the moment when it will fall. */
export function driveSubjects(rule: MilestoneRule, moment: DriveMoment): DriveSubjects {
	const { campaign, figures, now, link } = moment;
	const { trigger } = rule;
	const about = (value: number, now: Figures, at: Instant, giver: string): PostSubject => ({
		campaign,
		announcement: {
			...{ key: `${rule.id}:${value}`, ruleId: rule.id, kind: trigger.kind, value },
			...{ giftId: null, figures: now, entrySeq: null, decidedAt: at },
		},
		now,
		giverName: trigger.kind === "large-gift" ? giver : null,
		at,
		link: null,
	});
	const unit = 10 ** minorDigits(campaign.currency);
	const top = Math.max(campaign.goal * 10, 9_999_999 * unit) + (unit - 1);
	const told = (of: AboutSubject, now: Figures): PostSubject => ({ ...about(of.value, now, of.at, GIVER), ...of });
	const [first, ...more] = driveAbouts(trigger.kind, campaign, unit);
	if (first !== undefined) {
		const [longest = first] = longestAbouts(trigger.kind, campaign, unit);
		const others = [first, ...more].flatMap((one) => [told(one, figures), told(unnamed(one), figures)]);
		const large = { ...figures, total: top };
		return {
			today: told(first, figures),
			smallest: told(first, figures),
			largest: { ...told(longest, large), link },
			others,
		};
	}
	const small = { ...figures, total: 25 * unit, gifts: 1, donors: 1, monthlyDonors: 1, thisHour: 25 * unit };
	const large = { ...figures, total: top, gifts: MANY, donors: MANY, monthlyDonors: MANY, thisHour: top };
	const today = milestoneIn(trigger, figures);
	const least = firstOf(trigger, small);
	return {
		today: about(today, reaching(trigger, today, figures), momentOf(trigger, campaign, now), GIVER),
		smallest: about(least, reaching(trigger, least, small), momentOf(trigger, campaign, now), "Bo"),
		largest: { ...about(largestOf(trigger, large), large, momentOf(trigger, campaign, now), LONG_GIVER), link },
		others: [],
	};
}

/** The highest that these figures have passed, else the first of all. */
function milestoneIn(trigger: MilestoneTrigger, figures: Figures): number {
	const highest = (marks: readonly number[], reached: number) =>
		Math.max(...marks.filter((mark) => mark <= reached), Math.min(...marks));
	switch (trigger.kind) {
		case "every":
			return Math.max(1, Math.floor(figures.total / trigger.step)) * trigger.step;
		case "amounts":
			return highest(trigger.amounts, figures.total);
		case "percent":
			return highest(trigger.percents, figures.goal > 0 ? (figures.total / figures.goal) * 100 : 0);
		case "gifts":
			return highest(trigger.counts, figures.gifts);
		case "donors":
			return highest(trigger.counts, figures.donors);
		case "monthly-donors":
			return highest(trigger.counts, figures.monthlyDonors);
		case "best-hour":
			return Math.max(trigger.atLeast, figures.thisHour);
		case "large-gift":
			return trigger.atLeast;
		case "hour-target":
			return trigger.target;
		case "hours-to-go":
		case "thank-you":
			return Math.min(...trigger.hours);
		case "final-hour":
			return 1;
		case "closed":
			return figures.total;
		case "goal-raised":
			return figures.goal;
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
		case "match-spent":
		case "match-ended":
		case "power-hour-start":
		case "power-hour-half":
		case "power-hour-reached":
		case "power-hour-end":
			return figures.total;
		default:
			return trigger satisfies never;
	}
}

function firstOf(trigger: MilestoneTrigger, figures: Figures): number {
	return milestoneIn(trigger, { ...figures, total: 0, gifts: 0, donors: 0, monthlyDonors: 0 });
}

function largestOf(trigger: MilestoneTrigger, figures: Figures): number {
	switch (trigger.kind) {
		case "large-gift":
		case "hour-target":
		case "best-hour":
		case "goal-raised":
			return figures.total;
		case "hours-to-go":
		case "thank-you":
			return Math.max(...trigger.hours);
		default:
			return milestoneIn(trigger, { ...figures, goal: Math.max(1, figures.goal) });
	}
}

/** Figures that have got as far as the milestone: a preview never says "$10,000 passed, $0 so far". */
function reaching(trigger: MilestoneTrigger, value: number, figures: Figures): Figures {
	const total = (least: number) => ({
		...figures,
		total: Math.max(figures.total, least),
		gifts: Math.max(1, figures.gifts),
	});
	switch (trigger.kind) {
		case "every":
		case "amounts":
		case "large-gift":
			return total(value);
		case "hour-target":
		case "best-hour":
			return { ...total(value), thisHour: Math.max(figures.thisHour, value) };
		case "percent":
			return total(Math.ceil((figures.goal * value) / 100));
		case "gifts":
			return { ...figures, gifts: Math.max(figures.gifts, value) };
		case "donors":
			return { ...figures, donors: Math.max(figures.donors, value), gifts: Math.max(figures.gifts, value) };
		case "monthly-donors":
			return { ...figures, monthlyDonors: Math.max(figures.monthlyDonors, value) };
		default:
			return figures;
	}
}

/** When it would be said: what the clock brings has its own time, so that "6 hours to go" fits the hours it says are left. */
function momentOf(trigger: MilestoneTrigger, { opensAt, closesAt }: Campaign, now: Instant): Instant {
	switch (trigger.kind) {
		case "hours-to-go":
			return closesAt - Math.min(...trigger.hours) * HOUR;
		case "final-hour":
			return closesAt - HOUR;
		case "closed":
			return closesAt;
		case "thank-you":
			return closesAt + Math.min(...trigger.hours) * HOUR;
		default:
			return Math.min(Math.max(now, opensAt), closesAt - HOUR);
	}
}
