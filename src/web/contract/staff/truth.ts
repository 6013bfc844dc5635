import type { TotalLine } from "../../../domain/counting/gift-lines.ts";
import type { OutsideName } from "../../../domain/counting/total-words.ts";
import type { GiftSource } from "../../../domain/gift/gift-source.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** GET /api/staff/campaigns/:campaign/truth; amounts are minor units of the drive's currency. All of one moment. */
export type TruthView = {
	readonly at: Instant;
	/** What the ledger comes to, and what is said and shown outside. */
	readonly total: number;
	readonly announced: number;
	readonly frozen: { readonly at: Instant; readonly total: number } | null;
	readonly definition: string;
	readonly lines: readonly TruthLine[];
	readonly matches: readonly {
		readonly id: string;
		readonly sponsor: string;
		readonly hidden: boolean;
		readonly amount: number;
	}[];
	/** Taken off, as amounts above zero. */
	readonly refunded: Sum;
	readonly disputed: Sum;
	/** What all of that adds up to. Anything but `total` is a fault of ours. */
	readonly sum: number;
	readonly outside: readonly OutsideLine[];
	readonly matrix: TruthMatrix;
	/** Gifts that came to us more than a quarter of an hour after they were given. */
	readonly late: Sum;
	readonly stripe: { readonly at: Instant; readonly open: number } | null;
};

export type Sum = { readonly amount: number; readonly count: number };
export type TruthLine = Sum & { readonly line: TotalLine };

/** What is there and does not count, each with how much and how many. */
export type OutsideLine = Sum & { readonly line: OutsideName };

/** What counts now, by station and by way. `amounts[row][column]`; rows are stations, then none, then matches (last, one sum). */
export type TruthMatrix = {
	readonly sources: readonly GiftSource[];
	readonly rows: readonly {
		readonly id: string | null;
		readonly name: string;
		readonly amounts: readonly number[];
		readonly sum: number;
	}[];
	readonly matched: number;
	readonly sums: readonly number[];
};

/** POST .../truth/freeze and .../truth/thaw */
export type FreezeAnswer = { readonly frozen: { readonly at: Instant; readonly total: number } | null };
