import type { ChallengeMatch } from "../drive/challenge-match.ts";
import type { Instant } from "../plain/instant.ts";

/** A gift as matches see it. Minor units. */
export type MatchGift = {
	readonly giftId: string;
	readonly at: Instant;
	/** What of it counts now: this is answered. */
	readonly counted: number;
	/** What it was before anything went back: conditions go by it, so that a refund never locks a match again. */
	readonly given: number;
	readonly stationId: string | null;
	readonly donorKey: string | null;
};

/** How far the matches have come at one moment, before the gifts from there on. Minor units by match. */
export type MatchRun = {
	readonly spent: Readonly<Record<string, number>>;
	/** What its condition has seen: donors, or an amount. */
	readonly progress: Readonly<Record<string, number>>;
	/** When its condition was met. */
	readonly unlocked: Readonly<Record<string, Instant>>;
};

export const NOTHING_MATCHED: MatchRun = { spent: {}, progress: {}, unlocked: {} };

export type Allotment = {
	readonly matchId: string;
	readonly giftId: string;
	readonly amount: number;
	readonly at: Instant;
};

/** A challenge answers no gift: it gives to the drive. */
export const TO_THE_DRIVE = "";

/**
 * Which match answers which gift with how much: a function of the gifts and when they were given, never of when we heard of them, so
 * any order of delivery ends the same. Gifts are answered in the order they were given (then by id), matches in the drive's order. A gift
 * that went back gives its part of the pool to the gifts after it.
 * @param gifts ascending by (at, giftId), none before `run`
 */
export function allotMatches(
	matches: readonly ChallengeMatch[],
	gifts: readonly MatchGift[],
	run: MatchRun = NOTHING_MATCHED,
): { readonly allotted: readonly Allotment[]; readonly run: MatchRun } {
	const now = {
		spent: { ...run.spent },
		progress: { ...run.progress },
		unlocked: { ...run.unlocked },
		donors: new Set<string>(),
		allotted: [] as Allotment[],
	};
	for (const gift of gifts) answer(matches, gift, now);
	const { allotted, donors: _, ...end } = now;
	return { allotted, run: end };
}

type Running = {
	readonly spent: Record<string, number>;
	readonly progress: Record<string, number>;
	readonly unlocked: Record<string, Instant>;
	/** "<match> <donor>" of those its condition has seen. */
	readonly donors: Set<string>;
	readonly allotted: Allotment[];
};

function answer(matches: readonly ChallengeMatch[], gift: MatchGift, now: Running): void {
	/** What no match has answered yet of the gift; those on top don't take from it. */
	let unanswered = gift.counted;
	for (const match of matches) {
		if (!concerns(match, gift)) continue;
		const isOpenNow = isUnlockedBy(match, gift, now);
		if (!isOpenNow) continue;
		const left = match.pool - (now.spent[match.id] ?? 0);
		if (match.kind === "challenge") {
			give(now, match, { giftId: TO_THE_DRIVE, amount: left, at: now.unlocked[match.id] ?? gift.at });
			continue;
		}
		if (gift.given < (match.minGift ?? 0)) continue;
		const part = match.stacking === "in-turn" ? unanswered : gift.counted;
		const base = Math.min(part, match.maxGift ?? part);
		const amount = Math.min(left, Math.floor(base * match.ratio));
		if (match.stacking === "in-turn") unanswered -= Math.min(base, Math.ceil(amount / match.ratio));
		give(now, match, { giftId: gift.giftId, amount, at: gift.at });
	}
}

/** Is this a gift the match looks at: in its time, its station's, and not its sponsor's own? */
export function concerns(match: ChallengeMatch, gift: Pick<MatchGift, "at" | "stationId" | "donorKey">): boolean {
	if (gift.at < match.from || gift.at >= match.to) return false;
	if (match.stationId !== null && match.stationId !== gift.stationId) return false;
	return match.sponsorDonor === null || match.sponsorDonor !== gift.donorKey;
}

/** The gift that meets the condition is the first that is answered. */
function isUnlockedBy(match: ChallengeMatch, gift: MatchGift, now: Running): boolean {
	const { id, unlock } = match;
	if (now.unlocked[id] !== undefined) return true;
	const reached = unlock === null ? 0 : (now.progress[id] ?? 0) + progressBy(match, gift, now);
	if (unlock !== null) now.progress[id] = reached;
	const isMet = unlock === null || reached >= (unlock.kind === "donors" ? unlock.count : unlock.amount);
	if (isMet) now.unlocked[id] = gift.at;
	return isMet;
}

/** A giver nobody can tell from others is a donor of their own. */
function progressBy({ id, unlock }: ChallengeMatch, gift: MatchGift, now: Running): number {
	if (unlock === null || gift.given <= 0) return 0;
	if (unlock.kind === "amount") return gift.given;
	const donor = `${id} ${gift.donorKey ?? `gift ${gift.giftId}`}`;
	if (now.donors.has(donor)) return 0;
	now.donors.add(donor);
	return 1;
}

function give(now: Running, { id }: ChallengeMatch, given: Omit<Allotment, "matchId">): void {
	if (given.amount <= 0) return;
	now.spent[id] = (now.spent[id] ?? 0) + given.amount;
	now.allotted.push({ matchId: id, ...given });
}
