import type { SandboxGift } from "./stripe-gift.ts";
import { customerId, type StripeObject, seconds, stripeId, subscriptionMetadata } from "./stripe-ids.ts";

/** A monthly gift's objects: subscription, invoice, and the invoice's link to the PaymentIntent that paid it. */

const MONTH_SECONDS = 30 * 86_400;

function priceObject(gift: SandboxGift): StripeObject {
	return {
		id: stripeId("price", gift),
		object: "price",
		active: true,
		billing_scheme: "per_unit",
		created: seconds(gift),
		currency: gift.currency,
		custom_unit_amount: null,
		livemode: gift.livemode,
		lookup_key: null,
		metadata: {},
		nickname: null,
		product: "prod_monthly_gift",
		recurring: { interval: "month", interval_count: 1, meter: null, trial_period_days: null, usage_type: "licensed" },
		tax_behavior: "unspecified",
		tiers_mode: null,
		transform_quantity: null,
		type: "recurring",
		unit_amount: gift.amount,
		unit_amount_decimal: String(gift.amount),
	};
}

export function subscriptionObject(gift: SandboxGift, status: string): StripeObject {
	const start = seconds(gift);
	return {
		id: stripeId("sub", gift),
		object: "subscription",
		application: null,
		automatic_tax: { disabled_reason: null, enabled: false, liability: null },
		billing_cycle_anchor: start,
		billing_mode: { type: "flexible", flexible: { proration_discounts: "included" } },
		cancel_at: null,
		cancel_at_period_end: false,
		canceled_at: status === "canceled" ? start : null,
		cancellation_details: { comment: null, feedback: null, reason: null },
		collection_method: "charge_automatically",
		created: start,
		currency: gift.currency,
		customer: customerId(gift),
		days_until_due: null,
		default_payment_method: stripeId("pm", gift),
		description: null,
		discounts: [],
		ended_at: status === "canceled" ? start : null,
		invoice_settings: { account_tax_ids: null, issuer: { type: "self" } },
		items: {
			object: "list",
			data: [
				{
					id: stripeId("si", gift),
					object: "subscription_item",
					created: start,
					current_period_end: start + MONTH_SECONDS,
					current_period_start: start,
					discounts: [],
					metadata: {},
					price: priceObject(gift),
					quantity: 1,
					subscription: stripeId("sub", gift),
					tax_rates: [],
				},
			],
			has_more: false,
			url: `/v1/subscription_items?subscription=${stripeId("sub", gift)}`,
		},
		latest_invoice: stripeId("in", gift),
		livemode: gift.livemode,
		metadata: subscriptionMetadata(gift),
		pause_collection: null,
		start_date: start,
		status,
		test_clock: null,
		trial_end: null,
		trial_start: null,
	};
}

/** Since basil an invoice names its subscription under `parent`, and no PaymentIntent at all. */
export function invoiceObject(gift: SandboxGift, instalment: number): StripeObject {
	const start = seconds(gift) + instalment * MONTH_SECONDS;
	return {
		id: stripeId("in", gift, instalment),
		object: "invoice",
		account_country: "US",
		account_name: "Children's Hospital Foundation",
		amount_due: gift.amount,
		amount_overpaid: 0,
		amount_paid: gift.amount,
		amount_remaining: 0,
		amount_shipping: 0,
		attempt_count: 1,
		attempted: true,
		auto_advance: false,
		billing_reason: instalment === 0 ? "subscription_create" : "subscription_cycle",
		collection_method: "charge_automatically",
		created: start,
		currency: gift.currency,
		customer: customerId(gift),
		customer_email: gift.email ?? null,
		customer_name: gift.name ?? null,
		discounts: [],
		effective_at: start,
		lines: {
			object: "list",
			data: [invoiceLine(gift, start, instalment)],
			has_more: false,
			total_count: 1,
			url: `/v1/invoices/${stripeId("in", gift, instalment)}/lines`,
		},
		livemode: gift.livemode,
		metadata: {},
		number: `CR-${gift.id}-${instalment + 1}`,
		parent: {
			quote_details: null,
			subscription_details: { metadata: subscriptionMetadata(gift), subscription: stripeId("sub", gift) },
			type: "subscription_details",
		},
		period_end: start,
		period_start: start,
		status: "paid",
		status_transitions: { finalized_at: start, marked_uncollectible_at: null, paid_at: start, voided_at: null },
		subtotal: gift.amount,
		total: gift.amount,
		total_taxes: [],
		webhooks_delivered_at: start,
	};
}

function invoiceLine(gift: SandboxGift, start: number, instalment: number): StripeObject {
	return {
		id: stripeId("il", gift, instalment),
		object: "line_item",
		amount: gift.amount,
		currency: gift.currency,
		description: "1 × Monthly gift",
		discount_amounts: [],
		discountable: true,
		invoice: stripeId("in", gift, instalment),
		livemode: gift.livemode,
		metadata: subscriptionMetadata(gift),
		parent: {
			invoice_item_details: null,
			subscription_item_details: {
				invoice_item: null,
				proration: false,
				proration_details: { credited_items: null },
				subscription: stripeId("sub", gift),
				subscription_item: stripeId("si", gift),
			},
			type: "subscription_item_details",
		},
		period: { end: start + MONTH_SECONDS, start },
		pricing: {
			price_details: { price: stripeId("price", gift), product: "prod_monthly_gift" },
			type: "price_details",
			unit_amount_decimal: String(gift.amount),
		},
		quantity: 1,
		subtotal: gift.amount,
		taxes: [],
	};
}

export function invoicePaymentObject(gift: SandboxGift, instalment: number): StripeObject {
	const paidAt = seconds(gift) + instalment * MONTH_SECONDS;
	return {
		id: stripeId("inpay", gift, instalment),
		object: "invoice_payment",
		amount_paid: gift.amount,
		amount_requested: gift.amount,
		created: paidAt,
		currency: gift.currency,
		invoice: stripeId("in", gift, instalment),
		is_default: true,
		livemode: gift.livemode,
		payment: { payment_intent: stripeId("pi", gift, instalment), type: "payment_intent" },
		status: "paid",
		status_transitions: { canceled_at: null, paid_at: paidAt },
	};
}
