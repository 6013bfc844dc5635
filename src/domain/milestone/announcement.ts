import type { Figures } from "../counting/figures.ts";
import type { TriggerKind } from "../drive/milestone-rule.ts";
import type { Instant } from "../plain/instant.ts";

/** A thing worth saying, once. `key` is stable ("every-10k:4000000"): the database refuses a second one in the same campaign. */
export type Announcement = {
	readonly key: string;
	readonly ruleId: string;
	readonly kind: TriggerKind;
	/** What was passed: an amount in minor units, a count, a percentage, hours, or the hour's total. */
	readonly value: number;
	/** Set for a large gift: whose it is, so that consent can be looked up when it is said. */
	readonly giftId: string | null;
	/** The match or power hour it is about; absent or null: neither. */
	readonly about?: string | null;
	/** As they stood when it was decided; a post says the current ones. */
	readonly figures: Figures;
	/** The ledger entry that crossed it; null where the clock or staff did. */
	readonly entrySeq: number | null;
	readonly decidedAt: Instant;
};
