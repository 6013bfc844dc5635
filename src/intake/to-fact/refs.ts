import type { PaymentRefs } from "../../domain/gift/gift-fact.ts";
import { type JsonObject, readId, readList, readObject } from "./read.ts";

type Names = { readonly [Name in keyof PaymentRefs]: string | null | undefined };

/** The refs that are known; unknown ones leave no key behind. */
export function refs(names: Names): PaymentRefs {
	const known: { -readonly [Name in keyof PaymentRefs]: string } = {};
	if (names.payment) known.payment = names.payment;
	if (names.charge) known.charge = names.charge;
	if (names.session) known.session = names.session;
	if (names.invoice) known.invoice = names.invoice;
	return known;
}

/** `latest_charge` since 2022-11-15, before that the list's newest (first) charge. */
export function latestCharge(paymentIntent: JsonObject): { id: string | null; expanded: JsonObject | null } {
	const expanded = readObject(paymentIntent, "latest_charge") ?? readList(paymentIntent, "charges")[0] ?? null;
	return { id: readId(paymentIntent, "latest_charge") ?? readId({ expanded }, "expanded"), expanded };
}

/**
 * Since basil (2025-03-31) a PaymentIntent no longer says which invoice it pays. Stripe still writes the invoice's id, or the
 * Checkout Session's, into `payment_details.order_reference` (seen in recorded responses of 2025-09-30.clover and later, not
 * promised by the documents). Where it is there, the two meet at once, and not only when `invoice_payment.paid` comes.
 * A merchant's own reference can't start like this and be an invoice of somebody else's account.
 */
export function orderReference(paymentIntent: JsonObject): { invoice: string | null; session: string | null } {
	const reference = readId(readObject(paymentIntent, "payment_details"), "order_reference");
	return {
		invoice: reference !== null && /^in_[A-Za-z0-9_]+$/.test(reference) ? reference : null,
		session: reference !== null && /^cs_(test|live)_[A-Za-z0-9_]+$/.test(reference) ? reference : null,
	};
}

/** What Stripe itself writes into the description of a payment that a subscription's invoice made: the first one's, or a later one's. */
export function instalmentOf(payment: JsonObject): { instalment?: true; renewal?: true } {
	if (payment.description === "Subscription update") return { instalment: true, renewal: true };
	return payment.description === "Subscription creation" ? { instalment: true } : {};
}
