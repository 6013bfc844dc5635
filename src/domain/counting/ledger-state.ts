import type { Gift } from "../gift/gift.ts";
import type { Instant } from "../plain/instant.ts";
import type { Figures } from "./figures.ts";
import type { Passed } from "./passed.ts";
import type { CampaignIndex } from "./placement.ts";
import type { Tally } from "./tally.ts";

/** A campaign's numbers and the last seq its ledger has given out. */
export type Book = { readonly seq: number; readonly tally: Tally };

/** All that deciding about a batch of facts needs to know. The edge loads it under the campaigns' locks. */
export type LedgerState = {
	/** By our own clock: what is decided about is late, or it isn't. */
	readonly now: Instant;
	readonly campaigns: CampaignIndex;
	readonly books: ReadonlyMap<string, Book>;
	/** Every known gift that shares a ref with one of the facts. */
	readonly gifts: readonly Gift[];
	/** "<campaign id> <donor key>" of those donors in the facts who have given before. */
	readonly donors: ReadonlySet<string>;
};

export type Crossing = Passed & { readonly campaignId: string; readonly entrySeq: number; readonly figures: Figures };

/** A donor first seen in a campaign, with the gift that showed them. */
export type NewDonor = { readonly campaignId: string; readonly donorKey: string; readonly giftId: string };

/** A gift that came to nothing, or went to another campaign: its giver may be no donor of this one any more. */
export type LeavingGift = { readonly campaignId: string; readonly giftId: string };
