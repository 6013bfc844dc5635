import type { StripeEnvelope } from "../../src/intake/stripe-envelope.ts";

/** Events in the shapes of different API versions, written by hand from Stripe's changelog. */

export const NAMED_VERSIONS = [
	"2024-09-30.acacia",
	"2025-03-31.basil",
	"2025-09-30.clover",
	"2026-03-25.dahlia",
	"2026-10-28.endive",
] as const;
export const OLD_VERSIONS = ["2017-12-14", "2020-08-27", "2022-11-15"] as const;
export const VERSIONS = [...OLD_VERSIONS, ...NAMED_VERSIONS] as const;
export type Version = (typeof VERSIONS)[number];

type Fields = Record<string, unknown>;

/** 2026-11-20 18:00:00 UTC. */
export const GIVEN_AT = 1_795_197_600;
export const EVENT_AT = GIVEN_AT + 2;

const BASIL = "2025-03-31";
const LATEST_CHARGE = "2022-11-15";

export function eventOf(type: string, object: unknown, version: Version | null = "2026-10-28.endive"): StripeEnvelope {
	const body = {
		id: "evt_1",
		object: "event",
		api_version: version,
		created: EVENT_AT,
		livemode: true,
		type,
		data: { object },
	};
	return { id: "evt_1", type, api_version: version, created: EVENT_AT, livemode: true, object: "event", body };
}

export function charge(version: Version, more: Fields = {}): Fields {
	return {
		id: "ch_1",
		object: "charge",
		amount: 5000,
		amount_captured: 5000,
		amount_refunded: 0,
		billing_details: {
			address: { city: "Olathe", line1: "1 Main St" },
			email: " Ana@Example.org ",
			name: "Ana Pérez",
			phone: null,
		},
		captured: true,
		created: GIVEN_AT,
		currency: "usd",
		customer: "cus_1",
		description: null,
		...(version < BASIL ? { invoice: null } : {}),
		...(version < LATEST_CHARGE ? { refunds: { object: "list", data: [], has_more: false } } : {}),
		livemode: true,
		metadata: {},
		paid: true,
		payment_intent: "pi_1",
		refunded: false,
		status: "succeeded",
		...more,
	};
}

export function paymentIntent(version: Version, more: Fields = {}): Fields {
	return {
		id: "pi_1",
		object: "payment_intent",
		amount: 5000,
		amount_received: 5000,
		created: GIVEN_AT - 600,
		currency: "usd",
		customer: null,
		livemode: true,
		metadata: {},
		...(version < BASIL ? { invoice: null } : { payment_details: { customer_reference: null, order_reference: null } }),
		...(version < LATEST_CHARGE
			? { charges: { object: "list", data: [charge(version)], has_more: false } }
			: { latest_charge: "ch_1" }),
		status: "succeeded",
		...more,
	};
}

export function session(_version: Version, more: Fields = {}): Fields {
	return {
		id: "cs_live_1",
		object: "checkout.session",
		amount_total: 5000,
		created: GIVEN_AT - 900,
		currency: "usd",
		customer: null,
		custom_fields: [],
		customer_details: { email: "ana@example.org", name: "Ana Pérez", address: { city: "Olathe" } },
		livemode: true,
		metadata: {},
		mode: "payment",
		payment_intent: "pi_1",
		payment_link: null,
		payment_status: "paid",
		status: "complete",
		subscription: null,
		...more,
	};
}

export function refund(_version: Version, more: Fields = {}): Fields {
	return {
		id: "re_1",
		object: "refund",
		amount: 1200,
		charge: "ch_1",
		created: GIVEN_AT,
		currency: "usd",
		metadata: {},
		payment_intent: "pi_1",
		status: "succeeded",
		...more,
	};
}

export function dispute(_version: Version, more: Fields = {}): Fields {
	return {
		id: "dp_1",
		object: "dispute",
		amount: 5000,
		charge: "ch_1",
		created: GIVEN_AT,
		currency: "usd",
		payment_intent: "pi_1",
		status: "needs_response",
		...more,
	};
}

export function price(more: Fields = {}): Fields {
	return {
		id: "price_1",
		object: "price",
		currency: "usd",
		recurring: { interval: "month", interval_count: 1 },
		unit_amount: 2500,
		unit_amount_decimal: "2500",
		...more,
	};
}

export function plan(more: Fields = {}): Fields {
	return { id: "plan_1", object: "plan", amount: 2500, currency: "usd", interval: "month", interval_count: 1, ...more };
}

export function subscription(version: Version, more: Fields = {}): Fields {
	const item = version < "2020" ? { plan: plan(), quantity: 2 } : { price: price(), quantity: 2 };
	return {
		id: "sub_1",
		object: "subscription",
		...(version < "2022" ? {} : { currency: "usd" }),
		customer: "cus_1",
		items: { object: "list", data: [{ id: "si_1", object: "subscription_item", ...item }] },
		latest_invoice: "in_1",
		livemode: true,
		metadata: { campaign: "radiothon-2026" },
		status: "active",
		...more,
	};
}

/** 25.00 twice a month: the subscription above, as its invoice tells it. */
export function invoiceLine(version: Version, more: Fields = {}): Fields {
	const line = {
		id: "il_1",
		object: "line_item",
		amount: 5000,
		currency: "usd",
		metadata: { campaign: "radiothon-2026" },
		period: { start: GIVEN_AT, end: GIVEN_AT + 30 * 86_400 },
		quantity: 2,
	};
	if (version >= BASIL) {
		return {
			...line,
			parent: {
				invoice_item_details: null,
				subscription_item_details: { proration: false, subscription: "sub_1", subscription_item: "si_1" },
				type: "subscription_item_details",
			},
			pricing: {
				price_details: { price: "price_1", product: "prod_1" },
				type: "price_details",
				unit_amount_decimal: "2500",
			},
			...more,
		};
	}
	const priced = version < "2020" ? { plan: plan() } : { price: price() };
	return { ...line, ...priced, proration: false, subscription: "sub_1", type: "subscription", ...more };
}

export function invoice(version: Version, more: Fields = {}): Fields {
	const metadata = { campaign: "radiothon-2026" };
	return {
		id: "in_1",
		object: "invoice",
		amount_due: 5000,
		amount_paid: 5000,
		billing_reason: "subscription_create",
		created: GIVEN_AT,
		currency: "usd",
		customer: "cus_1",
		customer_email: "ana@example.org",
		customer_name: "Ana Pérez",
		lines: { object: "list", data: [invoiceLine(version)] },
		livemode: true,
		metadata: {},
		status: "paid",
		status_transitions: { paid_at: GIVEN_AT + 1 },
		...(version >= BASIL
			? { parent: { subscription_details: { metadata, subscription: "sub_1" }, type: "subscription_details" } }
			: { subscription: "sub_1", payment_intent: "pi_1", charge: "ch_1", paid: true, paid_out_of_band: false }),
		...more,
	};
}

export function invoicePayment(_version: Version, more: Fields = {}): Fields {
	return {
		id: "inpay_1",
		object: "invoice_payment",
		amount_paid: 5000,
		amount_requested: 5000,
		created: GIVEN_AT,
		currency: "usd",
		invoice: "in_1",
		livemode: true,
		payment: { payment_intent: "pi_1", type: "payment_intent" },
		status: "paid",
		status_transitions: { paid_at: GIVEN_AT + 1 },
		...more,
	};
}
