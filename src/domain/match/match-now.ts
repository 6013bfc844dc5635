import { type ChallengeMatch, matchesOf } from "../drive/challenge-match.ts";
import type { Instant } from "../plain/instant.ts";

/** How far a match's condition is; both in donors, or both in minor units. */
export type UnlockProgress = {
	readonly kind: "donors" | "amount";
	readonly needed: number;
	readonly reached: number;
};

/** A match as every screen and the public may know it: a hidden sponsor's name isn't in it, nor who its own gifts come from. */
export type MatchCard = {
	readonly id: string;
	/** Null while hidden. */
	readonly sponsor: string | null;
	readonly kind: ChallengeMatch["kind"];
	/** 1: every dollar counts twice. */
	readonly ratio: number;
	readonly pool: number;
	readonly minGift: number | null;
	readonly maxGift: number | null;
	readonly from: Instant;
	readonly to: Instant;
	readonly unlock: UnlockProgress | null;
	readonly stationId: string | null;
};

/**
 * coming: before its window. locked: its condition isn't met yet. open: it answers gifts now (a challenge: gives at the next one).
 * spent: the whole pool is given. ended: its window is over with something left.
 */
export type MatchState = "coming" | "locked" | "open" | "spent" | "ended";

/** A match at a moment. Minor units; `matched` and `left` always add up to the pool. */
export type MatchNow = MatchCard & { readonly matched: number; readonly left: number; readonly state: MatchState };

/** Below this part of the pool it is nearly gone, and said to be. */
export const NEARLY_GONE = 0.1;

/** How far the matches' conditions are, as the tally knows it: see Tally. */
export type UnlockTally = {
	readonly progress: Readonly<Record<string, number>>;
	readonly unlocked: Readonly<Record<string, Instant>>;
};

export function matchCards(
	campaign: { readonly matches?: readonly ChallengeMatch[] },
	progress: UnlockTally["progress"],
	unlocked: UnlockTally["unlocked"] = {},
): readonly MatchCard[] {
	return matchesOf(campaign).map((match) => matchCard(match, unlockReached(match, { progress, unlocked })));
}

/** How far its condition is, in donors or minor units. One that is met stays met, whatever goes back after it. */
export function unlockReached({ id, unlock }: ChallengeMatch, { progress, unlocked }: UnlockTally): number {
	const needed = unlock === null ? 0 : unlock.kind === "donors" ? unlock.count : unlock.amount;
	return unlocked[id] === undefined ? (progress[id] ?? 0) : Math.max(needed, progress[id] ?? 0);
}

export function matchCard(match: ChallengeMatch, reached: number): MatchCard {
	const { id, sponsor, hidden, kind, ratio, pool, minGift, maxGift, from, to, unlock, stationId } = match;
	const shown = hidden || sponsor.trim() === "" ? null : sponsor.trim();
	const progress = unlock && {
		kind: unlock.kind,
		needed: unlock.kind === "donors" ? unlock.count : unlock.amount,
		reached,
	};
	return { id, sponsor: shown, kind, ratio, pool, minGift, maxGift, from, to, unlock: progress, stationId };
}

export function matchNow(card: MatchCard, matched: number, now: Instant): MatchNow {
	const left = Math.max(0, card.pool - matched);
	return { ...card, matched, left, state: stateOf(card, matched, left, now) };
}

function stateOf(card: MatchCard, matched: number, left: number, now: Instant): MatchState {
	if (left === 0 && card.pool > 0) return "spent";
	if (now < card.from) return "coming";
	if (now >= card.to) return "ended";
	const { unlock } = card;
	// What it has given already, it was free to give: also where the refund of a gift takes the condition back below its mark.
	return unlock !== null && unlock.reached < unlock.needed && matched === 0 ? "locked" : "open";
}

export function matchesNow(
	cards: readonly MatchCard[],
	matched: Readonly<Record<string, number>>,
	now: Instant,
): readonly MatchNow[] {
	return cards.map((card) => matchNow(card, matched[card.id] ?? 0, now));
}

export function isNearlyGone({ state, kind, left, pool }: MatchNow): boolean {
	return state === "open" && kind === "ratio" && left < pool * NEARLY_GONE;
}

/** How long before it opens a coming match is worth a place on a page. */
const SOON_MS = 60 * 60_000;

/**
 * Those worth showing now, the most pressing first: open ones in the drive's order, then those that wait for a condition, then a match
 * that was spent while its window still runs, then the next to open within the hour.
 */
export function shownMatches(matches: readonly MatchNow[], now: Instant): readonly MatchNow[] {
	const of = (state: MatchState) => matches.filter((match) => match.state === state);
	const pressing = [...of("open"), ...of("locked")];
	if (pressing.length > 0) return pressing;
	const spent = of("spent").filter(({ to }) => now < to);
	const soon = of("coming")
		.filter(({ from }) => from - now <= SOON_MS)
		.sort((a, b) => a.from - b.from);
	return [...soon, ...spent].slice(0, 1);
}

/** A condition is on its way to be met: screens follow it beside the ledger. */
export function awaitsUnlock(cards: readonly MatchCard[], now: Instant): boolean {
	return cards.some(
		({ unlock, from, to }) => unlock !== null && unlock.reached < unlock.needed && now >= from && now < to,
	);
}
