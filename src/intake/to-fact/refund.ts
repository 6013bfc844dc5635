import type { GiftFact, RefundStatus } from "../../domain/gift/gift-fact.ts";
import type { StripeEnvelope } from "../stripe-envelope.ts";
import { type JsonObject, readAmount, readCurrency, readId, readRaw } from "./read.ts";
import { refs } from "./refs.ts";
import { factOf, facts, type Translate, unreadable } from "./translation.ts";

/** refund.created, .updated, .failed, and charge.refund.updated of older versions. */
export const refundTold: Translate = (event, object) => {
	const fact = refundFact(event, object, null);
	return fact === null ? unreadable("the refund has no id or no amount") : facts(fact);
};

/** A refund by itself, or one in its charge's list: then what it doesn't say itself is read from the charge. */
export function refundFact(event: StripeEnvelope, refund: JsonObject, charge: JsonObject | null): GiftFact | null {
	const refundId = readId(refund, "id");
	const amount = readAmount(refund, "amount");
	if (refundId === null || amount === null) return null;
	return factOf(event, refund, {
		currency: readCurrency(refund) ?? readCurrency(charge),
		refs: refs({
			payment: readId(refund, "payment_intent") ?? readId(charge, "payment_intent"),
			charge: readId(refund, "charge") ?? readId(charge, "id"),
		}),
		happening: { type: "refund-changed", refundId, amount, status: statusOf(event.type, refund) },
	});
}

/** `requires_action` waits for the donor, and refunds before 2015 had no status: they were done when they existed. */
function statusOf(eventType: string, refund: JsonObject): RefundStatus {
	if (eventType === "refund.failed") return "failed";
	const status = readRaw(refund, "status");
	if (status === null) return "succeeded";
	return status === "succeeded" || status === "failed" || status === "canceled" ? status : "pending";
}
