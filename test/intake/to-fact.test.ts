import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { HANDLED_TYPES, toFacts } from "../../src/intake/to-fact.ts";
import * as stripe from "../support/stripe-events.ts";
import { EVENT_AT, eventOf, GIVEN_AT, NAMED_VERSIONS, VERSIONS, type Version } from "../support/stripe-events.ts";

const NEWEST: Version = "2026-10-28.endive";

function factsOf(type: string, object: unknown, version: Version = NEWEST): readonly GiftFact[] {
	const translation = toFacts(eventOf(type, object, version));
	if (translation.kind !== "facts") throw new Error(`${type}: ${translation.kind}: ${translation.reason}`);
	return translation.facts;
}

function factOf(type: string, object: unknown, version: Version = NEWEST): GiftFact {
	const [fact, ...further] = factsOf(type, object, version);
	if (fact === undefined || further.length > 0) throw new Error(`${type}: ${further.length + 1} facts, not one`);
	return fact;
}

const kindOf = (type: string, object: unknown) => toFacts(eventOf(type, object)).kind;

describe("money in", () => {
	test.each(VERSIONS)("a charge of %s that was taken is received once under its two names", (version) => {
		expect(factOf("charge.succeeded", stripe.charge(version), version)).toMatchObject({
			sourceId: "evt_1",
			at: GIVEN_AT * 1000,
			livemode: true,
			currency: "usd",
			refs: { charge: "ch_1", payment: "pi_1" },
			happening: { type: "received", amount: 5000, evidence: "charge" },
		});
	});

	test.each(VERSIONS)("a PaymentIntent of %s names its charge, wherever that version keeps it", (version) => {
		const fact = factOf("payment_intent.succeeded", stripe.paymentIntent(version), version);
		expect(fact.refs).toEqual({ payment: "pi_1", charge: "ch_1" });
		expect(fact.happening).toEqual({ type: "received", amount: 5000, evidence: "payment_intent" });
	});

	test("a PaymentIntent's charge may be expanded, and then tells the time and the billing name", () => {
		const object = stripe.paymentIntent(NEWEST, { latest_charge: stripe.charge(NEWEST) });
		const fact = factOf("payment_intent.succeeded", object);
		expect(fact).toMatchObject({ at: GIVEN_AT * 1000, refs: { charge: "ch_1" }, giver: { name: "Ana Pérez" } });
		expect(factOf("payment_intent.succeeded", stripe.paymentIntent(NEWEST)).at).toBe(EVENT_AT * 1000);
	});

	test("ids may be expanded objects anywhere", () => {
		const object = stripe.charge(NEWEST, {
			payment_intent: { id: "pi_9" },
			invoice: { id: "in_9" },
			customer: { id: "cus_9" },
		});
		expect(factOf("charge.succeeded", object).refs).toEqual({ charge: "ch_1", payment: "pi_9", invoice: "in_9" });
	});

	test("a charge without a PaymentIntent is named by itself", () => {
		expect(factOf("charge.succeeded", stripe.charge("2017-12-14", { payment_intent: null })).refs).toEqual({
			charge: "ch_1",
		});
	});

	test("an authorised charge is pending until it is captured, then counts what was captured", () => {
		const authorised = stripe.charge(NEWEST, { captured: false, amount_captured: 0 });
		expect(factOf("charge.succeeded", authorised).happening).toEqual({ type: "pending", amount: 5000 });
		const captured = stripe.charge(NEWEST, { amount_captured: 4000 });
		expect(factOf("charge.captured", captured).happening).toMatchObject({ type: "received", amount: 4000 });
		const partly = stripe.paymentIntent(NEWEST, { amount_received: 4000 });
		expect(factOf("payment_intent.succeeded", partly).happening).toMatchObject({ amount: 4000 });
	});

	test("a bank debit is pending, and may fail", () => {
		const debit = stripe.charge(NEWEST, { status: "pending", paid: false });
		expect(factOf("charge.pending", debit).happening).toEqual({ type: "pending", amount: 5000 });
		expect(
			factOf("payment_intent.processing", stripe.paymentIntent(NEWEST, { status: "processing" })).happening.type,
		).toBe("pending");
		for (const type of ["payment_intent.payment_failed", "payment_intent.canceled"]) {
			expect(factOf(type, stripe.paymentIntent(NEWEST, { status: "canceled" })).happening).toEqual({ type: "failed" });
		}
		expect(factOf("charge.failed", stripe.charge(NEWEST, { status: "failed" })).happening).toEqual({ type: "failed" });
	});

	test("nothing is received where no money was taken", () => {
		expect(kindOf("charge.succeeded", stripe.charge(NEWEST, { amount: 0, amount_captured: 0 }))).toBe("ignored");
		expect(kindOf("payment_intent.succeeded", stripe.paymentIntent(NEWEST, { amount: 0, amount_received: 0 }))).toBe(
			"ignored",
		);
		expect(kindOf("payment_intent.succeeded", stripe.paymentIntent(NEWEST, { status: "requires_action" }))).toBe(
			"ignored",
		);
	});

	test("a zero-decimal currency passes as Stripe sends it, in lower case", () => {
		expect(factOf("charge.succeeded", stripe.charge(NEWEST, { currency: "JPY" }))).toMatchObject({
			currency: "jpy",
			happening: { amount: 5000 },
		});
	});

	test("Stripe's own order reference links a PaymentIntent to its invoice or session; a merchant's doesn't", () => {
		const refsWith = (order_reference: unknown) =>
			factOf("payment_intent.succeeded", stripe.paymentIntent(NEWEST, { payment_details: { order_reference } })).refs;
		expect(refsWith("in_1AbC")).toMatchObject({ invoice: "in_1AbC" });
		expect(refsWith("cs_test_a1B")).toMatchObject({ session: "cs_test_a1B" });
		for (const other of ["order-17", "in_house 3", "cs_17", null, 7])
			expect(Object.keys(refsWith(other))).toHaveLength(2);
	});

	test.each(["payment_intent.succeeded", "charge.succeeded"])(
		"%s of a later instalment says that it is a renewal",
		(type) => {
			const make = type.startsWith("charge") ? stripe.charge : stripe.paymentIntent;
			expect(factOf(type, make(NEWEST, { description: "Subscription update" })).renewal).toBe(true);
			expect(factOf(type, make(NEWEST, { description: "Subscription creation" })).renewal).toBeUndefined();
		},
	);
});

describe("Checkout", () => {
	test.each(NAMED_VERSIONS)("a paid session of %s is received", (version) => {
		expect(factOf("checkout.session.completed", stripe.session(version), version)).toMatchObject({
			at: EVENT_AT * 1000,
			refs: { session: "cs_live_1", payment: "pi_1" },
			happening: { type: "received", amount: 5000, evidence: "session" },
		});
	});

	test("completed and unpaid is pending; the later events settle it", () => {
		const unpaid = stripe.session(NEWEST, { payment_status: "unpaid" });
		expect(factOf("checkout.session.completed", unpaid).happening).toEqual({ type: "pending", amount: 5000 });
		expect(factOf("checkout.session.async_payment_succeeded", stripe.session(NEWEST)).happening.type).toBe("received");
		expect(factOf("checkout.session.async_payment_failed", unpaid).happening).toEqual({ type: "failed" });
		expect(factOf("checkout.session.expired", unpaid).happening).toEqual({ type: "failed" });
	});

	test("setup mode is no gift, and a free start only describes one", () => {
		expect(kindOf("checkout.session.completed", stripe.session(NEWEST, { mode: "setup", currency: null }))).toBe(
			"ignored",
		);
		const trial = stripe.session(NEWEST, {
			payment_status: "no_payment_required",
			amount_total: 0,
			mode: "subscription",
		});
		expect(factOf("checkout.session.completed", trial).happening).toEqual({ type: "described" });
	});

	test("a monthly start names invoice and subscription, and came by a payment link", () => {
		const monthly = stripe.session(NEWEST, {
			mode: "subscription",
			payment_intent: null,
			invoice: "in_1",
			subscription: { id: "sub_1" },
			payment_link: "plink_1",
		});
		expect(factOf("checkout.session.completed", monthly)).toMatchObject({
			refs: { session: "cs_live_1", invoice: "in_1" },
			subscription: "sub_1",
			placement: { paymentLink: "plink_1" },
		});
	});
});

describe("money out", () => {
	test("charge.refunded tells the sum, and each refund where the charge carries them", () => {
		const object = stripe.charge("2020-08-27", {
			amount_refunded: 1700,
			refunds: { data: [stripe.refund("2020-08-27"), { id: "re_2", amount: 500, status: "pending" }] },
		});
		expect(
			factsOf("charge.refunded", object).map(({ refs, currency, happening }) => ({ refs, currency, happening })),
		).toEqual([
			{
				refs: { charge: "ch_1", payment: "pi_1" },
				currency: "usd",
				happening: { type: "refunded-in-all", amount: 1700 },
			},
			{
				refs: { charge: "ch_1", payment: "pi_1" },
				currency: "usd",
				happening: { type: "refund-changed", refundId: "re_1", amount: 1200, status: "succeeded" },
			},
			{
				refs: { charge: "ch_1", payment: "pi_1" },
				currency: "usd",
				happening: { type: "refund-changed", refundId: "re_2", amount: 500, status: "pending" },
			},
		]);
		expect(factOf("charge.refunded", stripe.charge(NEWEST, { amount_refunded: 5000 })).happening).toEqual({
			type: "refunded-in-all",
			amount: 5000,
		});
	});

	test.each([
		["refund.created", "succeeded", "succeeded"],
		["refund.updated", "requires_action", "pending"],
		["refund.updated", "canceled", "canceled"],
		["refund.updated", "some_new_status", "pending"],
		["refund.failed", "pending", "failed"],
		["charge.refund.updated", null, "succeeded"],
	])("%s with status %s is %s", (type, status, expected) => {
		expect(factOf(type, stripe.refund(NEWEST, { status }))).toMatchObject({
			refs: { charge: "ch_1", payment: "pi_1" },
			happening: { type: "refund-changed", refundId: "re_1", amount: 1200, status: expected },
		});
	});

	test.each([
		["created", "needs_response", "opened"],
		["created", "warning_needs_response", "inquiry"],
		["updated", "under_review", "opened"],
		["updated", "appeal_under_review", "opened"],
		["updated", "prevented", "inquiry"],
		["funds_withdrawn", "needs_response", "withdrawn"],
		["funds_reinstated", "under_review", "won"],
		["closed", "won", "won"],
		["closed", "lost", "lost"],
		["closed", "warning_closed", "inquiry"],
		["closed", "charge_refunded", "inquiry"],
	])("charge.dispute.%s with status %s is %s", (moment, status, stage) => {
		const fact = factOf(`charge.dispute.${moment}`, stripe.dispute(NEWEST, { status }));
		expect(fact.happening).toEqual({ type: "dispute-changed", disputeId: "dp_1", amount: 5000, stage });
		expect(fact.refs).toEqual({ charge: "ch_1", payment: "pi_1" });
	});

	test("a dispute without an id is named after its charge", () => {
		expect(factOf("charge.dispute.closed", stripe.dispute("2017-12-14", { id: undefined })).happening).toMatchObject({
			disputeId: "dp_of_ch_1",
		});
	});
});

describe("monthly gifts", () => {
	const terms = { amount: 5000, interval: "month", intervalCount: 1 };

	test.each(VERSIONS)("a subscription of %s is a promise, and no money", (version) => {
		expect(factOf("customer.subscription.created", stripe.subscription(version), version)).toMatchObject({
			currency: "usd",
			subscription: "sub_1",
			refs: { invoice: "in_1" },
			placement: { campaign: "radiothon-2026" },
			happening: { type: "monthly-promised", recurring: terms },
		});
	});

	test("a plan on the subscription itself tells its terms too", () => {
		const old = stripe.subscription("2017-12-14", {
			items: undefined,
			plan: stripe.plan({ interval: "year" }),
			quantity: 3,
		});
		expect(factOf("customer.subscription.updated", old).happening).toMatchObject({
			recurring: { amount: 7500, interval: "year", intervalCount: 1 },
		});
	});

	test("without one fixed price for one period it is described, not guessed", () => {
		const yearly = stripe.price({ recurring: { interval: "year", interval_count: 1 } });
		for (const items of [
			[{ price: stripe.price({ unit_amount: null }) }],
			[{ price: stripe.price() }, { price: yearly }],
		]) {
			const fact = factOf("customer.subscription.updated", stripe.subscription(NEWEST, { items: { data: items } }));
			expect(fact.happening).toEqual({ type: "described" });
		}
	});

	test("it ends when deleted or paused, or updated to an ended status", () => {
		for (const type of ["customer.subscription.deleted", "customer.subscription.paused"]) {
			expect(factOf(type, stripe.subscription(NEWEST)).happening).toEqual({ type: "monthly-ended" });
		}
		const canceled = stripe.subscription(NEWEST, { status: "canceled" });
		expect(factOf("customer.subscription.updated", canceled).happening).toEqual({ type: "monthly-ended" });
		expect(factOf("customer.subscription.resumed", stripe.subscription(NEWEST)).happening.type).toBe(
			"monthly-promised",
		);
	});

	test.each(VERSIONS)("an invoice of %s is received money and the terms it was paid for", (version) => {
		const [received, promised, ...further] = factsOf("invoice.paid", stripe.invoice(version), version);
		expect(further).toEqual([]);
		const old = version < "2025-03-31";
		const refs = old ? { invoice: "in_1", payment: "pi_1", charge: "ch_1" } : { invoice: "in_1" };
		expect(received).toMatchObject({
			at: (GIVEN_AT + 1) * 1000,
			refs,
			subscription: "sub_1",
			placement: { campaign: "radiothon-2026" },
			happening: { type: "received", amount: 5000, evidence: "invoice" },
		});
		expect(received?.renewal).toBeUndefined();
		expect(promised).toMatchObject({
			refs,
			subscription: "sub_1",
			happening: { type: "monthly-promised", recurring: terms },
		});
	});

	test("a renewal's invoice says so", () => {
		const facts = factsOf("invoice.paid", stripe.invoice(NEWEST, { billing_reason: "subscription_cycle" }));
		expect(facts.map((fact) => fact.renewal)).toEqual([true, true]);
	});

	test("a first invoice over nothing says that the gift begins with the first month that is paid", () => {
		const over = (amount_paid: number, billing_reason: string) =>
			factsOf(
				"invoice.paid",
				stripe.invoice(NEWEST, {
					billing_reason,
					amount_paid,
					lines: { data: [stripe.invoiceLine(NEWEST, { amount: 0 })] },
				}),
			);
		const [fact] = over(0, "subscription_create");
		expect(fact).toMatchObject({
			subscription: "sub_1",
			refs: {},
			beganUnpaid: true,
			happening: { type: "described" },
		});
		expect(over(5000, "subscription_create").some((one) => one.beganUnpaid)).toBe(false);
		// A later month over nothing is a credit, and no start.
		const credit = { billing_reason: "subscription_cycle", amount_paid: 0, lines: { data: [] } };
		expect(kindOf("invoice.paid", stripe.invoice(NEWEST, credit))).toBe("ignored");
	});

	test.each([
		[7, "week", 1],
		[14, "week", 2],
		[28, "month", 1],
		[31, "month", 1],
		[92, "month", 3],
		[182, "month", 6],
		[365, "year", 1],
		[366, "year", 1],
		[1, "day", 1],
		[10, "day", 10],
	])("a line over %d days without a price's interval is every %s x %d", (days, interval, intervalCount) => {
		const line = stripe.invoiceLine(NEWEST, { period: { start: GIVEN_AT, end: GIVEN_AT + days * 86_400 } });
		const facts = factsOf("invoice.paid", stripe.invoice(NEWEST, { lines: { data: [line] } }));
		expect(facts[1]?.happening).toEqual({
			type: "monthly-promised",
			recurring: { amount: 5000, interval, intervalCount },
		});
	});

	test("prorations, free trials and one-off lines are no terms", () => {
		const proration = stripe.invoiceLine("2020-08-27", { proration: true, amount: 900 });
		const oneOff = stripe.invoiceLine("2020-08-27", { type: "invoiceitem" });
		const trial = stripe.invoiceLine("2020-08-27", { amount: 0 });
		const facts = factsOf(
			"invoice.paid",
			stripe.invoice("2020-08-27", { lines: { data: [proration, oneOff, trial] } }),
		);
		expect(facts.map((fact) => fact.happening.type)).toEqual(["received"]);
	});

	test("an invoice paid in two parts names both payments", () => {
		const payments = {
			data: [stripe.invoicePayment(NEWEST), stripe.invoicePayment(NEWEST, { payment: { payment_intent: "pi_2" } })],
		};
		const facts = factsOf("invoice.paid", stripe.invoice(NEWEST, { payments }));
		expect(facts.map(({ refs, happening }) => [refs.invoice, refs.payment, happening.type])).toEqual([
			["in_1", "pi_1", "received"],
			["in_1", "pi_2", "described"],
			["in_1", "pi_1", "monthly-promised"],
		]);
	});

	test("money that did not come through Stripe is not received", () => {
		const outside = stripe.invoice("2020-08-27", { paid_out_of_band: true });
		expect(kindOf("invoice.paid", outside)).toBe("ignored");
		const byCheque = stripe.invoice(NEWEST, { amount_paid_off_stripe: 5000 });
		expect(factsOf("invoice.paid", byCheque).map((fact) => fact.happening.type)).toEqual(["monthly-promised"]);
		const record = stripe.invoicePayment(NEWEST, { payment: { type: "payment_record", payment_record: "pr_1" } });
		expect(kindOf("invoice_payment.paid", record)).toBe("ignored");
		expect(kindOf("invoice.paid", { id: "in_1", amount_paid: 0, currency: "usd" })).toBe("ignored");
	});

	test("a failed invoice failed", () => {
		const failed = stripe.invoice(NEWEST, { amount_paid: 0, status: "open" });
		expect(factOf("invoice.payment_failed", failed)).toMatchObject({
			subscription: "sub_1",
			happening: { type: "failed" },
		});
	});

	test("invoice_payment.paid links invoice and PaymentIntent, as evidence of the latter", () => {
		expect(factOf("invoice_payment.paid", stripe.invoicePayment(NEWEST))).toMatchObject({
			refs: { invoice: "in_1", payment: "pi_1" },
			happening: { type: "received", amount: 5000, evidence: "payment_intent" },
		});
		const bare = stripe.invoicePayment(NEWEST, { payment: { type: "charge", charge: "ch_7" }, amount_paid: null });
		expect(factOf("invoice_payment.paid", bare)).toMatchObject({
			refs: { invoice: "in_1", charge: "ch_7" },
			happening: { type: "described" },
		});
	});
});

describe("the giver", () => {
	const giverOf = (more: Record<string, unknown>) =>
		factOf("checkout.session.completed", stripe.session(NEWEST, more)).giver;

	test("says name, town, station and consents from our metadata", () => {
		const metadata = {
			campaign: "radiothon-2026",
			on_air_name: "  The Pérez family ",
			town: "Olathe",
			station: "kxyz",
			pronunciation: "PEH-rez",
			consent_name: "Yes",
			consent_on_air: "1",
			consent_amount: "no",
		};
		const fact = factOf("checkout.session.completed", stripe.session(NEWEST, { metadata }));
		expect(fact.placement).toEqual({ campaign: "radiothon-2026" });
		expect(fact.giver).toMatchObject({
			name: "The Pérez family",
			town: "Olathe",
			stationId: "kxyz",
			pronunciation: "PEH-rez",
			consent: { name: true, onAir: true, amount: false },
		});
		expect(fact.giver?.consent).not.toHaveProperty("social");
	});

	test("without metadata says a billing name, no consent and no town", () => {
		expect(giverOf({})).toEqual({
			name: "Ana Pérez",
			isBillingName: true,
			donorKey: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	test("a Checkout field about the on-air name is the chosen name; messages and consents are never read as one", () => {
		const field = (key: string, value: string) => ({ key, type: "text", text: { value } });
		const fields = [field("on_air_message", "Get well!"), field("consentonair", "yes"), field("onairname", "Ana P.")];
		expect(giverOf({ custom_fields: fields })).toMatchObject({ name: "Ana P.", consent: {} });
		expect(giverOf({ custom_fields: fields.slice(0, 2) })).toMatchObject({ name: "Ana Pérez" });
		expect(giverOf({ custom_fields: [field("displayName", " Ana ")] })).toMatchObject({ name: "Ana" });
	});

	test("one donor has one key in session, charge and invoice; the e-mail itself is nowhere", () => {
		const all = [
			factOf("checkout.session.completed", stripe.session(NEWEST)),
			factOf("charge.succeeded", stripe.charge(NEWEST)),
			...factsOf("invoice.paid", stripe.invoice(NEWEST)).slice(0, 1),
		];
		expect(new Set(all.map((fact) => fact.giver?.donorKey)).size).toBe(1);
		expect(JSON.stringify(all).toLowerCase()).not.toContain("ana@example.org");
	});

	test("a customer id stands in where there is no e-mail", () => {
		const key = (customer: string) =>
			factOf("customer.subscription.created", stripe.subscription(NEWEST, { customer })).giver?.donorKey;
		expect(key("cus_1")).toMatch(/^[0-9a-f]{32}$/);
		expect(key("cus_1")).not.toBe(key("cus_2"));
	});

	test("a name is cut to 200 code points, composed, and carries no control character", () => {
		const name = (on_air_name: unknown) => giverOf({ metadata: { on_air_name } })?.name;
		expect(name("A\u0000na\u202e\u0007 \ud800Pe\u0301rez\n")).toBe("Ana Pérez");
		expect(name("first\nlast")).toBe("first last");
		expect([...String(name("👨".repeat(5000)))]).toHaveLength(200);
		expect(name("\u0000\u200b ")).toBe("Ana Pérez");
		expect(name({ toString: "x" })).toBe("Ana Pérez");
	});

	test("an invoice takes the subscription's metadata from wherever its version keeps it", () => {
		const metadata = { campaign: "a-drive" };
		const none = { parent: undefined, lines: { data: [] }, subscription: "sub_1" };
		const places = [
			{ ...none, metadata },
			{ ...none, parent: { subscription_details: { metadata, subscription: "sub_1" } } },
			{ ...none, subscription_details: { metadata } },
			{ ...none, lines: { data: [{ metadata }] } },
		];
		for (const place of places) {
			expect(factsOf("invoice.paid", stripe.invoice("2022-11-15", place))[0]?.placement).toEqual(metadata);
		}
	});
});

describe("what is no gift", () => {
	test.each(["payout.paid", "customer.created", "charge.updated", "constructor", "__proto__"])(
		"%s is ignored",
		(type) => {
			expect(kindOf(type, { id: "x_1" })).toBe("ignored");
		},
	);

	test.each(HANDLED_TYPES)("%s in a shape nobody knows is shown, not thrown", (type) => {
		expect(kindOf(type, undefined)).toBe("unreadable");
		expect(["unreadable", "ignored"]).toContain(kindOf(type, {}));
	});

	test("money without a currency is unreadable", () => {
		expect(kindOf("charge.succeeded", stripe.charge(NEWEST, { currency: null }))).toBe("unreadable");
	});

	test.each([-1, 1.5, 1e300, "5000", null, Number.NaN])("an amount of %p is no amount", (amount) => {
		expect(kindOf("charge.succeeded", stripe.charge(NEWEST, { amount, amount_captured: amount }))).toBe("unreadable");
	});
});

describe("arbitrary JSON", () => {
	const type = fc.constantFrom(...HANDLED_TYPES);

	test("never throws, whatever it is", () => {
		fc.assert(
			fc.property(type, fc.jsonValue({ maxDepth: 4 }), (name, object) => {
				expect(["facts", "ignored", "unreadable"]).toContain(kindOf(name, object));
			}),
			{ numRuns: 700 },
		);
	});

	test("in the place of any field never throws, and every fact that comes out is one the database takes", () => {
		const shapes = [
			stripe.charge,
			stripe.paymentIntent,
			stripe.session,
			stripe.refund,
			stripe.dispute,
			stripe.subscription,
			stripe.invoice,
			stripe.invoicePayment,
		];
		const shape = fc
			.tuple(fc.constantFrom(...shapes), fc.constantFrom(...VERSIONS))
			.map(([make, version]) => make(version));
		const garbage = fc.oneof(
			fc.jsonValue({ maxDepth: 2 }),
			fc.constantFrom("\u0000", "evt_\u0000", "\ud800", 1e308, -0, { id: 7 }, { data: {} }, { data: [null] }),
			fc.string({ unit: "binary" }),
		);
		fc.assert(
			fc.property(type, shape, fc.nat(), fc.nat(), garbage, (name, object, at, inner, value) => {
				const keys = Object.keys(object);
				const key = keys[at % keys.length] ?? "id";
				const field = object[key];
				const nested = typeof field === "object" && field !== null && inner % 2 === 0;
				const innerKeys = nested ? Object.keys(field) : [];
				const changed = nested ? { ...field, [innerKeys[inner % (innerKeys.length || 1)] ?? "name"]: value } : value;
				const translation = toFacts(eventOf(name, { ...object, [key]: changed }));
				const json = JSON.stringify(translation);
				expect(json).not.toContain("\\u0000");
				expect(json).not.toMatch(/\\ud[89a-f]/);
			}),
			{ numRuns: 1000 },
		);
	});
});
