import type { Figures } from "../domain/counting/figures.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import type { MatchNow } from "../domain/match/match-now.ts";
import type { PowerHourNow } from "../domain/match/power-hour-now.ts";
import type { Announcement } from "../domain/milestone/announcement.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { Platform } from "../domain/post/post.ts";
import { aboutValues, MATCH_VARIABLES, POWER_HOUR_VARIABLES } from "./about-variables.ts";
import { oneLine } from "./one-line.ts";
import { closingTime, formatNumber, spokenMoney, timeLeft, writtenMoney } from "./wording.ts";

/** All that a post's text is made from. */
export type PostSubject = {
	readonly campaign: Campaign;
	readonly announcement: Announcement;
	/** The current figures: a post says what is true when it goes out, not when it was decided. */
	readonly now: Figures;
	/** Already consented for this very place (on air, or social media); else null. */
	readonly giverName: string | null;
	readonly at: Instant;
	/** A link of our own to be offered, or null. On X a post with a link costs thirteen times as much. */
	readonly link: string | null;
	/** A story's own words and names, where the post tells one and its authorisation covers this place now. */
	readonly storyWords?: readonly string[];
	/** The match it is about, as it stands now; without the sponsor's name while that is hidden. Absent or null: about none, or it is gone. */
	readonly match?: MatchNow | null;
	readonly powerHour?: PowerHourNow | null;
};

/** What a template may say, and what it is. Names that end in `_value` are bare numbers for conditions and filters. */
export const VARIABLES = {
	hospital: "The hospital's name",
	drive: "The drive's full name",
	drive_short: "The drive's short name",
	hashtag: "The drive's hashtag with its #, or nothing",
	milestone: "What was passed: an amount, a number, a percentage or hours, as it is written",
	milestone_value: "The same as a bare number; amounts in cents",
	milestone_goal: "The goal as it stood when the milestone fell: a percentage is of this one",
	beyond: "True where the drive is past the milestone by now, so that both figures are worth saying",
	total: "The announced total now",
	total_value: "The same in cents",
	goal: "The drive's goal",
	goal_value: "The same in cents",
	goal_reached: "True from the goal on",
	to_go: "What is missing to the goal",
	to_go_value: "The same in cents; 0 from the goal on",
	percent_of_goal: "How much of the goal is reached, rounded down",
	gifts: "How many gifts there are",
	gifts_value: "The same as a bare number",
	donors: "How many people gave",
	donors_value: "The same as a bare number",
	monthly_donors: "How many give monthly",
	monthly_donors_value: "The same as a bare number",
	this_hour: "Counted in this clock hour",
	this_hour_value: "The same in cents",
	hours_left: "Whole hours until the drive closes, rounded",
	hours_left_value: "The same as a bare number",
	time_left: "Time until the drive closes, in words; goes with the right unit",
	closes_at: 'When the drive closes, by its own clock; goes after "until" or "hasta"',
	phone: "The number to call, or nothing",
	text_code: "What to text and where, or nothing",
	ways_to_give: 'What to do, as half a sentence: "call ... or text ...", on Facebook with the link; or nothing',
	donate_url: "The drive's donation page, or nothing. A link on X",
	link: "The post's own short link, where it may carry one; else nothing",
	giver: "The giver of a large gift, only with their consent; else nothing",
	...MATCH_VARIABLES,
	...POWER_HOUR_VARIABLES,
} as const;

export type VariableName = keyof typeof VARIABLES;
export type VariableValues = Readonly<Record<VariableName, string | number | boolean | null>>;

/** What a rule's value is: money in minor units, a count, a percentage, hours, or nothing of its own. */
export function valueKind(kind: TriggerKind): "money" | "count" | "percent" | "total" {
	switch (kind) {
		case "every":
		case "amounts":
		case "large-gift":
		case "hour-target":
		case "best-hour":
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
			return "money";
		case "gifts":
		case "donors":
		case "monthly-donors":
		case "hours-to-go":
		case "thank-you":
			return "count";
		case "percent":
			return "percent";
		case "final-hour":
		case "closed":
			return "total";
		default:
			return kind satisfies never;
	}
}

/** The variables for one text. Empty settings come as null, since an empty text is true in Liquid. */
export function variablesFor(subject: PostSubject, language: Language, platform: Platform): VariableValues {
	const { campaign, announcement, now, at } = subject;
	const money = (amount: number) =>
		platform === "on-air"
			? spokenMoney({ amount, currency: campaign.currency }, language)
			: writtenMoney({ amount, currency: campaign.currency }, language);
	const toGo = Math.max(0, now.goal - now.total);
	const hoursLeft = Math.max(0, Math.round((campaign.closesAt - at) / HOUR));
	const about = valueKind(announcement.kind);
	const milestoneValue = about === "total" ? now.total : announcement.value;
	return {
		hospital: oneLine(campaign.hospital) ?? "",
		drive: oneLine(campaign.name) ?? "",
		drive_short: oneLine(campaign.shortName) ?? oneLine(campaign.name) ?? "",
		hashtag: campaign.hashtag.trim() === "" ? null : `#${campaign.hashtag.trim().replace(/^#/, "")}`,
		milestone: milestoneText(about, milestoneValue, money, language),
		milestone_value: milestoneValue,
		milestone_goal: money(announcement.figures.goal),
		beyond: isBeyond(announcement, now),
		total: money(now.total),
		total_value: now.total,
		goal: money(now.goal),
		goal_value: now.goal,
		goal_reached: now.goal > 0 && now.total >= now.goal,
		to_go: money(toGo),
		to_go_value: toGo,
		percent_of_goal: `${now.goal > 0 ? Math.max(0, Math.floor((now.total / now.goal) * 100)) : 0}%`,
		gifts: formatNumber(now.gifts, language),
		gifts_value: now.gifts,
		donors: formatNumber(now.donors, language),
		donors_value: now.donors,
		monthly_donors: formatNumber(now.monthlyDonors, language),
		monthly_donors_value: now.monthlyDonors,
		this_hour: money(now.thisHour),
		this_hour_value: now.thisHour,
		hours_left: formatNumber(hoursLeft, language),
		hours_left_value: hoursLeft,
		time_left: timeLeft(at, campaign.closesAt, language),
		// Reading a time zone's rules is the dearest of all, and few texts say when the drive closes.
		get closes_at() {
			return closingTime(campaign.closesAt, at, campaign.timeZone, language);
		},
		phone: oneLine(campaign.phone),
		text_code: textCode(campaign.textCode, language),
		ways_to_give: waysToGive(subject, language, platform),
		donate_url: oneLine(campaign.donateUrl),
		link: oneLine(subject.link ?? ""),
		giver: oneLine(subject.giverName ?? ""),
		...aboutValues(subject, language, money),
	};
}

function milestoneText(
	about: ReturnType<typeof valueKind>,
	value: number,
	money: (amount: number) => string,
	language: Language,
): string {
	switch (about) {
		case "money":
		case "total":
			return money(value);
		case "percent":
			return `${value}%`;
		case "count":
			return formatNumber(value, language);
		default:
			return about satisfies never;
	}
}

/** Whether the drive has gone on past what was announced; a refund since then can make it false. */
function isBeyond({ kind, value, figures }: Announcement, now: Figures): boolean {
	switch (kind) {
		case "every":
		case "amounts":
			return now.total > value;
		case "percent":
			return figures.goal > 0 && now.total * 100 >= value * figures.goal;
		case "gifts":
			return now.gifts > value;
		case "donors":
			return now.donors > value;
		case "monthly-donors":
			return now.monthlyDonors > value;
		default:
			return false;
	}
}

/** "call 800-555-0142 or text KIDS to 51555". On Facebook with the link, which costs nothing there; nobody reads one out. */
function waysToGive({ campaign, link }: PostSubject, language: Language, platform: Platform): string | null {
	const phone = oneLine(campaign.phone);
	const code = textCode(campaign.textCode, language);
	const page = platform === "facebook" ? oneLine(link ?? campaign.donateUrl) : null;
	const spanish = language === "es";
	const ways = [
		phone && (spanish ? `llame al ${phone}` : `call ${phone}`),
		code && (spanish ? `mande ${code}` : `text ${code}`),
		page && (spanish ? `done en ${page}` : `give at ${page}`),
	].filter((way) => way !== null && way !== "");
	const last = ways.pop();
	if (!last) return null;
	return ways.length === 0 ? last : `${ways.join(", ")} ${spanish ? "o" : "or"} ${last}`;
}

/** Staff enter "KIDS to 51555"; Spanish says "KIDS al 51555". */
function textCode(code: string, language: Language): string | null {
	const clean = oneLine(code);
	return clean !== null && language === "es" ? clean.replace(/ to (?=\d)/i, " al ") : clean;
}
