import type { Passed } from "../counting/passed.ts";
import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { type ChallengeMatch, matchesOf } from "../drive/challenge-match.ts";
import type { MatchKind, MilestoneRule, PowerHourKind } from "../drive/milestone-rule.ts";
import { type PowerHour, powerHoursOf } from "../drive/power-hour.ts";
import type { Instant } from "../plain/instant.ts";
import { isMatchKind, isPowerHourKind, stageOf } from "./told-about.ts";

/** From here on a pool is "nearly gone". */
const NEARLY = 0.9;

type Step = { readonly before: Tally; readonly after: Tally };

/** What one booking makes fall about the drive's matches and power hours; what time makes fall stands in `momentsOfMatches`. */
export function passedByMatches(
	rule: MilestoneRule,
	kind: MatchKind | PowerHourKind,
	campaign: Campaign,
	{ before, after }: Step,
): Passed[] {
	const matched = (share: number) =>
		matchesOf(campaign)
			.filter(({ kind }) => share === 1 || kind === "ratio")
			.filter(({ id, pool }) => crosses(before.matches[id], after.matches[id], Math.ceil(pool * share)))
			.map((match) => about(rule, match, Math.ceil(match.pool * share)));
	const counted = (share: number) =>
		powerHoursOf(campaign)
			.filter(({ id, target }) => crosses(before.spans[id], after.spans[id], Math.ceil(target * share)))
			.map((hour) => about(rule, hour, share === 1 ? hour.target : Math.ceil(hour.target * share)));
	switch (kind) {
		case "match-opened":
			return matchesOf(campaign)
				.filter(({ id, unlock, kind }) => unlock !== null && kind === "ratio" && isNew(id, before, after))
				.map((match) => about(rule, match, match.pool));
		case "match-half":
			return matched(0.5);
		case "match-nearly-gone":
			return matched(NEARLY);
		case "match-spent":
			return matched(1);
		case "power-hour-half":
			return counted(0.5);
		case "power-hour-reached":
			return counted(1);
		case "match-ended":
		case "power-hour-start":
		case "power-hour-end":
			return [];
		default:
			return kind satisfies never;
	}
}

export type MatchMoment = { readonly at: Instant; readonly passed: Passed };

/** What time makes fall about them: openings and ends. A match that was spent has said so, and says no end. */
export function momentsOfMatches(
	rule: MilestoneRule,
	kind: MatchKind | PowerHourKind,
	campaign: Campaign,
	tally: Tally,
): MatchMoment[] {
	switch (kind) {
		case "match-opened":
			return matchesOf(campaign)
				.filter(({ unlock, kind }) => unlock === null || kind === "challenge")
				.map((match) => ({ at: match.from, passed: about(rule, match, match.pool) }));
		case "match-ended":
			return matchesOf(campaign)
				.filter(({ id, pool }) => (tally.matches[id] ?? 0) < pool)
				.map((match) => ({ at: match.to, passed: about(rule, match, tally.matches[match.id] ?? 0) }));
		case "power-hour-start":
			return powerHoursOf(campaign).map((hour) => ({ at: hour.from, passed: about(rule, hour, hour.target) }));
		case "power-hour-end":
			return powerHoursOf(campaign).map((hour) => ({
				at: hour.to,
				passed: about(rule, hour, tally.spans[hour.id] ?? 0),
			}));
		default:
			return [];
	}
}

/** A condition met by this very booking. */
function isNew(id: string, before: Tally, after: Tally): boolean {
	return before.unlocked[id] === undefined && after.unlocked[id] !== undefined;
}

function crosses(before: number | undefined, after: number | undefined, mark: number): boolean {
	return mark > 0 && (before ?? 0) < mark && (after ?? 0) >= mark;
}

/** Once for each match or power hour: an edit, a refund or a second look announces nothing again. */
function about(rule: MilestoneRule, { id }: Pick<ChallengeMatch | PowerHour, "id">, value: number): Passed {
	const { kind } = rule.trigger;
	// Compared by how far along it lies: a pool that is spent speaks for the half of it, whatever the amounts.
	const threshold = isMatchKind(kind) || isPowerHourKind(kind) ? stageOf(kind) : value;
	return { rule, key: `${rule.id}:${id}`, value, threshold, giftId: null, about: id };
}
