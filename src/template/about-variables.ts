import type { Campaign } from "../domain/drive/campaign.ts";
import type { MatchNow } from "../domain/match/match-now.ts";
import {
	type MatchSaying,
	offerWords,
	ratioWords,
	sponsorWords,
	timesOf,
	unlockWords,
} from "../domain/match/match-told.ts";
import type { PowerHourNow } from "../domain/match/power-hour-now.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import { oneLine } from "./one-line.ts";
import { closingTime, formatNumber, timeLeft } from "./wording.ts";

/** Of a text about a challenge match; null in every other. */
export const MATCH_VARIABLES = {
	match_sponsor: 'Who stands behind the match; while they are not to be named, "a generous friend of the hospital"',
	match_is_named: "True once the sponsor may be named",
	match_is_challenge: "True where the whole amount is given at once, and no single gift is answered",
	match_offer: 'What the sponsor does, whole and exact: "every gift of $25 or more is doubled"',
	match_ratio: 'What becomes of a gift: "doubled", "tripled"; nothing for a challenge',
	match_times: "How often each unit given counts: 2, 3, 1.5",
	match_unlock: 'What the sponsor waits for: "once 100 people give"; or nothing',
	match_pool: "The most the sponsor gives",
	match_pool_value: "The same in cents",
	match_matched: "What the match has given so far",
	match_matched_value: "The same in cents",
	match_left: "What is left of it",
	match_left_value: "The same in cents",
	match_percent: "How much of it is given, rounded down",
	match_ends_at: 'When it ends, by the drive\'s clock; goes after "until" or "hasta"',
	match_time_left: "Time until it ends, in words; nothing once it is over",
	match_min: "The smallest gift that is answered, or nothing",
	match_max: "The most of one gift that is answered, or nothing",
} as const;

/** Of a text about a power hour; null in every other. */
export const POWER_HOUR_VARIABLES = {
	power_hour: "The power hour's name",
	power_hour_sponsor: "Who stands behind it, or nothing",
	power_hour_target: "What it is to bring",
	power_hour_target_value: "The same in cents",
	power_hour_counted: "What it has brought so far",
	power_hour_counted_value: "The same in cents",
	power_hour_to_go: "What is missing to its target",
	power_hour_to_go_value: "The same in cents; 0 from the target on",
	power_hour_percent: "How much of its target is reached, rounded down",
	power_hour_reached: "True from its target on",
	power_hour_ends_at: 'When it ends, by the drive\'s clock; goes after "until" or "hasta"',
	power_hour_time_left: "Time until it ends, in words; nothing once it is over",
} as const;

/** A post's subject, as far as this is about it. */
type Told = {
	readonly campaign: Pick<Campaign, "stations" | "timeZone">;
	readonly at: Instant;
	readonly match?: MatchNow | null;
	readonly powerHour?: PowerHourNow | null;
};

export type MatchVariable = keyof typeof MATCH_VARIABLES;
export type PowerHourVariable = keyof typeof POWER_HOUR_VARIABLES;
export type AboutVariable = MatchVariable | PowerHourVariable;

type Values<Name extends string> = Readonly<Record<Name, string | number | boolean | null>>;

const NAMES = [...Object.keys(MATCH_VARIABLES), ...Object.keys(POWER_HOUR_VARIABLES)] as readonly AboutVariable[];
const NOTHING = Object.fromEntries(NAMES.map((name) => [name, null])) as Values<AboutVariable>;

export function isMatchVariable(name: string): name is MatchVariable {
	return Object.hasOwn(MATCH_VARIABLES, name);
}

export function isPowerHourVariable(name: string): name is PowerHourVariable {
	return Object.hasOwn(POWER_HOUR_VARIABLES, name);
}

/** @param money as amounts are written where the text goes */
export function aboutValues(
	subject: Told,
	language: Language,
	money: (amount: number) => string,
): Values<AboutVariable> {
	if (subject.match == null && subject.powerHour == null) return NOTHING;
	return { ...NOTHING, ...matchValues(subject, language, money), ...powerHourValues(subject, language, money) };
}

function matchValues(
	{ match, campaign, at }: Told,
	language: Language,
	money: (amount: number) => string,
): Values<MatchVariable> | null {
	if (match == null) return null;
	const station = campaign.stations.find(({ id }) => id === match.stationId)?.name ?? "";
	const saying: MatchSaying = { language, money, station, number: (count) => formatNumber(count, language) };
	const { pool, matched, left, minGift, maxGift, kind, to, sponsor } = match;
	return {
		match_sponsor: sponsorWords({ sponsor: sponsor && oneLine(sponsor) }, language),
		match_is_named: sponsor !== null,
		match_is_challenge: kind === "challenge",
		match_offer: offerWords(match, saying),
		match_ratio: ratioWords(match, language),
		match_times: kind === "challenge" ? null : timesOf(match.ratio, language),
		match_unlock: unlockWords(match, saying),
		match_pool: money(pool),
		match_pool_value: pool,
		match_matched: money(matched),
		match_matched_value: matched,
		match_left: money(left),
		match_left_value: left,
		match_percent: percent(matched, pool),
		match_ends_at: closingTime(to, at, campaign.timeZone, language),
		match_time_left: at < to ? timeLeft(at, to, language) : null,
		match_min: minGift === null ? null : money(minGift),
		match_max: maxGift === null ? null : money(maxGift),
	};
}

function powerHourValues(
	{ powerHour, campaign, at }: Told,
	language: Language,
	money: (amount: number) => string,
): Values<PowerHourVariable> | null {
	if (powerHour == null) return null;
	const { name, sponsor, target, counted, to } = powerHour;
	const toGo = toGoOf(powerHour);
	return {
		power_hour: oneLine(name) ?? "",
		power_hour_sponsor: sponsor && oneLine(sponsor),
		power_hour_target: money(target),
		power_hour_target_value: target,
		power_hour_counted: money(counted),
		power_hour_counted_value: counted,
		power_hour_to_go: money(toGo),
		power_hour_to_go_value: toGo,
		power_hour_percent: percent(counted, target),
		power_hour_reached: toGo === 0,
		power_hour_ends_at: closingTime(to, at, campaign.timeZone, language),
		power_hour_time_left: at < to ? timeLeft(at, to, language) : null,
	};
}

function toGoOf({ target, counted }: PowerHourNow): number {
	return Math.max(0, target - counted);
}

function percent(part: number, whole: number): string {
	return `${whole > 0 ? Math.max(0, Math.floor((part / whole) * 100)) : 0}%`;
}
