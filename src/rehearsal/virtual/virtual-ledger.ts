import type { Figures } from "../../domain/counting/figures.ts";
import type { Book } from "../../domain/counting/ledger-state.ts";
import type { Passed } from "../../domain/counting/passed.ts";
import { indexCampaigns } from "../../domain/counting/placement.ts";
import { emptyTally, figuresOf, hourKey, type Tally } from "../../domain/counting/tally.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Giver } from "../../domain/gift/gift-fact.ts";
import { decide } from "../../domain/ledger/decide.ts";
import { passedByClock } from "../../domain/milestone/campaign-clock.ts";
import { hourStart } from "../../domain/plain/clock-hour.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { VirtualGift } from "./gift-facts.ts";
import { openVirtualMatches } from "./virtual-matches.ts";

/** A milestone that fell, with the figures as they stood then. */
export type Fallen = Passed & { readonly figures: Figures; readonly entrySeq: number | null };

export type VirtualLedger = {
	/** Books a gift by the ledger's own rules; gives back what it makes fall, each key once. */
	take(gift: VirtualGift, now: Instant): Fallen[];
	/** What the clock makes fall by now. */
	tick(now: Instant): Fallen[];
	tally(): Tally;
	figures(now: Instant): Figures;
	/** Of a large gift: whose it is. */
	giverOf(giftId: string | null): Giver | null;
	/** What matches have given, minor units. */
	matched(): number;
};

export function openVirtualLedger(campaign: Campaign): VirtualLedger {
	const campaigns = indexCampaigns([campaign]);
	const matches = openVirtualMatches(campaign);
	const announced = new Set<string>();
	const givers = new Map<string, Giver>();
	let book: Book = { seq: 0, tally: emptyTally() };
	let matched = 0;

	const figures = (now: Instant) => figuresOf(book.tally, campaign, hourKey(hourStart(now, campaign.timeZone)));

	/** As the database's unique key does it (invariant 4). */
	function once<T extends Passed>(found: readonly T[]): T[] {
		return found.filter(({ key }) => {
			if (announced.has(key)) return false;
			announced.add(key);
			return true;
		});
	}

	return {
		take({ facts }, now) {
			const books = new Map([[campaign.id, book]]);
			const told = decide({ now, campaigns, books, gifts: [], donors: NOBODY }, facts);
			book = told.books.get(campaign.id) ?? book;
			const answered = matches.answer(told, book, now);
			book = { ...answered.book, tally: withoutOldHours(answered.book.tally) };
			matched += answered.amount;
			const fallen = once([...told.crossings, ...answered.crossings]);
			// Whose gift it is matters only where it is named, so the others needn't be kept.
			for (const { giftId } of fallen) {
				const gift = told.gifts.find((one) => one.gift.id === giftId)?.gift;
				if (gift !== undefined) givers.set(gift.id, gift.giver);
			}
			return fallen;
		},
		tick(now) {
			const found = passedByClock(campaign, book.tally, now);
			if (found.length === 0) return [];
			return once(found).map((one) => ({ ...one, figures: figures(now), entrySeq: null }));
		},
		tally: () => book.tally,
		figures,
		giverOf: (giftId) => (giftId === null ? null : (givers.get(giftId) ?? null)),
		matched: () => matched,
	};
}

/** Each row of a drive is a giver of its own, so nobody has given before. */
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Of the hours that are over only the best is ever asked for again, since gifts come in the order of their time; a drive of weeks would
 * spend most of a rehearsal copying the others.
 */
function withoutOldHours(tally: Tally): Tally {
	const starts = Object.keys(tally.hours).sort();
	const newest = starts.pop();
	if (newest === undefined || starts.length < 2) return tally;
	const best = starts.reduce((top, start) => ((tally.hours[start] ?? 0) > (tally.hours[top] ?? 0) ? start : top));
	const hours = { [best]: tally.hours[best] ?? 0, [newest]: tally.hours[newest] ?? 0 };
	return { ...tally, hours };
}
