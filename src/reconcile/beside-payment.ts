import type { StripeReader } from "../intake/stripe-reader.ts";
import { subscriptionOf } from "../intake/to-fact/invoice.ts";
import { isObject, type JsonObject, readId, readObject, readRaw } from "../intake/to-fact/read.ts";
import { orderReference } from "../intake/to-fact/refs.ts";
import { patiently } from "./every-page.ts";

/** One of Stripe's objects as the event that would have told of it; `at` in seconds. */
export type Told = { readonly type: string; readonly object: JsonObject; readonly at: unknown };

/**
 * What Stripe keeps beside a payment and the payment itself doesn't say: the invoice that makes it part of a monthly gift, and the giving
 * page, which knows the donor's answers and the link they came by. @throws StripeUnreadable
 */
export async function besidePayment(stripe: StripeReader, payment: JsonObject): Promise<readonly Told[]> {
	const id = readId(payment, "id");
	if (id === null || !id.startsWith("pi_")) return [];
	const at = readObject(payment, "latest_charge")?.created ?? payment.created;
	const paid = { "payment[type]": "payment_intent", "payment[payment_intent]": id };
	const [link, ownPage] = await Promise.all([
		newest(stripe, "invoice_payments", paid),
		newest(stripe, "checkout/sessions", { payment_intent: id }),
	]);
	const invoice = await invoiceOf(stripe, link, payment);
	const subscription = invoice === null ? null : subscriptionOf(invoice);
	// A monthly gift's page names its subscription and no payment.
	const session = subscription === null ? ownPage : await newest(stripe, "checkout/sessions", { subscription });
	const told: Told[] = [];
	if (invoice !== null) told.push({ type: "invoice.paid", object: invoice, at });
	if (link !== null) told.push({ type: "invoice_payment.paid", object: link, at });
	// The page is where a monthly gift began: it says nothing of the later payments, and their time is not its own.
	const isLater = invoice !== null && readRaw(invoice, "billing_reason") === "subscription_cycle";
	if (session !== null && !isLater) told.push({ type: "checkout.session.completed", object: session, at });
	return told;
}

/** Since basil (2025-03-31) only the list of invoice payments surely knows; before, the PaymentIntent did. */
async function invoiceOf(
	stripe: StripeReader,
	link: JsonObject | null,
	payment: JsonObject,
): Promise<JsonObject | null> {
	const id = readId(link, "invoice") ?? readId(payment, "invoice") ?? orderReference(payment).invoice;
	if (id === null) return null;
	const invoice = await patiently(() => stripe.object(`/v1/invoices/${encodeURIComponent(id)}`));
	return isObject(invoice) ? invoice : null;
}

async function newest(stripe: StripeReader, list: string, asked: Record<string, string>): Promise<JsonObject | null> {
	const search = new URLSearchParams({ ...asked, limit: "1" });
	const [found] = (await patiently(() => stripe.list(list, search))).events;
	return isObject(found) ? found : null;
}
