import type { Booking } from "../gift/gift.ts";
import type { Instant } from "../plain/instant.ts";

export type EntryKind =
	| "received"
	| "monthly-started"
	| "renewal"
	| "refunded"
	| "refund-failed"
	| "disputed"
	| "dispute-won"
	/** Promised, and counted by that. */
	| "pledged"
	/** A promise was paid, in whole or in part: cash for what is counted already. */
	| "fulfilled"
	/** A promise was cancelled, lapsed, or taken for settled by less. */
	| "pledge-ended"
	/** A file from elsewhere told of a gift or a pledge: counted, and nowhere just given. */
	| "brought-in"
	/** The same, and hosts thank for it: it comes on their list alone. */
	| "to-thank"
	/** What was there before the drive: money, and nobody's gift. */
	| "opening-balance"
	/** Offline money had been entered wrongly. */
	| "corrected"
	/** A challenge match answered a gift, or took its answer back as the gift went back. `matchId` says which. */
	| "matched"
	/** Money turned out to belong to another gift or another campaign. */
	| "relinked"
	/** No money: a name or a consent changed, and screens must follow. */
	| "described"
	/** No money: the host has something to say now. */
	| "announced";

/** Append-only. Amounts are signed minor units; `seq` is gap-free in its campaign. */
export type LedgerEntry = Booking & {
	readonly campaignId: string;
	readonly seq: number;
	readonly giftId: string | null;
	readonly kind: EntryKind;
	readonly totalAfter: number;
	readonly occurredAt: Instant;
	readonly sourceId: string | null;
	readonly matchId?: string;
};

/** By these a gift first comes on a screen's list of who just gave. */
export const LISTING_KINDS: ReadonlySet<string> = new Set<EntryKind>(["received", "monthly-started", "pledged"]);

/** By these it comes on the hosts' thank-you list. */
export const THANKING_KINDS: ReadonlySet<string> = new Set<EntryKind>([
	"received",
	"monthly-started",
	"pledged",
	"to-thank",
]);
