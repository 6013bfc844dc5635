import type { StripeEnvelope } from "./stripe-envelope.ts";
import { chargeFailed, chargeRefunded, chargeTold } from "./to-fact/charge.ts";
import { sessionCompleted, sessionFailed } from "./to-fact/checkout-session.ts";
import { disputeTold } from "./to-fact/dispute.ts";
import { invoiceFailed, invoicePaid } from "./to-fact/invoice.ts";
import { invoicePaymentPaid } from "./to-fact/invoice-payment.ts";
import { paymentIntentFailed, paymentIntentProcessing, paymentIntentSucceeded } from "./to-fact/payment-intent.ts";
import { readObject } from "./to-fact/read.ts";
import { refundTold } from "./to-fact/refund.ts";
import { subscriptionEnded, subscriptionTold } from "./to-fact/subscription.ts";
import { ignored, refusal, type Translate, type Translation, unreadable } from "./to-fact/translation.ts";

/** Every event type that says something about a gift; an endpoint needs no other. */
const TRANSLATE: ReadonlyMap<string, Translate> = new Map([
	["checkout.session.completed", sessionCompleted],
	["checkout.session.async_payment_succeeded", sessionCompleted],
	["checkout.session.async_payment_failed", sessionFailed],
	["checkout.session.expired", sessionFailed],
	["payment_intent.succeeded", paymentIntentSucceeded],
	["payment_intent.processing", paymentIntentProcessing],
	["payment_intent.payment_failed", paymentIntentFailed],
	["payment_intent.canceled", paymentIntentFailed],
	["charge.succeeded", chargeTold],
	["charge.captured", chargeTold],
	["charge.pending", chargeTold],
	["charge.failed", chargeFailed],
	["charge.refunded", chargeRefunded],
	["charge.refund.updated", refundTold],
	["refund.created", refundTold],
	["refund.updated", refundTold],
	["refund.failed", refundTold],
	["charge.dispute.created", disputeTold],
	["charge.dispute.updated", disputeTold],
	["charge.dispute.closed", disputeTold],
	["charge.dispute.funds_withdrawn", disputeTold],
	["charge.dispute.funds_reinstated", disputeTold],
	["invoice.paid", invoicePaid],
	["invoice.payment_succeeded", invoicePaid],
	["invoice.payment_failed", invoiceFailed],
	["invoice_payment.paid", invoicePaymentPaid],
	["customer.subscription.created", subscriptionTold],
	["customer.subscription.updated", subscriptionTold],
	["customer.subscription.resumed", subscriptionTold],
	["customer.subscription.deleted", subscriptionEnded],
	["customer.subscription.paused", subscriptionEnded],
]);

/** What to subscribe a webhook endpoint to, and what back-fill asks for. */
export const HANDLED_TYPES: readonly string[] = [...TRANSLATE.keys()];

/**
 * Stripe's event as facts about gifts, whatever API version wrote it (a listed event keeps the version of its creation).
 * Pure; never throws. `ignored`: nothing to do with gifts, or no money moved. `unreadable`: keep it and show it to staff.
 */
export function toFacts(event: StripeEnvelope): Translation {
	const translate = TRANSLATE.get(event.type);
	if (translate === undefined) return ignored(`${event.type} says nothing about gifts`);
	const object = readObject(readObject(event.body, "data"), "object");
	if (object === null) return unreadable(`${event.type} carries no object`);
	const translation = translate(event, object);
	if (translation.kind !== "facts") return translation;
	for (const fact of translation.facts) {
		const refused = refusal(fact);
		if (refused !== null) return unreadable(`${event.type} can't be read: ${refused}`);
	}
	return translation;
}
