import type { LedgerEntry } from "../counting/ledger-entry.ts";
import type { Book } from "../counting/ledger-state.ts";
import { addToTally } from "../counting/tally.ts";
import { NOTHING_BOOKED } from "../gift/gift.ts";
import type { Instant } from "../plain/instant.ts";

/** Staff say that two donors are one, or two after all, or have them counted anew: an entry of its own, without money, so that every screen hears of it. */
export function countDonors(
	campaignId: string,
	book: Book,
	change: { readonly by: number; readonly at: Instant; readonly sourceId: string },
): { readonly book: Book; readonly entry: LedgerEntry } {
	const seq = book.seq + 1;
	const tally = addToTally(book.tally, NOTHING_BOOKED, change.by, { hour: null, spans: [], match: null });
	const entry: LedgerEntry = {
		...NOTHING_BOOKED,
		...{ campaignId, seq, giftId: null, kind: "described", totalAfter: tally.total },
		...{ occurredAt: change.at, sourceId: change.sourceId },
	};
	return { book: { seq, tally }, entry };
}
