import type { Booking } from "./gift.ts";
import type { Instant } from "./instant.ts";

export type EntryKind =
	| "received"
	| "monthly-started"
	| "renewal"
	| "refunded"
	| "refund-failed"
	| "disputed"
	| "dispute-won"
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
};
