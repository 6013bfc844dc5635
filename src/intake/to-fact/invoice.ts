import type { GiftFact, GiftHappening } from "../../domain/gift/gift-fact.ts";
import type { StripeEnvelope } from "../stripe-envelope.ts";
import { customerOf, giverOf } from "./giver.ts";
import { placementOf, pledgeIn } from "./placement.ts";
import { type JsonObject, readAmount, readId, readInstant, readList, readObject, readRaw } from "./read.ts";
import { termsOfInvoice } from "./recurring.ts";
import { refs } from "./refs.ts";
import { DESCRIBED, factOf, facts, ignored, type Translate, unreadable } from "./translation.ts";

/** invoice.paid and invoice.payment_succeeded. */
export const invoicePaid: Translate = (event, object) => {
	const paid = readAmount(object, "amount_paid");
	if (paid === null) return unreadable("the invoice says no amount_paid");
	if (object.paid_out_of_band === true)
		return ignored("the invoice was paid outside Stripe: enter that gift as offline money");
	const amount = paid - (readAmount(object, "amount_paid_off_stripe") ?? 0);
	const told: GiftFact[] = [];
	if (amount > 0) told.push(...tell(event, object, { type: "received", amount, evidence: "invoice" }));
	const recurring = subscriptionOf(object) === null ? null : termsOfInvoice(object);
	if (recurring !== null) told.push(promise(event, object, { type: "monthly-promised", recurring }));
	if (paid === 0 && beginsLater(object)) told.push(unpaidStart(event, object));
	return told.length === 0 ? ignored("the invoice took no money at Stripe") : facts(...told);
};

export const invoiceFailed: Translate = (event, object) => facts(...tell(event, object, { type: "failed" }));

/** `parent.subscription_details` since basil (2025-03-31), `subscription` before; the lines have known it all along. */
export function subscriptionOf(invoice: JsonObject): string | null {
	const parent = readObject(readObject(invoice, "parent"), "subscription_details");
	return (
		readId(parent, "subscription") ??
		readId(invoice, "subscription") ??
		readId(readList(invoice, "lines")[0] ?? null, "subscription")
	);
}

type Paying = { readonly payment: string | null; readonly charge: string | null };

/** `payments` since basil, where an invoice can have several; `payment_intent` and `charge` before. */
function payingOf(invoice: JsonObject): readonly Paying[] {
	const old = { payment: readId(invoice, "payment_intent"), charge: readId(invoice, "charge") };
	const listed = readList(invoice, "payments").map((one) => {
		const payment = readObject(one, "payment");
		return { payment: readId(payment, "payment_intent"), charge: readId(payment, "charge") };
	});
	return [old, ...listed].filter((one) => one.payment !== null || one.charge !== null);
}

/** What happened, naming the first payment; any further payment of the same invoice is told as a link. */
function tell(event: StripeEnvelope, invoice: JsonObject, happening: GiftHappening): GiftFact[] {
	const [first, ...further] = payingOf(invoice);
	const links = further.map((paying) =>
		factOf(event, invoice, { ...common(event, invoice, paying), happening: DESCRIBED }),
	);
	return [
		factOf(event, invoice, { ...common(event, invoice, first), giver: giverOfInvoice(invoice), happening }),
		...links,
	];
}

function promise(event: StripeEnvelope, invoice: JsonObject, happening: GiftHappening): GiftFact {
	return factOf(event, invoice, { ...common(event, invoice, payingOf(invoice)[0]), happening });
}

/** A subscription's first invoice over nothing: a trial, or a start on a later date. Its first money comes as a later month's. */
function beginsLater(invoice: JsonObject): boolean {
	return readRaw(invoice, "billing_reason") === "subscription_create" && subscriptionOf(invoice) !== null;
}

function unpaidStart(event: StripeEnvelope, invoice: JsonObject): GiftFact {
	const told = { ...common(event, invoice, undefined), refs: refs({}), beganUnpaid: true } as const;
	return factOf(event, invoice, { ...told, giver: giverOfInvoice(invoice), happening: DESCRIBED });
}

function common(event: StripeEnvelope, invoice: JsonObject, paying: Paying | undefined) {
	const subscription = subscriptionOf(invoice);
	return {
		at: paidAt(event, invoice),
		refs: refs({ invoice: readId(invoice, "id"), payment: paying?.payment, charge: paying?.charge }),
		...(subscription === null ? {} : { subscription }),
		...(readRaw(invoice, "billing_reason") === "subscription_cycle" ? { renewal: true } : {}),
		...pledgeIn(metadataOf(invoice)),
		placement: placementOf(metadataOf(invoice)),
	};
}

/** `paid_at` is the payment's own time; an event for it can come later. */
function paidAt(event: StripeEnvelope, invoice: JsonObject): number {
	const paid =
		event.type === "invoice.payment_failed" ? null : readInstant(readObject(invoice, "status_transitions"), "paid_at");
	return paid ?? event.created * 1000;
}

/** The subscription's metadata is copied to the invoice: since basil under `parent`, from 2023 beside it, and before to its lines. */
function metadataOf(invoice: JsonObject) {
	return [
		readObject(invoice, "metadata"),
		readObject(readObject(readObject(invoice, "parent"), "subscription_details"), "metadata"),
		readObject(readObject(invoice, "subscription_details"), "metadata"),
		readObject(readList(invoice, "lines")[0] ?? null, "metadata"),
	];
}

function giverOfInvoice(invoice: JsonObject) {
	return giverOf({
		metadata: metadataOf(invoice),
		details: { name: invoice.customer_name, email: invoice.customer_email },
		customer: customerOf(invoice),
	});
}
