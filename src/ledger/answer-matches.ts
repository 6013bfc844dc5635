import type pg from "pg";
import type { LedgerEntry } from "../domain/counting/ledger-entry.ts";
import type { Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type ChallengeMatch, matchesOf } from "../domain/drive/challenge-match.ts";
import { NOTHING_BOOKED } from "../domain/gift/gift.ts";
import { allotMatches, concerns, type MatchGift, type MatchRun } from "../domain/ledger/allot-matches.ts";
import { type BookedMatches, bookMatches, matchedChanges } from "../domain/ledger/book-matches.ts";
import type { LedgerDecision } from "../domain/ledger/decide.ts";
import { matchGift } from "../domain/ledger/match-gift.ts";
import type { Instant } from "../domain/plain/instant.ts";
import {
	allotmentsFrom,
	givenBetween,
	keepAllotments,
	keepMatchGifts,
	matchGiftsById,
	matchGiftsFrom,
} from "./match-store.ts";

/**
 * Lets the drives' challenge matches answer what was decided, in the same transaction and under the same locks: the decision with their
 * entries behind the gifts'. Only gifts from the earliest changed one on are looked at again.
 */
export async function answerMatches(
	client: pg.PoolClient,
	campaigns: readonly Campaign[],
	decision: LedgerDecision,
	terms: { readonly now: Instant; readonly isSilent: boolean },
): Promise<LedgerDecision> {
	let answered = decision;
	for (const campaign of campaigns) {
		if (!decision.books.has(campaign.id) || matchesOf(campaign).length === 0) continue;
		const since = await noteGifts(client, campaign, decision);
		if (since !== null) answered = await answerSince(client, campaign, answered, since, terms);
	}
	return answered;
}

/** Keeps the changed gifts as the matches see them; gives when the earliest of them was given, null where nothing changed for a match. */
async function noteGifts(client: pg.PoolClient, campaign: Campaign, decision: LedgerDecision): Promise<Instant | null> {
	const matches = matchesOf(campaign);
	const own = decision.gifts.filter(({ campaignId }) => campaignId === campaign.id);
	const now = new Map<string, MatchGift>();
	for (const { gift } of own) {
		const seen = matchGift(gift, campaign);
		if (seen !== null && matches.some((match) => concerns(match, seen))) now.set(gift.id, seen);
	}
	const ids = [...decision.gifts.map(({ gift }) => gift.id), ...decision.absorbed];
	const known = new Map((await matchGiftsById(client, campaign.id, ids)).map((one) => [one.giftId, one]));
	const changed = [...now.values()].filter((one) => !isSame(one, known.get(one.giftId)));
	const gone = [...known.values()].filter(({ giftId }) => !now.has(giftId));
	if (changed.length + gone.length === 0) return null;
	await keepMatchGifts(
		client,
		campaign.id,
		changed,
		gone.map(({ giftId }) => giftId),
	);
	const before = changed.flatMap(({ giftId }) => known.get(giftId) ?? []);
	return [...changed, ...gone, ...before].reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
}

function isSame(a: MatchGift, b: MatchGift | undefined): boolean {
	return (
		b !== undefined &&
		a.at === b.at &&
		a.counted === b.counted &&
		a.given === b.given &&
		a.stationId === b.stationId &&
		a.donorKey === b.donorKey
	);
}

async function answerSince(
	client: pg.PoolClient,
	campaign: Campaign,
	decision: LedgerDecision,
	changedSince: Instant,
	terms: { readonly now: Instant; readonly isSilent: boolean },
): Promise<LedgerDecision> {
	const book = decision.books.get(campaign.id);
	if (book === undefined) return decision;
	const matches = matchesOf(campaign);
	const since = startOf(matches, book.tally, changedSince);
	const before = await allotmentsFrom(client, campaign.id, since);
	const run = await runUntil(client, campaign, book.tally, since, before);
	const gifts = await matchGiftsFrom(client, campaign.id, since);
	const { allotted, run: end } = allotMatches(matches, gifts, run);
	const changes = matchedChanges(before, allotted);
	await keepAllotments(client, campaign.id, changes);
	const answered = bookMatches(campaign, book, changes, { ...terms, run: end });
	const isWritten = decision.entries.some(({ campaignId }) => campaignId === campaign.id);
	const booked = isWritten ? answered : withStanding(campaign.id, book.tally, answered, terms.now);
	return {
		...decision,
		entries: [...decision.entries, ...booked.entries],
		crossings: [...decision.crossings, ...booked.crossings],
		books: new Map([...decision.books, [campaign.id, booked.book]]),
	};
}

/**
 * How far the conditions have come stands in the tally, which is written with its entries. Where they have come to another place and no
 * money moved, as where two donors turn out to be one, an entry without money tells it.
 */
function withStanding(campaignId: string, before: Tally, booked: BookedMatches, now: Instant): BookedMatches {
	const { seq: last, tally } = booked.book;
	if (booked.entries.length > 0 || isSameStanding(before, tally)) return booked;
	const seq = last + 1;
	const entry: LedgerEntry = {
		...NOTHING_BOOKED,
		...{ campaignId, seq, giftId: null, kind: "described", totalAfter: tally.total, occurredAt: now, sourceId: null },
	};
	return { ...booked, book: { seq, tally }, entries: [entry] };
}

function isSameStanding(a: Tally, b: Tally): boolean {
	const ids = [a.progress, a.unlocked, b.progress, b.unlocked].flatMap((told) => Object.keys(told));
	return ids.every((id) => (a.progress[id] ?? 0) === (b.progress[id] ?? 0) && a.unlocked[id] === b.unlocked[id]);
}

/**
 * Who gave before can only be told from the beginning of a match whose condition asks for donors and isn't met. From there on it may be that
 * another one isn't met yet either, and has its own beginning.
 */
function startOf(matches: readonly ChallengeMatch[], { unlocked }: Tally, changedSince: Instant): Instant {
	for (let since = changedSince; ; ) {
		const unmet = matches.filter(({ id, unlock }) => unlock?.kind === "donors" && !isBefore(unlocked[id], since));
		const start = Math.min(since, ...unmet.map(({ from }) => from));
		if (start === since) return since;
		since = start;
	}
}

function isBefore(at: Instant | undefined, moment: Instant): at is Instant {
	return at !== undefined && at < moment;
}

/** How far the matches had come just before `since`. */
async function runUntil(
	client: pg.PoolClient,
	campaign: Campaign,
	tally: Tally,
	since: Instant,
	answeredSince: readonly { readonly matchId: string; readonly amount: number }[],
): Promise<MatchRun> {
	const spent: Record<string, number> = {};
	const progress: Record<string, number> = {};
	const unlocked: Record<string, Instant> = {};
	for (const match of matchesOf(campaign)) {
		const { id, unlock } = match;
		const later = answeredSince.filter(({ matchId }) => matchId === id).reduce((sum, { amount }) => sum + amount, 0);
		spent[id] = (tally.matches[id] ?? 0) - later;
		const at = tally.unlocked[id];
		if (isBefore(at, since)) {
			unlocked[id] = at;
			progress[id] = tally.progress[id] ?? 0;
		} else if (unlock?.kind === "amount") {
			progress[id] = await givenBetween(client, campaign.id, { from: match.from, until: since }, match);
		}
	}
	return { spent, progress, unlocked };
}
