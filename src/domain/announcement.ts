import type { Figures } from "./figures.ts";
import type { Instant } from "./instant.ts";
import type { TriggerKind } from "./milestone-rule.ts";

/** A thing worth saying, once. `key` is stable ("every-10k:4000000"): the database refuses a second one in the same campaign. */
export type Announcement = {
	readonly key: string;
	readonly ruleId: string;
	readonly kind: TriggerKind;
	/** What was passed: an amount in minor units, a count, a percentage, hours, or the hour's total. */
	readonly value: number;
	/** Set for a large gift: whose it is, so that consent can be looked up when it is said. */
	readonly giftId: string | null;
	/** As they stood when it was decided; a post says the current ones. */
	readonly figures: Figures;
	/** The ledger entry that crossed it; null where the clock or staff did. */
	readonly entrySeq: number | null;
	readonly decidedAt: Instant;
};
