import type { Instant } from "../plain/instant.ts";
import type { GiftSource } from "./gift-source.ts";

/**
 * Every name one payment goes by, as far as the source tells: PaymentIntent, charge, Checkout Session, invoice.
 * Two facts that share one of them speak of the same payment. Prefixed ids as Stripe writes them ("pi_...", "ch_...").
 */
export type PaymentRefs = {
	readonly payment?: string;
	readonly charge?: string;
	readonly session?: string;
	readonly invoice?: string;
	/** Money that never passed Stripe: a cheque, a sponsor's transfer, cash ("off_..."). */
	readonly offline?: string;
};

/** What staff decided about a name. Only "approved" shows what the screen would hold back; only a person denies. */
export type Verdict = "pending" | "approved" | "denied";

/** As it is kept: "flagged" was marked by a person for another one; "none" takes an earlier verdict back. */
export type KnownVerdict = Verdict | "flagged" | "none";

/** "flagged" is the built-in screen's word (domain/gift/moderation.ts); absent: nothing against it. */
export type Moderation = Verdict | "flagged";

/** What the giver agreed to; what is absent is not agreed to. */
export type Consent = {
	/** To be named at all: every place needs it beside its own. */
	readonly name?: boolean;
	/** On the public page; where nothing is said about the page, the consent to the name is enough. */
	readonly page?: boolean;
	readonly amount?: boolean;
	readonly onAir?: boolean;
	readonly social?: boolean;
};

/** What the giver told about themselves. Undefined: this source says nothing. Consents are off unless given. */
export type Giver = {
	/** Name to be used on air, as typed by the donor, or their billing name; never shown without consent. */
	readonly name?: string;
	/** The name is the one on their card or bank account: never typed to be shown, so it is shortened wherever it is. */
	readonly isBillingName?: boolean;
	readonly town?: string;
	readonly pronunciation?: string;
	/** A one-way key for "the same donor" (hash of e-mail or customer id); the e-mail itself is not kept. */
	readonly donorKey?: string;
	readonly stationId?: string;
	/** Absent: given on the web. */
	readonly source?: GiftSource;
	/** The code of the short link that led here: which post brought this gift (product.md S23). */
	readonly via?: string;
	readonly consent?: Consent;
	readonly moderation?: Moderation;
};

/** Who says it, where it isn't Stripe: the donor with their own link after the gift, or staff. Each outranks what Stripe tells, also later. */
export type Teller = "donor" | "staff";

/** Staff's word on exactly this text (see namedText): an approval doesn't carry over to another name. */
export type NameVerdict = { readonly is: KnownVerdict; readonly of: string };

/** How the source names its campaign: by our metadata, or by the payment link that was used. */
export type Placement = {
	readonly campaign?: string;
	readonly paymentLink?: string;
	/** Set where staff named the campaign, and when: that stands above whatever the source says, also later. */
	readonly byStaff?: Instant;
};

/** Which kind of object told us the amount that was paid; the same money is told by several of them. */
export type PaidEvidence = "payment_intent" | "charge" | "session" | "invoice" | "offline";

export type RefundStatus = "pending" | "succeeded" | "failed" | "canceled";

/** An inquiry takes no money; withdrawn and lost do; won gives it back. */
export type DisputeStage = "inquiry" | "opened" | "withdrawn" | "lost" | "won";

/** What one amount of a monthly gift covers; amounts are minor units of the fact's currency. */
export type Recurring = {
	readonly amount: number;
	readonly interval: "day" | "week" | "month" | "year";
	readonly intervalCount: number;
};

/** What somebody promised, by phone mostly: once, or so much a month. Minor units of the fact's currency. */
export type Promised = { readonly amount: number; readonly monthly: boolean };

/** How a promise stopped being one; "settled": what came is taken for all of it. "open" takes an end back. */
export type PledgeEnd = "cancelled" | "lapsed" | "settled" | "open";

export type BroughtIn = "history" | "to-thank";

/** What happened, in the past tense. Amounts are minor units of the fact's currency. */
export type GiftHappening =
	| { readonly type: "received"; readonly amount: number; readonly evidence: PaidEvidence }
	| { readonly type: "pending"; readonly amount: number }
	| { readonly type: "failed" }
	| {
			readonly type: "refund-changed";
			readonly refundId: string;
			readonly amount: number;
			readonly status: RefundStatus;
	  }
	/** A charge's cumulative amount_refunded: the backstop where single refunds were not told. */
	| { readonly type: "refunded-in-all"; readonly amount: number }
	| {
			readonly type: "dispute-changed";
			readonly disputeId: string;
			readonly amount: number;
			readonly stage: DisputeStage;
	  }
	/** A subscription exists and has these terms. Money counts only once one of its payments is received. */
	| { readonly type: "monthly-promised"; readonly recurring: Recurring }
	| { readonly type: "monthly-ended" }
	/** A pledge was made, or said again with another amount: the newest stands. */
	| { readonly type: "pledged"; readonly promise: Promised }
	| { readonly type: "pledge-ended"; readonly how: PledgeEnd }
	/** Offline money was entered wrongly: by so much more or less, and never by rewriting what was entered. */
	| { readonly type: "corrected"; readonly correctionId: string; readonly amount: number }
	/** Nothing about money: a later source that names, places or links the gift. */
	| { readonly type: "described" };

/** One thing that Stripe (or a person) told us about one gift. */
export type GiftFact = {
	/** Stripe's event id, or the id of the slip. One source may carry several facts. */
	readonly sourceId: string;
	/** When it happened, by Stripe's clock. */
	readonly at: Instant;
	readonly livemode: boolean;
	/** Lower case; null where the source has none (a Checkout Session in setup mode). */
	readonly currency: string | null;
	readonly refs: PaymentRefs;
	/** The standing monthly promise ("sub_...") this payment belongs to. */
	readonly subscription?: string;
	/** The promise this belongs to ("pl_..."): a pledge and its payments are one gift. */
	readonly pledge?: string;
	/** True: this money was counted in another way already, as a sponsor's payment of the match that was announced. Cash, and no more. */
	readonly uncounted?: true;
	/** True: counts and announces nothing. For what was so before: an opening balance, history being imported. */
	readonly silent?: true;
	/** A file from elsewhere told it: counted, and nowhere shown as just given. "to-thank": hosts thank for it all the same. */
	readonly broughtIn?: BroughtIn;
	/**
	 * True: the source says this payment is a later instalment of a monthly gift (billing_reason "subscription_cycle", or
	 * Stripe's own description "Subscription update"). Renewals are recorded and never counted.
	 */
	readonly renewal?: boolean;
	/**
	 * True: the source says that this pays for a subscription (Stripe's own description), which since 2025 it may not name. It is
	 * counted once a link shows which: counted before, the same money would stand on the ledger twice until the link comes.
	 */
	readonly instalment?: boolean;
	/** True: the subscription began without money (a trial, a start on a later date): the first later month that is paid begins the gift. */
	readonly beganUnpaid?: true;
	readonly placement: Placement;
	readonly giver?: Giver;
	/** Absent: the giver is as Stripe tells. */
	readonly toldBy?: Teller;
	readonly verdict?: NameVerdict;
	/** The name as staff write it, in place of the donor's own; empty takes that back. */
	readonly alias?: string;
	readonly happening: GiftHappening;
};
