import type { GiftFact, GiftHappening } from "../../domain/gift/gift-fact.ts";
import type { StripeEnvelope } from "../stripe-envelope.ts";
import { customerOf, giverOf } from "./giver.ts";
import { placementOf, pledgeIn } from "./placement.ts";
import { type JsonObject, readAmount, readId, readInstant, readList, readObject, readRaw } from "./read.ts";
import { instalmentOf, refs } from "./refs.ts";
import { refundFact } from "./refund.ts";
import { factOf, facts, ignored, type Translate, unreadable } from "./translation.ts";

/** charge.succeeded, .captured, .pending: received only once the money was really taken. */
export const chargeTold: Translate = (event, object) => {
	const status = readRaw(object, "status");
	if (status === "failed") return tell(event, object, { type: "failed" });
	const amount = readAmount(object, "amount");
	if (amount === null) return unreadable("the charge says no amount");
	if (!isTaken(object, status)) return tell(event, object, { type: "pending", amount });
	const taken = readAmount(object, "amount_captured") ?? amount;
	if (taken === 0) return ignored("the charge took no money");
	return tell(event, object, { type: "received", amount: taken, evidence: "charge" });
};

export const chargeFailed: Translate = (event, object) => tell(event, object, { type: "failed" });

/**
 * charge.refunded tells the sum of all refunds. Before 2022-11-15 it also carries each of them; since then they come as
 * refund.created / .updated / .failed, and the sum is the backstop where an endpoint hears only this event.
 */
export const chargeRefunded: Translate = (event, object) => {
	const amount = readAmount(object, "amount_refunded");
	if (amount === null) return unreadable("the charge says no amount_refunded");
	const inAll = factOf(event, object, { refs: chargeRefs(object), happening: { type: "refunded-in-all", amount } });
	const single = readList(object, "refunds").flatMap((refund) => refundFact(event, refund, object) ?? []);
	return facts(inAll, ...single);
};

/** Before 2019 `captured` and `status` were there already; `status` was "paid" until 2014-12-17. */
function isTaken(object: JsonObject, status: string | null): boolean {
	return object.paid === true && object.captured === true && (status === "succeeded" || status === "paid");
}

export function chargeRefs(charge: JsonObject) {
	return refs({
		payment: readId(charge, "payment_intent"),
		charge: readId(charge, "id"),
		invoice: readId(charge, "invoice"),
	});
}

function tell(event: StripeEnvelope, object: JsonObject, happening: GiftHappening) {
	const metadata = [readObject(object, "metadata")];
	// The charge's own time: when the donor gave. A bank debit's event comes days later, when it clears.
	const at = happening.type === "received" ? readInstant(object, "created") : null;
	const told: GiftFact = factOf(event, object, {
		at: at ?? event.created * 1000,
		refs: chargeRefs(object),
		...instalmentOf(object),
		...pledgeIn(metadata),
		placement: placementOf(metadata),
		giver: giverOf({
			metadata,
			details: readObject(object, "billing_details"),
			email: readRaw(object, "receipt_email"),
			customer: customerOf(object),
		}),
		happening,
	});
	return facts(told);
}
