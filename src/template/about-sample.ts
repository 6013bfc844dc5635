import type { Campaign } from "../domain/drive/campaign.ts";
import { matchesOf } from "../domain/drive/challenge-match.ts";
import type { MatchKind, PowerHourKind, TriggerKind } from "../domain/drive/milestone-rule.ts";
import { type MatchCard, type MatchNow, type MatchState, matchCard } from "../domain/match/match-now.ts";
import { type PowerHourCard, type PowerHourNow, powerHourCards } from "../domain/match/power-hour-now.ts";
import { isMatchKind, isPowerHourKind } from "../domain/milestone/told-about.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { PostSubject } from "./variables.ts";

/** What a text about a match or power hour is filled in with; `value` is its milestone's. */
export type AboutSubject = Pick<PostSubject, "match" | "powerHour" | "at"> & { readonly value: number };

/** How much of a pool is given, or of a target reached, a moment after each has fallen; and how much of its time is over. */
const MOMENTS: Readonly<Record<MatchKind | PowerHourKind, { readonly part: number; readonly time: number }>> = {
	"match-opened": { part: 0, time: 0 },
	"match-half": { part: 0.52, time: 0.4 },
	"match-nearly-gone": { part: 0.92, time: 0.8 },
	"match-spent": { part: 1, time: 0.9 },
	"match-ended": { part: 0.74, time: 1 },
	"power-hour-start": { part: 0, time: 0 },
	"power-hour-half": { part: 0.56, time: 0.5 },
	"power-hour-reached": { part: 1, time: 0.8 },
	"power-hour-end": { part: 1.08, time: 1 },
};

/** Every one of the drive's own that a post of this kind can be about, else an example. Empty where the kind is about neither. */
export function driveAbouts(kind: TriggerKind, campaign: Campaign, unit: number): readonly AboutSubject[] {
	if (isMatchKind(kind)) {
		const own = matchesOf(campaign).map((match) => matchCard(match, 0));
		const able = own.filter((card) => card.kind === "ratio" || (kind !== "match-half" && kind !== "match-nearly-gone"));
		const example = matchExample(unit, campaign.closesAt);
		return (able.length > 0 ? able : [example]).map((card) => matchAbout(kind, card));
	}
	if (isPowerHourKind(kind)) {
		const own = powerHourCards(campaign);
		const cards = own.length > 0 ? own : [powerHourExample(unit, campaign.closesAt)];
		return cards.map((card) => powerHourAbout(kind, card));
	}
	return [];
}

export function matchExample(unit: number, closesAt: Instant): MatchCard {
	return {
		...{ id: "example", sponsor: "Lakeview Bank", kind: "ratio", ratio: 1, pool: 25_000 * unit },
		...{ minGift: null, maxGift: null, unlock: null, stationId: null },
		...{ from: closesAt - 8 * HOUR, to: closesAt - 3 * HOUR },
	};
}

export function powerHourExample(unit: number, closesAt: Instant): PowerHourCard {
	return {
		...{ id: "example", name: "The Coffee Power Hour", sponsor: "Harbor Coffee", target: 15_000 * unit },
		...{ from: closesAt - 7 * HOUR, to: closesAt - 6 * HOUR, stationId: null },
	};
}

/** A match at the moment at which a milestone of it falls. */
export function matchAbout(kind: MatchKind, card: MatchCard, part = MOMENTS[kind].part): AboutSubject {
	const { pool, from, to } = card;
	const isChallenge = card.kind === "challenge";
	const matched = isChallenge ? (kind === "match-spent" ? pool : 0) : Math.round(pool * part);
	const match: MatchNow = { ...card, matched, left: pool - matched, state: stateAt(kind, isChallenge) };
	return { match, at: from + Math.round((to - from) * MOMENTS[kind].time), value: matchValue(kind, pool, matched) };
}

export function powerHourAbout(kind: PowerHourKind, card: PowerHourCard, part = MOMENTS[kind].part): AboutSubject {
	const { target, from, to } = card;
	const counted = Math.round(target * part);
	const reached = counted >= target ? "reached" : "on";
	const powerHour: PowerHourNow = { ...card, counted, state: kind === "power-hour-end" ? "over" : reached };
	const value = kind === "power-hour-end" ? counted : kind === "power-hour-half" ? Math.ceil(target * 0.5) : target;
	return { powerHour, at: from + Math.round((to - from) * MOMENTS[kind].time), value };
}

function stateAt(kind: MatchKind, isChallenge: boolean): MatchState {
	switch (kind) {
		case "match-opened":
			return isChallenge ? "locked" : "open";
		case "match-half":
		case "match-nearly-gone":
			return "open";
		case "match-spent":
			return "spent";
		case "match-ended":
			return "ended";
		default:
			return kind satisfies never;
	}
}

function matchValue(kind: MatchKind, pool: number, matched: number): number {
	switch (kind) {
		case "match-opened":
		case "match-spent":
			return pool;
		case "match-half":
			return Math.ceil(pool * 0.5);
		case "match-nearly-gone":
			return Math.ceil(pool * 0.9);
		case "match-ended":
			return matched;
		default:
			return kind satisfies never;
	}
}

/** The same with nobody named. */
export function unnamed({ match, powerHour, ...rest }: AboutSubject): AboutSubject {
	return {
		...rest,
		match: match && { ...match, sponsor: null },
		powerHour: powerHour && { ...powerHour, sponsor: null },
	};
}

/** The drive's own with the longest names that can be given. */
export function longestAbouts(kind: TriggerKind, campaign: Campaign, unit: number): readonly AboutSubject[] {
	return driveAbouts(kind, campaign, unit).map(({ match, powerHour, ...rest }) => ({
		...rest,
		match: match && { ...match, sponsor: LONGEST_SPONSOR },
		powerHour: powerHour && { ...powerHour, name: LONGEST_HOUR, sponsor: LONGEST_SPONSOR },
	}));
}

const LONGEST_SPONSOR = "The Alexandrina and Bartholomew Fitzgerald Family Foundation";
const LONGEST_HOUR = "The Saint Bartholomew Memorial Wonderful Morning Coffee Hour";

/**
 * The longest, and every way a text can branch: named or not, answering gifts or a challenge, with and without conditions, nothing of it
 * given, a target reached or not.
 */
export function extremeAbouts(kind: TriggerKind, longest: number, closesAt: Instant): readonly AboutSubject[] {
	if (isMatchKind(kind)) {
		const card = { ...matchExample(1, closesAt), sponsor: LONGEST_SPONSOR, pool: longest, ratio: 9 };
		const canBeChallenge = kind !== "match-half" && kind !== "match-nearly-gone";
		const unlock = { kind: "amount", needed: longest, reached: 0 } as const;
		const cards: MatchCard[] = [
			{ ...card, minGift: 9_999_999, maxGift: 99_999_999 },
			{ ...card, sponsor: null, ratio: 1 },
			{ ...card, ratio: 0.5, unlock: { kind: "donors", needed: 9_999_999, reached: 0 } },
			...(canBeChallenge ? [{ ...card, kind: "challenge" as const, unlock }] : []),
			...(canBeChallenge ? [{ ...card, kind: "challenge" as const, sponsor: null }] : []),
		];
		const all = cards.map((one) => matchAbout(kind, one));
		return kind === "match-ended" ? [...all, matchAbout(kind, card, 0)] : all;
	}
	if (isPowerHourKind(kind)) {
		const card = {
			...powerHourExample(1, closesAt),
			name: LONGEST_HOUR,
			sponsor: LONGEST_SPONSOR,
			target: longest - 100,
		};
		const parts = kind === "power-hour-end" ? [0, 0.97, 1] : [MOMENTS[kind].part];
		return [card, { ...card, sponsor: null }].flatMap((one) => parts.map((part) => powerHourAbout(kind, one, part)));
	}
	return [];
}
