import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { type ChallengeMatch, matchesOf } from "../drive/challenge-match.ts";
import type { MatchKind, PowerHourKind } from "../drive/milestone-rule.ts";
import { powerHoursOf } from "../drive/power-hour.ts";
import type { Instant } from "../plain/instant.ts";
import { formatMoney } from "../plain/money.ts";

/** A milestone that a rule would bring from now on. */
export type ComingMilestone = {
	/** "$50,000", "6 hours to go". */
	readonly words: string;
	/** "$8,750 to go"; null where time brings it. */
	readonly toGo: string | null;
	readonly at: Instant | null;
};

export type ComingAbout = {
	/** Of how many in the drive the rule speaks at all. */
	readonly all: number;
	readonly ahead: readonly ComingMilestone[];
};

type From = {
	readonly campaign: Pick<Campaign, "currency" | "matches" | "powerHours">;
	readonly tally: Tally;
	readonly now: Instant;
};

/** Half a pool, less a tenth, all of it: where each milestone of an answered gift lies. */
const GIVEN_AT = { "match-half": 0.5, "match-nearly-gone": 0.9, "match-spent": 1 } as const;

/** The milestones of one kind that the drive's matches would still bring. For staff: the sponsors stand there by name. */
export function comingOfMatches(kind: MatchKind, { campaign, tally, now }: From): ComingAbout {
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	const all = matchesOf(campaign).filter((match) => match.kind === "ratio" || !isOfGifts(kind));
	const given = ({ id }: ChallengeMatch) => tally.matches[id] ?? 0;
	const coming = all.flatMap((match): ComingMilestone[] => {
		const words = `${match.sponsor || "A match"}, ${money(match.pool)}`;
		switch (kind) {
			case "match-opened":
				if (match.unlock !== null && match.kind === "ratio") {
					const isOpen = tally.unlocked[match.id] !== undefined || now >= match.to;
					return isOpen ? [] : [{ words: `${words}, once its condition is met`, toGo: null, at: null }];
				}
				return now >= match.from ? [] : [{ words, toGo: null, at: match.from }];
			case "match-ended":
				return now >= match.to || given(match) >= match.pool ? [] : [{ words, toGo: null, at: match.to }];
			case "match-half":
			case "match-nearly-gone":
			case "match-spent": {
				const left = Math.ceil(match.pool * GIVEN_AT[kind]) - given(match);
				const toGo = match.kind === "challenge" ? null : `${money(left)} to go`;
				return left <= 0 || now >= match.to ? [] : [{ words, toGo, at: null }];
			}
			default:
				return kind satisfies never;
		}
	});
	return { all: all.length, ahead: soonestFirst(coming) };
}

export function comingOfPowerHours(kind: PowerHourKind, { campaign, tally, now }: From): ComingAbout {
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	const all = powerHoursOf(campaign);
	const coming = all.flatMap(({ id, name, from, to, target }): ComingMilestone[] => {
		const words = `${name}, ${money(target)}`;
		switch (kind) {
			case "power-hour-start":
				return now >= from ? [] : [{ words, toGo: null, at: from }];
			case "power-hour-end":
				return now >= to ? [] : [{ words, toGo: null, at: to }];
			case "power-hour-half":
			case "power-hour-reached": {
				const left = (kind === "power-hour-half" ? Math.ceil(target / 2) : target) - (tally.spans[id] ?? 0);
				return left <= 0 || now >= to ? [] : [{ words, toGo: `${money(left)} to go`, at: null }];
			}
			default:
				return kind satisfies never;
		}
	});
	return { all: all.length, ahead: soonestFirst(coming) };
}

function isOfGifts(kind: MatchKind): boolean {
	return kind === "match-half" || kind === "match-nearly-gone";
}

/** Those without a time of their own stay in the drive's order, after the others. */
function soonestFirst(coming: readonly ComingMilestone[]): ComingMilestone[] {
	return [...coming].sort((one, other) => (one.at ?? Number.MAX_SAFE_INTEGER) - (other.at ?? Number.MAX_SAFE_INTEGER));
}
