import type { SandboxGift, SandboxRefund } from "./stripe-gift.ts";
import { invoiceObject, invoicePaymentObject, subscriptionObject } from "./stripe-monthly-objects.ts";
import { chargeObject, disputeObject, paymentIntentObject, refundObject } from "./stripe-objects.ts";
import { checkoutSessionObject } from "./stripe-session-object.ts";

/** The shape these bodies have: the newest one, pinned by stripe 23.1. */
export const SANDBOX_API_VERSION = "2026-10-28.endive";

export type SandboxEvent = {
	readonly id: string;
	readonly object: "event";
	readonly api_version: string;
	readonly created: number;
	readonly livemode: boolean;
	readonly pending_webhooks: number;
	readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
	readonly type: string;
	readonly data: { readonly object: Readonly<Record<string, unknown>>; readonly previous_attributes?: unknown };
};

export function stripeEvent(
	gift: Pick<SandboxGift, "id" | "at" | "livemode">,
	type: string,
	object: Readonly<Record<string, unknown>>,
	/** Tells apart two events of one type about one gift. */
	mark = "",
): SandboxEvent {
	return {
		id: `evt_${type.replaceAll(".", "_")}_${gift.id}${mark}`,
		object: "event",
		api_version: SANDBOX_API_VERSION,
		created: Math.floor(gift.at / 1000),
		livemode: gift.livemode,
		pending_webhooks: 1,
		request: { id: `req_${gift.id}`, idempotency_key: `stripe-node-retry-${gift.id}` },
		type,
		data: { object },
	};
}

export function paymentIntentSucceeded(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "payment_intent.succeeded", paymentIntentObject(gift, "succeeded"));
}

export function paymentIntentProcessing(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "payment_intent.processing", paymentIntentObject(gift, "processing"));
}

export function paymentIntentFailed(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "payment_intent.payment_failed", paymentIntentObject(gift, "requires_payment_method"));
}

export function chargeSucceeded(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "charge.succeeded", chargeObject(gift, 0));
}

/** With `pending` on the gift: completed, and unpaid. */
export function checkoutCompleted(gift: SandboxGift): SandboxEvent {
	const status = gift.pending ? "unpaid" : "paid";
	return stripeEvent(gift, "checkout.session.completed", checkoutSessionObject(gift, "complete", status));
}

export function checkoutAsyncSucceeded(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "checkout.session.async_payment_succeeded", checkoutSessionObject(gift, "complete", "paid"));
}

export function checkoutAsyncFailed(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "checkout.session.async_payment_failed", checkoutSessionObject(gift, "complete", "unpaid"));
}

export function checkoutExpired(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "checkout.session.expired", checkoutSessionObject(gift, "expired", "unpaid"));
}

/** `refunded` minor units in all; by default the whole gift. */
export function chargeRefunded(gift: SandboxGift, refunded = gift.amount): SandboxEvent {
	return stripeEvent(gift, "charge.refunded", chargeObject(gift, refunded), `_${refunded}`);
}

export function refundCreated(gift: SandboxGift, refund: SandboxRefund = {}): SandboxEvent {
	return stripeEvent(gift, "refund.created", refundObject(gift, refund), refund.refundId);
}

export function refundUpdated(gift: SandboxGift, refund: SandboxRefund = {}): SandboxEvent {
	return stripeEvent(gift, "refund.updated", refundObject(gift, refund), refund.status);
}

export function refundFailed(gift: SandboxGift, refund: SandboxRefund = {}): SandboxEvent {
	return stripeEvent(gift, "refund.failed", refundObject(gift, { ...refund, status: "failed" }), refund.refundId);
}

export type DisputeMoment = "created" | "updated" | "closed" | "funds_withdrawn" | "funds_reinstated";

/** A dispute at one moment; `status` as Stripe spells it. */
export function disputeEvent(gift: SandboxGift, moment: DisputeMoment, status: string): SandboxEvent {
	return stripeEvent(gift, `charge.dispute.${moment}`, disputeObject(gift, status), `_${status}`);
}

export function disputeCreated(gift: SandboxGift, status = "needs_response"): SandboxEvent {
	return disputeEvent(gift, "created", status);
}

export function subscriptionCreated(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "customer.subscription.created", subscriptionObject(gift, "active"));
}

export function subscriptionDeleted(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "customer.subscription.deleted", subscriptionObject(gift, "canceled"));
}

/** `instalment` 0 is the first payment; later ones are renewals with an invoice, PaymentIntent and charge of their own. */
export function invoicePaid(gift: SandboxGift, instalment = 0): SandboxEvent {
	return stripeEvent(gift, "invoice.paid", invoiceObject(gift, instalment), instalment === 0 ? "" : `_${instalment}`);
}

export function invoicePaymentPaid(gift: SandboxGift, instalment = 0): SandboxEvent {
	const mark = instalment === 0 ? "" : `_${instalment}`;
	return stripeEvent(gift, "invoice_payment.paid", invoicePaymentObject(gift, instalment), mark);
}

export type GiftEvents = {
	readonly session: SandboxEvent;
	/** payment_intent.succeeded, or .processing while the money is pending. */
	readonly payment: SandboxEvent;
	/** The others are null where the gift has none (yet). */
	readonly charge: SandboxEvent | null;
	readonly subscription: SandboxEvent | null;
	readonly invoice: SandboxEvent | null;
	readonly invoicePayment: SandboxEvent | null;
	/** All of them in the order Stripe usually makes them. */
	readonly all: readonly SandboxEvent[];
};

/** Everything Stripe sends about one gift through Checkout. */
export function giftEvents(gift: SandboxGift): GiftEvents {
	const paid = gift.pending !== true;
	const monthly = gift.monthly === true;
	const events = {
		charge: paid ? chargeSucceeded(gift) : null,
		payment: paid ? paymentIntentSucceeded(gift) : paymentIntentProcessing(gift),
		subscription: monthly ? subscriptionCreated(gift) : null,
		invoice: monthly && paid ? invoicePaid(gift) : null,
		invoicePayment: monthly && paid ? invoicePaymentPaid(gift) : null,
		session: checkoutCompleted(gift),
	};
	return { ...events, all: Object.values(events).filter((event) => event !== null) };
}
