import type { GiftFact, GiftHappening } from "../../domain/gift/gift-fact.ts";
import { customerOf, giverOf } from "./giver.ts";
import { placementOf, pledgeIn } from "./placement.ts";
import { type JsonObject, readAmount, readId, readInstant, readObject, readRaw } from "./read.ts";
import { instalmentOf, latestCharge, orderReference, refs } from "./refs.ts";
import { factOf, facts, ignored, type Translate, unreadable } from "./translation.ts";

/** payment_intent.succeeded. `amount_received` is what was taken: less than `amount` after a partial capture. */
export const paymentIntentSucceeded: Translate = (event, object) => {
	if (readRaw(object, "status") !== "succeeded")
		return ignored("the PaymentIntent has not succeeded: no money was taken");
	const amount = readAmount(object, "amount_received") ?? readAmount(object, "amount");
	if (amount === null) return unreadable("the PaymentIntent says no amount");
	if (amount === 0) return ignored("the PaymentIntent took no money");
	return tell(event, object, { type: "received", amount, evidence: "payment_intent" });
};

/** payment_intent.processing: a bank debit is under way; it takes days and can still fail. */
export const paymentIntentProcessing: Translate = (event, object) => {
	const amount = readAmount(object, "amount");
	return amount === null
		? unreadable("the PaymentIntent says no amount")
		: tell(event, object, { type: "pending", amount });
};

/** payment_intent.payment_failed and .canceled. */
export const paymentIntentFailed: Translate = (event, object) => tell(event, object, { type: "failed" });

function tell(event: Parameters<Translate>[0], object: JsonObject, happening: GiftHappening) {
	const charge = latestCharge(object);
	const order = orderReference(object);
	const metadata = [readObject(object, "metadata")];
	const told: GiftFact = factOf(event, object, {
		at: happenedAt(event.created, happening, charge.expanded),
		refs: refs({
			payment: readId(object, "id"),
			charge: charge.id,
			invoice: readId(object, "invoice") ?? order.invoice,
			session: order.session,
		}),
		...instalmentOf(object),
		...pledgeIn(metadata),
		placement: placementOf(metadata),
		giver: giverOf({
			metadata,
			details: readObject(charge.expanded, "billing_details"),
			email: readRaw(object, "receipt_email"),
			customer: customerOf(object),
		}),
		happening,
	});
	return facts(told);
}

/**
 * A PaymentIntent's own `created` is when the giving page was opened, so the event's time is nearer the gift. Where the
 * charge is at hand its time is better still: a bank debit is given then, and only clears days later.
 */
function happenedAt(eventCreated: number, happening: GiftHappening, charge: JsonObject | null): number {
	const charged = happening.type === "received" ? readInstant(charge, "created") : null;
	return charged ?? eventCreated * 1000;
}
