import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStripeReader, type StripeReader, StripeUnreadable } from "../../src/intake/stripe-reader.ts";
import { completeThinEvent, readThinEvent } from "../../src/intake/thin-event.ts";
import { toFacts } from "../../src/intake/to-fact.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import { chargeSucceeded } from "../../src/sandbox/stripe-events.ts";

const NOW = 1_795_197_600_000;
const charged = chargeSucceeded({ id: "g1", amount: 5000, currency: "usd", at: NOW, livemode: true });
const notification = {
	id: "evt_thin_1",
	object: "v2.core.event",
	type: "v1.charge.succeeded",
	created: "2026-11-20T18:00:00.000Z",
	livemode: true,
	context: null,
	snapshot_event: charged.id,
	related_object: { id: "ch_g1", type: "charge", url: "/v1/charges/ch_g1" },
};

function thinEvent(more: object = {}) {
	const thin = readThinEvent({ ...notification, ...more });
	if (thin === null) throw new Error("not read as a thin event");
	return thin;
}

let sandbox: StripeSandbox;
let reader: StripeReader;

beforeAll(async () => {
	sandbox = await startStripeSandbox({ secret: "whsec_sandbox" });
	sandbox.emit(charged);
	reader = await openStripeReader("sk_test_sandbox", sandbox.url);
});
afterAll(() => sandbox.close());

describe("a thin event", () => {
	test("is read: what it names, and when", () => {
		expect(thinEvent()).toEqual({
			id: "evt_thin_1",
			type: "v1.charge.succeeded",
			snapshotEventId: charged.id,
			relatedObject: { id: "ch_g1", type: "charge", url: "/v1/charges/ch_g1" },
			createdAt: NOW,
			livemode: true,
		});
	});

	test.each([null, [], "x", {}, charged])("%j is none", (parsed) => {
		expect(readThinEvent(parsed)).toBeNull();
	});

	test.each([
		"https://evil.example/v1/charges/ch_1",
		"/v1/charges/../accounts",
		"/v2/core/events/evt_1",
		"/v1/charges/ch_1?expand[]=x",
		7,
	])("an address like %j is not fetched", (url) => {
		expect(thinEvent({ related_object: { ...notification.related_object, url } }).relatedObject).toBeNull();
	});

	test("is completed by its snapshot event", async () => {
		const completed = await completeThinEvent(thinEvent(), reader);
		expect(completed).toMatchObject({
			kind: "event",
			event: { id: charged.id, type: "charge.succeeded", body: charged },
		});
	});

	test.each([
		["has none", null],
		["is no longer kept", "evt_of_last_year"],
	])("is completed by its object where the snapshot %s, under its own id", async (_what, snapshot_event) => {
		const completed = await completeThinEvent(thinEvent({ snapshot_event }), reader);
		if (completed.kind !== "event") throw new Error(completed.reason);
		expect(completed.event).toMatchObject({
			id: "evt_thin_1",
			type: "charge.succeeded",
			created: NOW / 1000,
			object: "event",
		});
		expect(toFacts(completed.event)).toMatchObject({
			kind: "facts",
			facts: [{ sourceId: "evt_thin_1", refs: { charge: "ch_g1" }, happening: { type: "received", amount: 5000 } }],
		});
	});

	test("whose object is gone, that names none, or that is about something else, has nothing to fetch", async () => {
		const related_object = { id: "ch_no", type: "charge", url: "/v1/charges/ch_no" };
		for (const more of [
			{ related_object },
			{ related_object: null },
			{ type: "v1.customer.created", related_object },
		]) {
			expect(await completeThinEvent(thinEvent({ snapshot_event: null, ...more }), reader)).toMatchObject({
				kind: "gone",
			});
		}
	});
});

describe("when Stripe can't be read", () => {
	let broken: Server;
	let status = 500;
	beforeAll(async () => {
		broken = createServer((_req, res) => {
			res.writeHead(status, { "content-type": "application/json", "stripe-should-retry": "false" });
			res.end(JSON.stringify({ error: { type: "api_error", message: "Invalid API Key provided: sk_test_*****box" } }));
		});
		await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
	});
	afterAll(() => new Promise((resolve) => broken.close(resolve)));
	const address = () => `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;

	test.each([
		[500, true],
		[429, true],
		[401, false],
		[403, false],
	])("status %d: the thin event waits, and no reason quotes the key", async (answer, temporary) => {
		status = answer;
		const unwell = await openStripeReader("sk_test_sandbox", address());
		const completed = await completeThinEvent(thinEvent(), unwell);
		expect(completed.kind).toBe("later");
		expect(JSON.stringify(completed)).not.toMatch(/sk_test|box/);
		await expect(unwell.event("evt_1")).rejects.toMatchObject({ name: "StripeUnreadable", temporary });
	});

	test("nobody there: the thin event waits", async () => {
		const away = await openStripeReader("sk_test_sandbox", "http://127.0.0.1:9");
		expect(await completeThinEvent(thinEvent(), away)).toMatchObject({ kind: "later" });
	});

	test("an answer that is no list of events is told", async () => {
		status = 200;
		const odd = await openStripeReader("sk_test_sandbox", address());
		await expect(odd.listEvents({})).rejects.toThrow(StripeUnreadable);
	});
});
