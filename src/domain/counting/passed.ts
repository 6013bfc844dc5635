import type { MilestoneRule } from "../drive/milestone-rule.ts";
import type { Booking } from "../gift/gift.ts";
import type { Tally } from "./tally.ts";

/** What a rule found passed: `value` is what is said, `threshold` what it is compared by (minor units or a count). */
export type Passed = {
	readonly rule: MilestoneRule;
	readonly key: string;
	readonly value: number;
	readonly threshold: number;
	readonly giftId: string | null;
	/** The match or power hour it is about; absent: neither. */
	readonly about?: string;
};

/** One booking on the ledger, as the rules see it. */
export type Step = {
	readonly before: Tally;
	readonly after: Tally;
	readonly delta: Booking;
	/** Null where no gift moved the total, but a match. */
	readonly giftId: string | null;
	/** True where money newly arrived, not where known money was linked or came back. */
	readonly isNewMoney: boolean;
	readonly hour: string | null;
};
