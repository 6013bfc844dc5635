import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Stripe from "stripe";
import { openStripeReader } from "../../src/intake/stripe-reader.ts";
import { toFacts } from "../../src/intake/to-fact.ts";
import { verifyDelivery } from "../../src/intake/verify.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import { deliverUntilAcknowledged, signedDelivery } from "../../src/sandbox/stripe-delivery.ts";
import { chargeSucceeded, giftEvents } from "../../src/sandbox/stripe-events.ts";
import { until } from "../support/until.ts";

const SECRET = "whsec_sandbox";
const ANSWERS = { campaign: "radiothon-2026", on_air_name: "Ana", consent_name: "yes", station: "kxyz" };

/** An endpoint of ours: verifies like intake does, and answers what it is told to. */
async function startEndpoint() {
	const received: { type: string; facts: readonly string[] }[] = [];
	const answers: number[] = [];
	const server: Server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on("data", (chunk) => chunks.push(chunk));
		req.on("end", () => {
			const status = answers.shift() ?? 200;
			const header = String(req.headers["stripe-signature"]);
			const delivery = { rawBody: Buffer.concat(chunks), signatureHeader: header, secrets: [SECRET], now: Date.now() };
			const verified = verifyDelivery(delivery);
			if (verified.kind === "event" && status === 200) {
				const told = toFacts(verified.event);
				const facts = told.kind === "facts" ? told.facts.map((fact) => fact.happening.type) : [told.reason];
				received.push({ type: verified.event.type, facts });
			}
			res.writeHead(verified.kind === "event" ? status : 400).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`;
	return { url, received, answers, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let sandbox: StripeSandbox;
let stripe: Stripe;

beforeEach(async () => {
	endpoint = await startEndpoint();
	sandbox = await startStripeSandbox({ secret: SECRET, webhookUrl: endpoint.url, retryMs: 10 });
	const { hostname, port } = new URL(sandbox.url);
	stripe = new Stripe("sk_test_sandbox", { host: hostname, port, protocol: "http", telemetry: false });
});
afterEach(async () => {
	await sandbox.close();
	await endpoint.close();
});

function session(monthly: boolean) {
	return stripe.checkout.sessions.create({
		mode: monthly ? "subscription" : "payment",
		success_url: "https://give.example.org/thanks?session={CHECKOUT_SESSION_ID}",
		cancel_url: "https://give.example.org/c/radiothon",
		line_items: [
			{
				quantity: 1,
				price_data: {
					currency: "usd",
					unit_amount: 2500,
					product_data: { name: "Gift" },
					...(monthly ? { recurring: { interval: "month" as const } } : {}),
				},
			},
		],
		metadata: ANSWERS,
		...(monthly ? { subscription_data: { metadata: ANSWERS } } : { payment_intent_data: { metadata: ANSWERS } }),
	});
}

async function give(url: string | null): Promise<Response> {
	return fetch(String(url), {
		method: "POST",
		redirect: "manual",
		body: new URLSearchParams({ name: "Ana <Pérez>", email: "ana@example.org" }),
	});
}

describe("the sandbox Stripe, spoken to by the real SDK", () => {
	test("a single gift: session, page, give, signed events, back to the giving page", async () => {
		const created = await session(false);
		expect(created).toMatchObject({
			object: "checkout.session",
			status: "open",
			payment_status: "unpaid",
			amount_total: 2500,
		});
		const page = await (await fetch(String(created.url))).text();
		expect(page).toContain("Give $25");
		const answer = await give(created.url);
		expect(answer.status).toBe(303);
		expect(answer.headers.get("location")).toBe(`https://give.example.org/thanks?session=${created.id}`);
		await sandbox.delivered();
		expect(endpoint.received.toSorted((a, b) => a.type.localeCompare(b.type))).toEqual([
			{ type: "charge.succeeded", facts: ["received"] },
			{ type: "checkout.session.completed", facts: ["received"] },
			{ type: "payment_intent.succeeded", facts: ["received"] },
		]);
		const paid = await stripe.checkout.sessions.retrieve(created.id);
		expect(paid).toMatchObject({ status: "complete", payment_status: "paid", metadata: ANSWERS });
		const payment = await stripe.paymentIntents.retrieve(String(paid.payment_intent));
		expect(payment).toMatchObject({ status: "succeeded", amount_received: 2500, metadata: ANSWERS });
		const charge = await stripe.charges.retrieve(String(payment.latest_charge));
		expect(charge).toMatchObject({ paid: true, payment_intent: payment.id, billing_details: { name: "Ana <Pérez>" } });
	});

	test("a monthly gift tells its subscription, invoice and the link between invoice and payment", async () => {
		await give((await session(true)).url);
		await sandbox.delivered();
		expect(endpoint.received.map(({ type }) => type).toSorted()).toEqual([
			"charge.succeeded",
			"checkout.session.completed",
			"customer.subscription.created",
			"invoice.paid",
			"invoice_payment.paid",
			"payment_intent.succeeded",
		]);
		expect(endpoint.received.find(({ type }) => type === "invoice.paid")?.facts).toEqual([
			"received",
			"monthly-promised",
		]);
	});

	test("pressing Give twice gives once, and a page shows no markup of the donor's", async () => {
		const { url, id } = await session(false);
		await Promise.all([give(url), give(url)]);
		await sandbox.delivered();
		expect(endpoint.received).toHaveLength(3);
		expect(await (await fetch(String(url))).text()).toContain("already made");
		const hostile = await stripe.checkout.sessions.create({
			mode: "payment",
			success_url: "https://give.example.org/",
			line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 100, product_data: { name: "Gift" } } }],
			metadata: { on_air_name: '"><script>' },
		});
		expect(hostile.id).not.toBe(id);
		expect(await (await fetch(String(hostile.url))).text()).not.toContain("<script>");
	});

	test("an endpoint that fails is told again until it acknowledges", async () => {
		endpoint.answers.push(503, 500, 503);
		await give((await session(false)).url);
		await sandbox.delivered();
		expect(endpoint.received).toHaveLength(3);
	});

	test("what nobody acknowledged can be listed as such, and fetched page by page", async () => {
		sandbox.deliverTo(null);
		for (let gift = 0; gift < 3; gift++) await give((await session(false)).url);
		await sandbox.delivered();
		const reader = await openStripeReader("rk_test_sandbox", sandbox.url);
		const undelivered = await reader.listEvents({ undelivered: true, types: ["charge.succeeded"], limit: 2 });
		expect(undelivered.hasMore).toBe(true);
		const all = await stripe.events
			.list({ limit: 4, types: ["charge.succeeded", "payment_intent.succeeded"] })
			.autoPagingToArray({ limit: 100 });
		expect(all.map(({ id }) => id)).toEqual(
			sandbox
				.events()
				.filter(({ type }) => !type.startsWith("checkout"))
				.map(({ id }) => id)
				.toReversed(),
		);
		const [newest, , oldest] = [all[0], all[1], all.at(-1)];
		const newer = await reader.listEvents({ endingBefore: String(oldest?.id), limit: 100 });
		expect(newer.events).toHaveLength(8);
		expect((await reader.listEvents({ startingAfter: String(newest?.id), limit: 100 })).events.length).toBeLessThan(9);
		expect((await reader.listEvents({ createdFrom: Math.floor(Date.now() / 1000) + 60 })).events).toEqual([]);
		expect(await stripe.events.retrieve(String(newest?.id))).toMatchObject({ type: newest?.type });
	});

	test("a refund in two parts tells each part and the sum; more than was given is refused", async () => {
		const created = await session(false);
		await give(created.url);
		const { payment_intent } = await stripe.checkout.sessions.retrieve(created.id);
		const refund = await stripe.refunds.create({ payment_intent: String(payment_intent), amount: 1000 });
		expect(refund).toMatchObject({ object: "refund", amount: 1000, status: "succeeded" });
		await stripe.refunds.create({ charge: String(refund.charge) });
		await expect(stripe.refunds.create({ charge: String(refund.charge) })).rejects.toMatchObject({
			code: "charge_already_refunded",
		});
		await sandbox.delivered();
		expect(
			sandbox
				.events()
				.filter(({ type }) => type === "charge.refunded")
				.map(({ data }) => data.object.amount_refunded),
		).toEqual([1000, 2500]);
		expect((await stripe.refunds.list({ charge: String(refund.charge) })).data).toHaveLength(2);
		expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ amount: 1000 });
		expect(await stripe.charges.retrieve(String(refund.charge))).toMatchObject({
			refunded: true,
			amount_refunded: 2500,
		});
	});

	test("it refuses what Stripe refuses, in Stripe's words", async () => {
		await expect(stripe.charges.retrieve("ch_none")).rejects.toMatchObject({
			statusCode: 404,
			code: "resource_missing",
		});
		await expect(stripe.rawRequest("POST", "/v1/checkout/sessions", { mode: "gift" })).rejects.toMatchObject({
			param: "mode",
		});
		await expect(
			stripe.rawRequest("POST", "/v1/checkout/sessions", { payment_method_types: ["card"] }),
		).rejects.toMatchObject({
			code: "payment_method_types_no_longer_supported",
		});
		const nobody = await fetch(`${sandbox.url}/v1/events`);
		expect(nobody.status).toBe(401);
		expect((await fetch(`${sandbox.url}/pay/cs_test_none`)).status).toBe(404);
	});

	test("it knows its parameters, which of them go together, and metadata's limits", async () => {
		const params = {
			mode: "payment" as const,
			success_url: "https://give.example.org/",
			line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 500, product_data: { name: "Gift" } } }],
		};
		const refused = async (changes: object) => {
			try {
				await stripe.checkout.sessions.create({ ...params, ...changes });
				return "taken";
			} catch (error) {
				return error instanceof Stripe.errors.StripeError ? `${error.statusCode} ${error.code} ${error.param}` : "?";
			}
		};
		expect(await refused({})).toBe("taken");
		expect(await refused({ sucess_url: "https://a.example/" })).toBe("400 parameter_unknown sucess_url");
		expect(await refused({ subscription_data: { metadata: { a: "b" } } })).toBe("400 undefined subscription_data");
		expect(await refused({ metadata: { note: "x".repeat(501) } })).toBe("400 metadata_invalid metadata");
		expect(await refused({ payment_intent_data: { metadata: { ["k".repeat(41)]: "x" } } })).toBe(
			"400 metadata_invalid payment_intent_data[metadata]",
		);
		const cents = [{ quantity: 1, price_data: { currency: "usd", unit_amount: 49, product_data: { name: "Gift" } } }];
		expect(await refused({ line_items: cents })).toBe("400 amount_too_small line_items");
	});

	test("a declined card takes nothing and can be tried again; an expired page takes nothing ever", async () => {
		const { url, id } = await session(false);
		const press = (pay: string) =>
			fetch(String(url), { method: "POST", redirect: "manual", body: new URLSearchParams({ pay }) });
		const declined = await press("declined-card");
		expect(declined.headers.get("location")).toBe(`/pay/${id}?declined=yes`);
		expect(await (await fetch(new URL(`/pay/${id}?declined=yes`, sandbox.url))).text()).toContain("declined");
		await press("card");
		await sandbox.delivered();
		expect(endpoint.received.map(({ type }) => type).toSorted()).toEqual([
			"charge.succeeded",
			"checkout.session.completed",
			"payment_intent.payment_failed",
			"payment_intent.succeeded",
		]);
		const other = await session(false);
		expect((await stripe.checkout.sessions.expire(other.id)).status).toBe("expired");
		expect((await fetch(String(other.url), { method: "POST", redirect: "manual" })).status).toBe(400);
	});

	test("a bank payment is completed and unpaid, and is paid when the bank says so", async () => {
		const { url, id } = await session(true);
		await fetch(String(url), { method: "POST", redirect: "manual", body: new URLSearchParams({ pay: "bank" }) });
		await sandbox.delivered();
		expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "complete", payment_status: "unpaid" });
		expect(endpoint.received.find(({ type }) => type === "checkout.session.completed")?.facts).toEqual(["pending"]);
		sandbox.settleBankPayment(id, true);
		await sandbox.delivered();
		expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: "paid", metadata: ANSWERS });
		const last = endpoint.received.map(({ type }) => type);
		expect(last).toEqual(expect.arrayContaining(["checkout.session.async_payment_succeeded", "invoice.paid"]));
	});

	test("a bank that clears by itself does so after its while", async () => {
		const quick = await startStripeSandbox({ secret: SECRET, webhookUrl: endpoint.url, retryMs: 10, bankClearsMs: 30 });
		const { hostname, port } = new URL(quick.url);
		const there = new Stripe("sk_test_x", { host: hostname, port, protocol: "http", telemetry: false });
		const { url } = await there.checkout.sessions.create({
			mode: "payment",
			success_url: "https://give.example.org/",
			line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 900, product_data: { name: "Gift" } } }],
		});
		await fetch(String(url), { method: "POST", redirect: "manual", body: new URLSearchParams({ pay: "bank" }) });
		const paid = () => endpoint.received.some(({ type }) => type === "checkout.session.async_payment_succeeded");
		await until("the bank's payment", paid);
		await quick.close();
	});

	test("an idempotency key belongs to one request", async () => {
		const params = (amount: number) => ({
			mode: "payment" as const,
			success_url: "https://give.example.org/",
			line_items: [
				{ quantity: 1, price_data: { currency: "usd", unit_amount: amount, product_data: { name: "Gift" } } },
			],
		});
		await stripe.checkout.sessions.create(params(500), { idempotencyKey: "key-2" });
		await expect(stripe.checkout.sessions.create(params(600), { idempotencyKey: "key-2" })).rejects.toMatchObject({
			type: "StripeIdempotencyError",
		});
	});

	test("a repeated idempotency key is answered as the first time", async () => {
		const key = { idempotencyKey: "key-1" };
		const params = {
			mode: "payment" as const,
			success_url: "https://give.example.org/",
			line_items: [{ quantity: 2, price_data: { currency: "USD", unit_amount: 100, product_data: { name: "Gift" } } }],
		};
		const first = await stripe.checkout.sessions.create(params, key);
		expect((await stripe.checkout.sessions.create(params, key)).id).toBe(first.id);
		expect(first.amount_total).toBe(200);
	});
});

describe("signed deliveries", () => {
	const gift = {
		id: "g1",
		amount: 5000,
		currency: "usd",
		at: Date.now(),
		livemode: false,
		monthly: true,
		campaign: "c",
	};

	test("are sent until acknowledged, or as often as told", async () => {
		endpoint.answers.push(503, 429);
		const delivery = signedDelivery(chargeSucceeded(gift), SECRET, Date.now());
		expect(await deliverUntilAcknowledged(endpoint.url, delivery, { retryMs: 5 })).toMatchObject({
			acknowledged: true,
			tries: 3,
		});
		const nobody = await deliverUntilAcknowledged("http://127.0.0.1:9/", delivery, { retryMs: 1, maxTries: 2 });
		expect(nobody).toMatchObject({ acknowledged: false, tries: 2, last: { kind: "unreachable" } });
	});

	test("stop when told to stop", async () => {
		const delivery = signedDelivery(chargeSucceeded(gift), SECRET, Date.now());
		const stop = new AbortController();
		const sending = deliverUntilAcknowledged("http://127.0.0.1:9/", delivery, { retryMs: 60_000, signal: stop.signal });
		stop.abort();
		expect(await sending).toMatchObject({ acknowledged: false });
	});

	test("every event of a gift is as big as Stripe's, and is translated to facts", () => {
		for (const event of giftEvents({ ...gift, name: "Ana", email: "a@example.org", consents: { name: true } }).all) {
			const size = JSON.stringify(event).length;
			expect(size).toBeGreaterThan(event.type === "invoice_payment.paid" ? 500 : 1500);
			expect(size).toBeLessThan(3500);
			const { id, type, api_version, created, livemode, object } = event;
			expect(toFacts({ id, type, api_version, created, livemode, object, body: { ...event } }).kind).toBe("facts");
		}
	});
});
