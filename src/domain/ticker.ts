import type { CampaignState } from "./campaign.ts";
import { publicName } from "./donor-name.ts";
import type { Giver } from "./gift-fact.ts";
import type { Instant } from "./instant.ts";
import type { Language } from "./language.ts";
import type { AmountTrigger } from "./next-milestone.ts";

/** Who looks: the host in the studio, or anybody on the public page. */
export type TickerAudience = "host" | "page";

/** One ledger entry as the ticker reads it. Amounts are minor units; `giftId` is already opaque. */
export type TickerEntry = {
	readonly seq: number;
	readonly kind: string;
	readonly giftId: string | null;
	readonly cash: number;
	readonly counted: number;
	readonly gifts: number;
	readonly totalAfter: number;
	readonly at: Instant;
	readonly script: string | null;
	/** The gift is a standing monthly promise. */
	readonly monthly: boolean;
	/** The gift's first payment, whichever entry brought it. */
	readonly firstCash: number;
	/** What of the gift still counts after this entry. */
	readonly standing: number;
	readonly giver: Giver | null;
};

type Common = { readonly seq: number; readonly total: number; readonly at: Instant };

/** A gift as a screen lists it. `amount` is null where the donor did not agree to show it; a monthly gift's is one payment. */
export type GiftRow = {
	readonly giftId: string;
	readonly name: string;
	readonly amount: number | null;
	readonly monthly: boolean;
	readonly at: Instant;
};

/** What leaves the server, one for each ledger entry, so that every seq arrives. Safe to show to its audience. */
export type TickerItem = Common &
	(
		| ({ readonly type: "gift" | "monthly"; readonly gifts: number } & GiftRow)
		/** Name or consent changed: the row is replaced where it is on screen. */
		| ({ readonly type: "described" } & GiftRow)
		/** The total changed for another reason. `gone`: nothing of that gift stands, its row leaves the screen. */
		| {
				readonly type: "adjusted";
				readonly giftId: string | null;
				readonly amount: number | null;
				readonly gifts: number;
				readonly gone: boolean;
		  }
		| { readonly type: "script"; readonly script: string }
		/** Nothing that this audience sees. */
		| { readonly type: "note" }
	);

/** The drive as a screen needs it; sent at every connection, and again when staff change it. */
export type CampaignCard = {
	readonly slug: string;
	readonly name: string;
	readonly hospital: string;
	readonly language: Language;
	readonly currency: string;
	readonly goal: number;
	readonly state: CampaignState;
	readonly closesAt: Instant;
	readonly phone: string;
	readonly textCode: string;
	readonly triggers: readonly AmountTrigger[];
	readonly version: number;
};

/** Everything a screen shows, as of `seq`. `reset`: the reader was ahead of this ledger and has to start over. */
export type TickerSnapshot = {
	readonly seq: number;
	readonly campaign: CampaignCard;
	readonly total: number;
	readonly peak: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	readonly hour: { readonly startsAt: Instant; readonly counted: number };
	readonly next: { readonly amount: number; readonly toGo: number } | null;
	/** Newest first. */
	readonly latest: readonly GiftRow[];
	readonly script: { readonly text: string; readonly at: Instant } | null;
	readonly reset: boolean;
};

/** Sent every few seconds: by the server's clock, when it last read the ledger, and how far the reader should be. */
export type TickerBeat = { readonly now: Instant; readonly checkedAt: Instant; readonly seq: number };

/** The gift's line on a screen. The host always sees the amount; the page only with the donor's consent to it. */
export function toGiftRow(entry: TickerEntry, audience: TickerAudience, language: Language): GiftRow {
	const paid = entry.cash || entry.firstCash || entry.counted;
	const mayShowAmount = audience === "host" || entry.giver?.consent?.amount === true;
	return {
		giftId: entry.giftId ?? `entry-${entry.seq}`,
		name: publicName(entry.giver, audience === "host" ? "on-air" : "page", language),
		amount: mayShowAmount ? paid : null,
		monthly: entry.monthly || entry.kind === "monthly-started",
		at: entry.at,
	};
}

/** A ledger entry as its audience may see it. */
export function toTickerItem(entry: TickerEntry, audience: TickerAudience, language: Language): TickerItem {
	const common: Common = { seq: entry.seq, total: entry.totalAfter, at: entry.at };
	switch (entry.kind) {
		case "received":
		case "monthly-started":
			return {
				...common,
				...toGiftRow(entry, audience, language),
				type: entry.kind === "received" ? "gift" : "monthly",
				gifts: entry.gifts,
			};
		case "described":
			return entry.giftId === null
				? { ...common, type: "note" }
				: { ...common, ...toGiftRow(entry, audience, language), type: "described" };
		case "announced":
			// The script is written for the host, with names agreed to on air only.
			return entry.script !== null && audience === "host"
				? { ...common, type: "script", script: entry.script }
				: { ...common, type: "note" };
		default:
			if (entry.counted === 0 && entry.gifts === 0) return { ...common, type: "note" };
			return {
				...common,
				type: "adjusted",
				giftId: entry.giftId,
				amount: audience === "host" ? entry.counted : null,
				gifts: entry.gifts,
				gone: entry.giftId !== null && entry.standing <= 0,
			};
	}
}
