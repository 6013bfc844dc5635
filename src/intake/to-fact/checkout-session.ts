import type { GiftHappening } from "../../domain/gift/gift-fact.ts";
import { customerOf, customFieldsOf, giverOf } from "./giver.ts";
import { placementOf, pledgeIn } from "./placement.ts";
import { type JsonObject, readAmount, readId, readObject, readRaw } from "./read.ts";
import { latestCharge, refs } from "./refs.ts";
import { DESCRIBED, factOf, facts, ignored, type Translate } from "./translation.ts";

/** checkout.session.completed, .async_payment_succeeded: the one event that knows the donor's answers. */
export const sessionCompleted: Translate = (event, object) => tell(event, object, whatWasPaid(object));

/** checkout.session.async_payment_failed and .expired. */
export const sessionFailed: Translate = (event, object) => tell(event, object, { type: "failed" });

/** "completed" only says that the form was: a bank debit is still `unpaid`, and a free or trial start takes nothing. */
function whatWasPaid(session: JsonObject): GiftHappening {
	const amount = readAmount(session, "amount_total") ?? 0;
	if (amount === 0) return DESCRIBED;
	const status = readRaw(session, "payment_status");
	if (status === "paid") return { type: "received", amount, evidence: "session" };
	return status === "unpaid" ? { type: "pending", amount } : DESCRIBED;
}

/** `at` is the event's: a session's own `created` is when the page was opened, up to a day before. */
function tell(event: Parameters<Translate>[0], object: JsonObject, happening: GiftHappening) {
	if (readRaw(object, "mode") === "setup") return ignored("the Checkout Session only saved a card");
	const paymentIntent = readObject(object, "payment_intent");
	const metadata = [readObject(object, "metadata")];
	const subscription = readId(object, "subscription");
	return facts(
		factOf(event, object, {
			refs: refs({
				session: readId(object, "id"),
				payment: readId(object, "payment_intent"),
				charge: paymentIntent === null ? null : latestCharge(paymentIntent).id,
				invoice: readId(object, "invoice"),
			}),
			...(subscription === null ? {} : { subscription }),
			...pledgeIn(metadata),
			placement: placementOf(metadata, object),
			giver: giverOf({
				metadata,
				details: readObject(object, "customer_details"),
				email: readRaw(object, "customer_email"),
				customer: customerOf(object),
				customFields: customFieldsOf(object),
				reference: readRaw(object, "client_reference_id"),
			}),
			happening,
		}),
	);
}
