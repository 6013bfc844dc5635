import type pg from "pg";
import type { LedgerEntry } from "../domain/counting/ledger-entry.ts";
import { NOTHING_BOOKED } from "../domain/gift/gift.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { loadBooks } from "./load-state.ts";
import { writeEntries } from "./write-decision.ts";

/** An entry without money, so that every screen hears at once that another total is to be shown. In the caller's transaction. */
export async function tellTotal(
	client: pg.PoolClient,
	campaignId: string,
	{ now, sourceId }: { readonly now: Instant; readonly sourceId: string },
): Promise<void> {
	const [book] = await loadBooks(client, [campaignId]);
	if (book === undefined) return;
	const seq = book.seq + 1;
	const entry: LedgerEntry = {
		...NOTHING_BOOKED,
		...{ campaignId, seq, giftId: null, kind: "described", totalAfter: book.tally.total, occurredAt: now, sourceId },
	};
	await writeEntries(client, { entries: [entry], books: new Map([[campaignId, { seq, tally: book.tally }]]) });
}
