import { belongsIn } from "../counting/belongs.ts";
import type { LedgerEntry } from "../counting/ledger-entry.ts";
import type { Book, Crossing } from "../counting/ledger-state.ts";
import { addToTally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import type { Booking } from "../gift/gift.ts";
import { passedInDrive } from "../milestone/passed-in-drive.ts";
import type { Instant } from "../plain/instant.ts";
import { type Allotment, type MatchRun, TO_THE_DRIVE } from "./allot-matches.ts";

export type MatchedChange = Allotment & {
	/** Signed, minor units: how this match's answer to this gift changes. `amount` is what it is from now on. */
	readonly delta: number;
	/** When it stood until now: a word that comes late may say that its gift was given earlier. */
	readonly was: Instant;
};

/** What changes from one allotment to the next, in the order it is booked: first what goes back to the pools, so that none is overdrawn. */
export function matchedChanges(before: readonly Allotment[], after: readonly Allotment[]): readonly MatchedChange[] {
	const key = ({ matchId, giftId }: Allotment) => `${matchId} ${giftId}`;
	const known = new Map(before.map((one) => [key(one), one]));
	const changes = after.map((one) => {
		const { amount, at } = known.get(key(one)) ?? { amount: 0, at: one.at };
		return { ...one, delta: one.amount - amount, was: at };
	});
	const kept = new Set(after.map(key));
	const gone = before
		.filter((one) => !kept.has(key(one)))
		.map((one) => ({ ...one, amount: 0, delta: -one.amount, was: one.at }));
	const all = [...gone, ...changes].filter(({ delta, at, was }) => delta !== 0 || at !== was);
	return [...all.filter(({ delta }) => delta < 0), ...all.filter(({ delta }) => delta >= 0)];
}

type Move = Pick<MatchedChange, "delta" | "at">;

/** What is to be booked of it: one entry, or two where it turns out to belong to another hour; none where it moved within its hour. */
function movesOf(campaign: Campaign, { amount, delta, at, was }: MatchedChange): readonly Move[] {
	const known = amount - delta;
	const place = (when: Instant) => JSON.stringify(belongsIn(campaign, when));
	if (known === 0 || place(at) === place(was)) return delta === 0 ? [] : [{ delta, at }];
	return [
		{ delta: -known, at: was },
		{ delta: amount, at },
	].filter((move) => move.delta !== 0);
}

export type BookedMatches = {
	readonly book: Book;
	readonly entries: readonly LedgerEntry[];
	readonly crossings: readonly Crossing[];
};

/** Writes what the matches answer into the drive's book: an entry each, counted when its gift was given. */
export function bookMatches(
	campaign: Campaign,
	book: Book,
	changes: readonly MatchedChange[],
	{ run, now, isSilent }: { readonly run: MatchRun; readonly now: Instant; readonly isSilent: boolean },
): BookedMatches {
	const entries: LedgerEntry[] = [];
	const crossings: Crossing[] = [];
	const { unlocked, progress } = run;
	let current: Book = { ...book, tally: { ...book.tally, unlocked, progress } };
	let before = book.tally;
	const moves = changes.flatMap((change) => movesOf(campaign, change).map((move) => ({ ...change, ...move })));
	for (const { matchId, giftId, delta, at } of moves) {
		const booking: Booking = { cash: 0, counted: delta, gifts: 0, monthly: 0 };
		const belongs = { ...belongsIn(campaign, at), match: matchId };
		const seq = current.seq + 1;
		const tally = addToTally(current.tally, booking, 0, belongs);
		entries.push({
			...booking,
			...{ campaignId: campaign.id, seq, giftId: null, kind: "matched", totalAfter: tally.total, occurredAt: at },
			sourceId: `match:${matchId}:${giftId === TO_THE_DRIVE ? "drive" : giftId}`,
			matchId,
		});
		current = { seq, tally };
		if (isSilent) continue;
		const step = { before, delta: booking, giftId: null, isNewMoney: false, hour: belongs.hour, at };
		const passed = passedInDrive(campaign, current, step, now);
		for (const one of passed.crossings) crossings.push({ ...one, entrySeq: seq });
		current = { seq, tally: passed.tally };
		before = current.tally;
	}
	return { book: current, entries, crossings };
}
