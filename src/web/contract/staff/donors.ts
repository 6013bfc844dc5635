import type { Instant } from "../../../domain/plain/instant.ts";

/** One person, as far as we know: gifts under the same key, or that staff put together. Minor units. */
export type DonorRow = {
	/** Names the donor on this page; a one-way key, no e-mail. */
	readonly key: string;
	/** The names and towns their gifts came with, the newest first. */
	readonly names: readonly string[];
	readonly towns: readonly string[];
	readonly gifts: number;
	readonly counted: number;
	readonly monthly: boolean;
	readonly firstAt: Instant;
	readonly lastAt: Instant;
	/** How the gifts came: "web", "phone". */
	readonly sources: readonly string[];
};

/** Donors that go by the same name in the same town. */
export type LikelySame = { readonly name: string; readonly town: string; readonly donors: readonly DonorRow[] };

export type DonorMerge = {
	readonly id: number;
	readonly names: readonly string[];
	readonly at: Instant;
	readonly by: string;
};

/** GET /api/staff/campaigns/:campaign/donors?search */
export type DonorsAnswer = {
	/** As it is said on air. */
	readonly donors: number;
	/** By the rule as it is known now; where the two differ, staff can have them counted anew. */
	readonly persons: number;
	/** Gifts that say nothing of who gave. */
	readonly withoutKey: number;
	/** Who counts as the same donor, in a sentence. */
	readonly rule: string;
	readonly likely: readonly LikelySame[];
	/** With more than one gift, most first; with `search` those it finds. */
	readonly several: readonly DonorRow[];
	/** Standing ones, newest first. */
	readonly merges: readonly DonorMerge[];
};

/** POST .../donors/merge: `merged` becomes `kept`. */
export type MergeRequest = { readonly kept: string; readonly merged: readonly string[] };
export type MergeAnswer = { readonly donors: number; readonly merges: readonly number[] };
/** POST .../donors/merges/:merge/undo */
export type UnmergeAnswer = { readonly donors: number };
