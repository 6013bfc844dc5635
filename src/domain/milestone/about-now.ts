import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { matchesOf } from "../drive/challenge-match.ts";
import type { TriggerKind } from "../drive/milestone-rule.ts";
import { type MatchNow, matchCard, matchNow, NEARLY_GONE, unlockReached } from "../match/match-now.ts";
import { type PowerHourNow, powerHourCards, powerHourNow } from "../match/power-hour-now.ts";
import type { Instant } from "../plain/instant.ts";
import { isMatchKind, isPowerHourKind } from "./told-about.ts";

/** What an announcement is about, as it stands at a moment; null: it is about none, or staff took it out of the drive. */
export type AboutNow = { readonly match: MatchNow | null; readonly powerHour: PowerHourNow | null };

/** By the drive's set-up of this moment: a sponsor whose name is hidden by now isn't in it, whatever was known when it fell. */
export function aboutNow(
	campaign: Pick<Campaign, "matches" | "powerHours">,
	tally: Pick<Tally, "matches" | "progress" | "unlocked" | "spans">,
	{ kind, about }: { readonly kind: TriggerKind; readonly about?: string | null },
	at: Instant,
): AboutNow {
	const match = isMatchKind(kind) ? matchesOf(campaign).find(({ id }) => id === about) : undefined;
	const hour = isPowerHourKind(kind) ? powerHourCards(campaign).find(({ id }) => id === about) : undefined;
	return {
		match:
			match === undefined
				? null
				: matchNow(matchCard(match, unlockReached(match, tally)), tally.matches[match.id] ?? 0, at),
		powerHour: hour === undefined ? null : powerHourNow(hour, tally.spans[hour.id] ?? 0, at),
	};
}

/** What of it moves with every gift. */
export type AboutStanding = { readonly matched: number; readonly counted: number; readonly at: Instant };

export function standingOf(
	{ match, powerHour }: { readonly match?: MatchNow | null; readonly powerHour?: PowerHourNow | null },
	at: Instant,
): AboutStanding {
	return { matched: match?.matched ?? 0, counted: powerHour?.counted ?? 0, at };
}

/** The same match or power hour with the figures of a moment ago, for a picture that shows them. */
export function withStanding<A extends { readonly match?: MatchNow | null; readonly powerHour?: PowerHourNow | null }>(
	about: A,
	{ matched, counted, at }: AboutStanding,
): A {
	return {
		...about,
		match: about.match && matchNow(about.match, matched, at),
		powerHour: about.powerHour && powerHourNow(about.powerHour, counted, at),
	};
}

/** Why a post about a match or power hour isn't true, or no news, any more; null: it is. */
export function whyNoNews(
	kind: TriggerKind,
	about: { readonly match?: MatchNow | null; readonly powerHour?: PowerHourNow | null },
): string | null {
	if (isMatchKind(kind)) return about.match == null ? MATCH_GONE : noNewsOfMatch(kind, about.match);
	if (isPowerHourKind(kind)) return about.powerHour == null ? HOUR_GONE : noNewsOfPowerHour(kind, about.powerHour);
	return null;
}

const MATCH_GONE = "The match it is about was taken out of the drive.";
const HOUR_GONE = "The power hour it is about was taken out of the drive.";
const REFUNDED = "Refunds have put money back into the match since.";

function noNewsOfMatch(
	kind: Extract<TriggerKind, `match-${string}`>,
	{ state, matched, pool }: MatchNow,
): string | null {
	switch (kind) {
		case "match-spent":
			return state === "spent" ? null : REFUNDED;
		case "match-ended":
			return state === "ended" ? null : state === "spent" ? "The match is spent by now." : "The match goes on.";
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
			if (state === "spent") return "The match is spent by now: nobody can be told to give for it any more.";
			if (state === "ended") return "The match is over by now: nobody can be told to give for it any more.";
			if (state === "coming") return "The match begins later now.";
			if (kind === "match-half") return matched * 2 >= pool ? null : REFUNDED;
			return kind === "match-opened" || matched >= Math.ceil(pool * (1 - NEARLY_GONE)) ? null : REFUNDED;
		default:
			return kind satisfies never;
	}
}

function noNewsOfPowerHour(
	kind: Extract<TriggerKind, `power-hour-${string}`>,
	{ state, counted, target }: PowerHourNow,
): string | null {
	switch (kind) {
		case "power-hour-start":
		case "power-hour-half":
			if (state === "over") return "The power hour is over by now.";
			if (state === "coming") return "The power hour begins later now.";
			return kind === "power-hour-start" || counted * 2 >= target
				? null
				: "Refunds have taken it below its half since.";
		case "power-hour-reached":
			return counted >= target ? null : "Refunds have taken it below its target since.";
		case "power-hour-end":
			return state === "over" ? null : "The power hour goes on.";
		default:
			return kind satisfies never;
	}
}
