import type { Instant } from "../plain/instant.ts";

/**
 * A sponsor's promise to answer gifts with money of their own (product.md S18). Amounts are minor units of the campaign's currency.
 * What it answers is decided in allot-matches.ts.
 */
export type ChallengeMatch = {
	/** Stable in its drive: half of every announcement's and allocation's key. */
	readonly id: string;
	/** As they want to be named. Said only once `hidden` is false. */
	readonly sponsor: string;
	readonly hidden: boolean;
	/** "ratio" answers each gift; "challenge" gives the whole pool at once when its condition is met. */
	readonly kind: "ratio" | "challenge";
	/** The most the sponsor gives. */
	readonly pool: number;
	/** What is added to each unit given: 1, and every dollar counts twice; 2, three times. */
	readonly ratio: number;
	/** Smaller gifts are not answered. */
	readonly minGift: number | null;
	/** Of a larger gift only so much is answered. */
	readonly maxGift: number | null;
	/** Gifts of [from, to) are answered. */
	readonly from: Instant;
	readonly to: Instant;
	/** Nothing is answered until the drive's donors, or the drive's given total, have reached this inside the match's window. */
	readonly unlock: MatchUnlock | null;
	/** "in-turn": what an earlier match in the drive's order left of a gift. "on-top": the whole gift, whatever the others do. */
	readonly stacking: "in-turn" | "on-top";
	/** Only this station's gifts; null: all. */
	readonly stationId: string | null;
	/** The sponsor's own donor key: what they give beside the pool is not answered by it. */
	readonly sponsorDonor: string | null;
	readonly isOff?: true;
};

export type MatchUnlock =
	| { readonly kind: "donors"; readonly count: number }
	| { readonly kind: "amount"; readonly amount: number };

export function matchesOf(campaign: { readonly matches?: readonly ChallengeMatch[] }): readonly ChallengeMatch[] {
	return (campaign.matches ?? []).filter(({ isOff }) => isOff !== true);
}
