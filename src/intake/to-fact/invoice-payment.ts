import type { PaidEvidence } from "../../domain/gift/gift-fact.ts";
import { readAmount, readId, readInstant, readObject } from "./read.ts";
import { refs } from "./refs.ts";
import { DESCRIBED, factOf, facts, ignored, type Translate } from "./translation.ts";

/**
 * invoice_payment.paid (basil and later): the one event that surely says which PaymentIntent paid which invoice.
 *
 * Its money is told as evidence of the PaymentIntent (or the bare charge), not of the invoice: an invoice paid in two parts has
 * two of these, which then add up under two PaymentIntents, and equal the invoice's own `amount_paid`. With
 * `payment_intent.succeeded` it shares kind and ref, so the larger of the two stands, once. Told as evidence of the invoice,
 * both parts would share the invoice's ref and only the larger would stand where invoice.paid isn't heard.
 */
export const invoicePaymentPaid: Translate = (event, object) => {
	const paying = readObject(object, "payment");
	const payment = readId(paying, "payment_intent");
	const charge = readId(paying, "charge");
	if (payment === null && charge === null)
		return ignored("the invoice was paid outside Stripe: enter that gift as offline money");
	const amount = readAmount(object, "amount_paid") ?? 0;
	const evidence: PaidEvidence = payment === null ? "charge" : "payment_intent";
	return facts(
		factOf(event, object, {
			at: readInstant(readObject(object, "status_transitions"), "paid_at") ?? event.created * 1000,
			refs: refs({ invoice: readId(object, "invoice"), payment, charge }),
			happening: amount > 0 ? { type: "received", amount, evidence } : DESCRIBED,
		}),
	);
};
