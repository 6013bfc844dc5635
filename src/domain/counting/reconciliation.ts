import type { DisputeStage, RefundStatus } from "../gift/gift-fact.ts";
import { type Payment, paidAmount } from "../gift/payment.ts";
import type { Instant } from "../plain/instant.ts";

/** One of Stripe's objects, as far as money goes. Minor units of `currency`. */
export type StripeRecord = {
	/** "pi_...", or "ch_..." where a charge has no PaymentIntent; "re_...", "dp_...", "sub_...". */
	readonly id: string;
	readonly at: Instant;
	readonly currency: string;
} & (
	| { readonly kind: "payment"; readonly amount: number; readonly charge: string | null }
	| {
			readonly kind: "refund";
			readonly amount: number;
			readonly status: RefundStatus;
			readonly payment: string | null;
			readonly charge: string | null;
	  }
	| {
			readonly kind: "dispute";
			readonly amount: number;
			readonly stage: DisputeStage;
			readonly payment: string | null;
			readonly charge: string | null;
	  }
	| {
			readonly kind: "subscription";
			/** What it asks for each time; null where its prices don't say. */
			readonly amount: number | null;
			/** Cancelled or paused. */
			readonly isEnded: boolean;
			/** It names a drive or a pledge: another business's on the same account counts nothing. */
			readonly isOurs: boolean;
	  }
);

/** What the ledger knows of the payment or subscription that a record is about. */
export type KnownRecord = {
	readonly giftId: string;
	readonly campaignId: string | null;
	readonly payment: Payment | null;
	/** Of a monthly gift: what the ledger last heard of its terms; null where its name is a payment's. */
	readonly standing?: SubscriptionStanding;
};

export type SubscriptionStanding = {
	readonly amount: number | null;
	readonly isEnded: boolean;
	/** Ended, and perhaps begun again or billed once more. */
	readonly hasEndedOnce: boolean;
	/** The gift's only one, or the ledger knows which of its words are of it: gifts stored before 2026-11-24 don't say. */
	readonly isToldApart: boolean;
};

export type Finding = {
	/** missing: Stripe has it and the ledger doesn't. unexpected: the other way round. differing: both, and not the same. */
	readonly kind: "missing" | "unexpected" | "differing";
	readonly about: StripeRecord["kind"];
	/** Stripe's id. */
	readonly object: string;
	readonly giftId: string | null;
	readonly campaignId: string | null;
	/** Minor units; null where there is none on that side. */
	readonly ours: number | null;
	readonly theirs: number | null;
	readonly currency: string;
	readonly at: Instant;
};

/** The names by which the ledger may know what the record is about. */
export function namesOf(record: StripeRecord): string[] {
	switch (record.kind) {
		case "payment":
			return [record.id, record.charge].filter((name) => name !== null);
		case "refund":
		case "dispute":
			return [record.payment, record.charge].filter((name) => name !== null);
		case "subscription":
			return [record.id];
		default:
			return record satisfies never;
	}
}

/** Holds one of Stripe's objects against the ledger; null where they agree. */
export function compareRecord(record: StripeRecord, known: KnownRecord | null): Finding | null {
	const ours = oursOf(record, known);
	if (ours?.agrees === true) return null;
	if (ours === null && record.kind === "subscription" && !record.isOurs) return null;
	const { id: object, kind: about, at, currency } = record;
	const where = { giftId: known?.giftId ?? null, campaignId: known?.campaignId ?? null };
	const kind = ours === null ? "missing" : "differing";
	return { kind, about, object, ...where, ours: ours?.amount ?? null, theirs: theirsOf(record), currency, at };
}

/** A payment that the ledger took and Stripe doesn't know as taken. */
export function unexpectedPayment(
	object: string,
	known: KnownRecord,
	paid: { readonly amount: number; readonly currency: string; readonly at: Instant },
): Finding {
	const { giftId, campaignId } = known;
	const { amount: ours, currency, at } = paid;
	return { kind: "unexpected", about: "payment", object, giftId, campaignId, ours, theirs: null, currency, at };
}

type Ours = { readonly amount: number; readonly agrees: boolean };

function oursOf(record: StripeRecord, known: KnownRecord | null): Ours | null {
	if (known === null) return null;
	switch (record.kind) {
		case "subscription":
			return subscribed(record, known.standing);
		case "payment": {
			if (known.payment === null) return null;
			const amount = paidAmount({ ...known.payment, corrections: {} }, record.currency);
			// An invoice that two PaymentIntents paid is one payment of both.
			const isShared = known.payment.refs.filter((ref) => ref.startsWith("pi_")).length > 1;
			return amount === 0
				? null
				: { amount, agrees: amount === record.amount || (isShared && amount >= record.amount) };
		}
		case "refund": {
			const refund = known.payment?.refunds[record.id];
			if (refund === undefined) return null;
			const agrees = refund.amount === record.amount && goesBack(refund.status) === goesBack(record.status);
			return { amount: goesBack(refund.status) ? refund.amount : 0, agrees };
		}
		case "dispute": {
			const dispute = known.payment?.disputes[record.id];
			if (dispute === undefined) return null;
			const agrees = dispute.amount === record.amount && isTaken(dispute.stage, record.stage);
			return { amount: dispute.amount, agrees };
		}
		default:
			return record satisfies never;
	}
}

/** What it comes to by Stripe's word; a refund that failed came to nothing. */
function theirsOf(record: StripeRecord): number {
	if (record.kind === "subscription") return record.isEnded ? 0 : (record.amount ?? 0);
	return record.kind === "refund" && !goesBack(record.status) ? 0 : record.amount;
}

/** Where the ledger doesn't say how much of several subscriptions of one gift is whose, nothing is held against it. */
function subscribed(
	theirs: { readonly amount: number | null; readonly isEnded: boolean },
	ours: SubscriptionStanding | undefined,
): Ours {
	if (ours === undefined || !ours.isToldApart) return { amount: theirs.amount ?? 0, agrees: true };
	const amount = ours.isEnded ? 0 : (ours.amount ?? 0);
	// The last month's invoice may be paid after the end.
	if (theirs.isEnded) return { amount, agrees: ours.hasEndedOnce };
	if (ours.isEnded) return { amount, agrees: false };
	return { amount, agrees: theirs.amount === null || theirs.amount === ours.amount };
}

function goesBack(status: RefundStatus): boolean {
	return status === "pending" || status === "succeeded";
}

/** An open dispute may have taken the money already or not; how it ended is certain. */
function isTaken(ours: DisputeStage, theirs: DisputeStage): boolean {
	return theirs === "won" || theirs === "lost" ? ours === theirs : true;
}
