import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import type { MatchKind, MilestoneRule, MilestoneTrigger, PowerHourKind } from "../drive/milestone-rule.ts";
import { HOUR, type Instant } from "../plain/instant.ts";
import { formatMoney } from "../plain/money.ts";
import { type ComingAbout, type ComingMilestone, comingOfMatches, comingOfPowerHours } from "./coming-about.ts";
import { counted } from "./rule-words.ts";
import { isMatchKind } from "./told-about.ts";

/** What a rule would still say in this drive. */
export type RuleForecast = {
	readonly ruleId: string;
	readonly next: readonly ComingMilestone[];
	/** Until the goal and the close; null where nobody can tell. */
	readonly posts: number | null;
	/** "11 more up to the goal." */
	readonly says: string;
	/** Why it could say nothing, or far too much; else null. */
	readonly warning: string | null;
};

export type ForecastFrom = {
	readonly campaign: Pick<Campaign, "goal" | "currency" | "opensAt" | "closesAt" | "state" | "matches" | "powerHours">;
	readonly tally: Tally;
	readonly now: Instant;
};

const MOST_NEXT = 4;
/** More than this of one rule in a drive is noise to those who follow the hospital. */
const NOISY = 80;

type Outlook = Omit<RuleForecast, "ruleId">;

/** What would fall by a rule from now on, with the total as it stands. What has been passed is not announced again. */
export function forecastRule(rule: Pick<MilestoneRule, "id" | "trigger" | "isOff">, from: ForecastFrom): RuleForecast {
	const { id, trigger, isOff } = rule;
	const { state } = from.campaign;
	if (isOff)
		return {
			ruleId: id,
			...silent("It is switched off: nothing falls by it, and what passes meanwhile is not made up for."),
		};
	const isOver = state === "archived" || (state === "closed" && trigger.kind !== "thank-you");
	if (isOver) return { ruleId: id, ...silent("The drive is over.") };
	return { ruleId: id, ...outlookOf(trigger, from) };
}

function outlookOf(trigger: MilestoneTrigger, from: ForecastFrom): Outlook {
	const { campaign, tally, now } = from;
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	const amounts = (marks: readonly Mark[]) => onTheWay(marks, tally.peak.total, tally.total, money);
	const counts = (marks: readonly number[], peak: number, current: number, what: string) =>
		upTo(
			onTheWay(
				marks.map((at) => ({ at, words: `${counted(at)} ${what}` })),
				peak,
				current,
				counted,
			),
		);
	switch (trigger.kind) {
		case "every":
			return everyStep(trigger.step, from, money);
		case "amounts":
			return upTo(amounts(trigger.amounts.map((at) => ({ at, words: money(at) }))));
		case "percent":
			return upTo(
				amounts(
					trigger.percents.map((percent) => {
						const at = Math.ceil((campaign.goal * percent) / 100);
						return { at, words: `${percent}%, which is ${money(at)}` };
					}),
				),
			);
		case "gifts":
			return counts(trigger.counts, tally.peak.gifts, tally.gifts, "gifts");
		case "donors":
			return counts(trigger.counts, tally.donors, tally.donors, "donors");
		case "monthly-donors":
			return counts(trigger.counts, tally.peak.monthly, tally.monthly, "monthly donors");
		case "large-gift":
			return open("Whenever such a gift comes in.");
		case "hour-target":
		case "best-hour":
			return open(`At most once an hour, so ${hoursLeft(campaign, now)} times at the very most.`);
		case "hours-to-go":
			return byClock(atHours(trigger.hours, campaign.closesAt, -1, "to go"), from);
		case "final-hour":
			return byClock([{ at: campaign.closesAt - HOUR, words: "The final hour" }], from);
		case "closed":
			return byClock([{ at: campaign.closesAt, words: "The drive closes" }], from);
		case "thank-you":
			return byClock(atHours(trigger.hours, campaign.closesAt, 1, "after the close"), from);
		case "goal-raised":
			return open("Each time somebody raises the goal of the running drive.");
		default:
			return outlookAbout(trigger.kind, from);
	}
}

function atHours(all: readonly number[], from: Instant, direction: 1 | -1, what: string): readonly Mark[] {
	return all.map((hours) => ({
		at: from + direction * hours * HOUR,
		words: `${hours} ${hours === 1 ? "hour" : "hours"} ${what}`,
	}));
}

function outlookAbout(kind: MatchKind | PowerHourKind, from: ForecastFrom): Outlook {
	return isMatchKind(kind)
		? aboutOutlook(comingOfMatches(kind, from), "match", "matches")
		: aboutOutlook(comingOfPowerHours(kind, from), "power hour", "power hours");
}

type Mark = { readonly at: number; readonly words: string };

function everyStep(step: number, { campaign, tally }: ForecastFrom, money: (amount: number) => string): Outlook {
	if (!(step > 0)) return silent("");
	const first = Math.floor(Math.max(0, tally.peak.total) / step) + 1;
	const marks = Array.from({ length: MOST_NEXT }, (_, index) => (first + index) * step);
	const next = onTheWay(
		marks.map((at) => ({ at, words: money(at) })),
		tally.peak.total,
		tally.total,
		money,
	);
	const posts = Math.max(0, Math.floor(campaign.goal / step) - first + 1);
	const isPast = tally.peak.total >= campaign.goal;
	return {
		next,
		posts,
		says: isPast ? "The goal is passed: it goes on for as long as gifts come in." : `${more(posts)} up to the goal.`,
		warning:
			posts > NOISY
				? `That is ${counted(posts)} posts on each account. A larger step says less, and is heard more.`
				: null,
	};
}

/** Those that still lie ahead, the nearest first. */
function onTheWay(
	marks: readonly Mark[],
	peak: number,
	current: number,
	write: (amount: number) => string,
): ComingMilestone[] {
	return marks
		.filter(({ at }) => at > peak)
		.sort((one, other) => one.at - other.at)
		.map(({ at, words }) => ({ words, toGo: `${write(at - current)} to go`, at: null }));
}

function upTo(ahead: readonly ComingMilestone[]): Outlook {
	return {
		next: ahead.slice(0, MOST_NEXT),
		posts: ahead.length,
		says: ahead.length === 0 ? "" : `${more(ahead.length)}, if the drive gets that far.`,
		warning: ahead.length === 0 ? "All of these are passed already: nothing more falls by this rule." : null,
	};
}

function byClock(moments: readonly Mark[], { campaign, now }: ForecastFrom): Outlook {
	const ahead = moments
		.filter(({ at }) => at > now && at >= campaign.opensAt)
		.sort((one, other) => one.at - other.at)
		.map(({ at, words }) => ({ words, toGo: null, at }));
	return {
		next: ahead.slice(0, MOST_NEXT),
		posts: ahead.length,
		says: ahead.length === 0 ? "" : `${more(ahead.length)} before the drive is over.`,
		warning: ahead.length === 0 ? "These moments have gone by, or lie before the drive opens." : null,
	};
}

/** Once for each: those still to come, soonest first where time brings them. */
function aboutOutlook({ all, ahead }: ComingAbout, one: string, many: string): Outlook {
	if (all === 0)
		return {
			...silent(""),
			warning: `The drive has no ${one} that it could speak of: add one under Matches, and it falls once for each.`,
		};
	const said = all === 1 ? `The drive has one ${one}.` : `The drive has ${all} ${many}.`;
	if (ahead.length === 0) return { ...silent(""), warning: `${said} Nothing more falls by this rule.` };
	return {
		next: ahead.slice(0, MOST_NEXT),
		posts: ahead.length,
		says: `${more(ahead.length)}: once for each ${one}.`,
		warning: null,
	};
}

function open(says: string): Outlook {
	return { next: [], posts: null, says, warning: null };
}

function silent(says: string): Outlook {
	return { next: [], posts: 0, says, warning: null };
}

function more(posts: number): string {
	return posts === 1 ? "1 more post" : `${counted(posts)} more posts`;
}

function hoursLeft({ opensAt, closesAt }: ForecastFrom["campaign"], now: Instant): number {
	return Math.max(0, Math.ceil((closesAt - Math.max(now, opensAt)) / HOUR));
}
