import { judgedIn } from "../counting/judged-gift.ts";
import type { LedgerEntry } from "../counting/ledger-entry.ts";
import type { Book, Crossing, LeavingGift, LedgerState, NewDonor } from "../counting/ledger-state.ts";
import { type CampaignIndex, place, type UnplacedReason } from "../counting/placement.ts";
import { type Gift, giftFrom, joinGifts, refsOf, refsOfGift } from "../gift/gift.ts";
import type { GiftFact } from "../gift/gift-fact.ts";
import { type Books, book } from "./book.ts";

/** What is to be written, in one transaction. */
export type LedgerDecision = {
	readonly gifts: readonly {
		readonly gift: Gift;
		readonly campaignId: string | null;
		readonly unplaced: UnplacedReason | null;
		readonly isNew: boolean;
	}[];
	/** Gifts that turned out to be another one: their rows go, their refs move. */
	readonly absorbed: readonly string[];
	/** Names a gift has beside its id, and some ids (see isKeptAsRef); `isNew` where nobody had this one before. */
	readonly refs: readonly { readonly ref: string; readonly giftId: string; readonly isNew: boolean }[];
	readonly entries: readonly LedgerEntry[];
	readonly crossings: readonly Crossing[];
	readonly newDonors: readonly NewDonor[];
	readonly leaving: readonly LeavingGift[];
	readonly books: ReadonlyMap<string, Book>;
	/** By source id: facts that were kept without a campaign. */
	readonly unplaced: ReadonlyMap<string, UnplacedReason>;
};

/**
 * Joins each fact into its gift, and books in each campaign the difference between what the gift is worth now and what was
 * booked before. Pure: the same facts in any order, twice, or split into any batches end in the same totals.
 */
export function decide(state: LedgerState, facts: readonly GiftFact[]): LedgerDecision {
	const room = openRoom(state);
	const books: Books = {
		state,
		tallies: new Map(state.books),
		entries: [],
		crossings: [],
		donors: new Set(),
		newDonors: [],
		leaving: [],
	};
	const unplaced = new Map<string, UnplacedReason>();
	const placements = new Map<string, { campaignId: string | null; unplaced: UnplacedReason | null }>();
	for (const told of facts) {
		const fact = apartFromPromise(told, room.giftOf(told.pledge), state.campaigns);
		const { gift, before } = room.join(fact);
		const placed = place(gift, state.campaigns);
		const campaign = "campaign" in placed ? placed.campaign : null;
		const judged = campaign === null ? gift : judgedIn(gift, campaign);
		if ("unplaced" in placed) unplaced.set(fact.sourceId, placed.unplaced);
		placements.set(gift.id, {
			campaignId: campaign?.id ?? null,
			unplaced: "unplaced" in placed ? placed.unplaced : null,
		});
		room.put(book(books, { gift: judged, before, campaign, fact }));
	}
	return {
		gifts: room.changed().map(({ gift, isNew }) => ({
			gift,
			isNew,
			...(placements.get(gift.id) ?? { campaignId: null, unplaced: null }),
		})),
		absorbed: room.absorbed(),
		refs: room.newRefs(),
		entries: books.entries,
		crossings: books.crossings,
		newDonors: books.newDonors,
		leaving: books.leaving,
		books: books.tallies,
		unplaced,
	};
}

/**
 * Test money, or money of another currency, that names a pledge keeps no promise of this drive: it is a gift of its own, which staff are
 * shown, and the promise goes on being one (invariant 9). Joined, it would count, or take the whole pledge out of the drive with it.
 */
function apartFromPromise(fact: GiftFact, promise: Gift | undefined, campaigns: CampaignIndex): GiftFact {
	const { pledge, ...apart } = fact;
	if (pledge === undefined || promise?.promised === undefined || refsOf(apart).length === 0) return fact;
	const placed = place(promise, campaigns);
	const isOtherCurrency = "campaign" in placed && fact.currency !== null && fact.currency !== placed.campaign.currency;
	return fact.livemode !== promise.livemode || isOtherCurrency ? apart : fact;
}

/** The gifts at hand, found by any of their refs, merging where a fact shows that two are one. */
function openRoom(state: LedgerState) {
	const gifts = new Map(state.gifts.map((gift) => [gift.id, gift]));
	const giftOfRef = new Map(state.gifts.flatMap((gift) => refsOfGift(gift).map((ref) => [ref, gift.id] as const)));
	const stored = new Set(gifts.keys());
	const named = new Set([...giftOfRef].filter(isKeptAsRef).map(([ref]) => ref));
	const changed = new Set<string>();
	const absorbed = new Set<string>();
	const moved = new Map<string, string>();

	function join(fact: GiftFact): { gift: Gift; before: readonly Gift[] } {
		const told = giftFrom(fact);
		const ids = new Set(
			refsOf(fact)
				.map((ref) => giftOfRef.get(ref))
				.filter((id) => id !== undefined),
		);
		const before = [...ids].map((id) => gifts.get(id)).filter((gift) => gift !== undefined);
		const [oldest, ...younger] = [...before].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
		if (oldest === undefined) return { gift: keep(told), before };
		for (const gift of younger) {
			gifts.delete(gift.id);
			changed.delete(gift.id);
			if (stored.has(gift.id)) absorbed.add(gift.id);
		}
		return { gift: keep(joinGifts(younger.reduce(joinGifts, oldest), told)), before };
	}

	function keep(gift: Gift): Gift {
		put(gift);
		for (const ref of refsOfGift(gift)) {
			if (giftOfRef.get(ref) === gift.id) continue;
			giftOfRef.set(ref, gift.id);
			moved.set(ref, gift.id);
		}
		return gift;
	}

	function put(gift: Gift): void {
		gifts.set(gift.id, gift);
		changed.add(gift.id);
	}

	return {
		join,
		put,
		giftOf: (ref = "") => gifts.get(giftOfRef.get(ref) ?? ""),
		changed: () =>
			[...changed].flatMap((id) => {
				const gift = gifts.get(id);
				return gift === undefined ? [] : [{ gift, isNew: !stored.has(id) }];
			}),
		absorbed: () => [...absorbed],
		newRefs: () => [...moved].filter(isKeptAsRef).map(([ref, giftId]) => ({ ref, giftId, isNew: !named.has(ref) })),
	};
}

/**
 * A gift's id needs no second entry among the refs as long as everybody who knows it calls the gift by it: so it is with
 * PaymentIntents and subscriptions, which come first in `refsOf`. An invoice, charge or session may stand beside one of those in
 * another process at the same moment, under another campaign's lock; only one key for both makes the database notice.
 */
function isKeptAsRef([ref, giftId]: readonly [string, string]): boolean {
	return ref !== giftId || !/^(?:pi|sub)_/.test(ref);
}
