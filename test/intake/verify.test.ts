import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import Stripe from "stripe";
import { verifyDelivery } from "../../src/intake/verify.ts";
import { signBody, signedDelivery } from "../../src/sandbox/stripe-delivery.ts";
import { chargeSucceeded } from "../../src/sandbox/stripe-events.ts";

const stripe = new Stripe("sk_test_none");
const SECRET = "whsec_first";
const NOW = 1_795_197_600_000;
const EVENT = chargeSucceeded({ id: "g1", amount: 5000, currency: "usd", at: NOW, livemode: true, name: "Zoë 🎗" });
const PAYLOAD = JSON.stringify(EVENT);

function headerFrom(secret: string, atMs = NOW, payload = PAYLOAD): string {
	return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(atMs / 1000) });
}

function verify(signatureHeader: string | undefined, more: { body?: Buffer; secrets?: string[]; now?: number } = {}) {
	const { body = Buffer.from(PAYLOAD), secrets = [SECRET], now = NOW } = more;
	return verifyDelivery({ rawBody: body, signatureHeader, secrets, now });
}

/** What the stripe package says to the same bytes, header and time. */
function stripeAccepts(header: string, body: Buffer, secrets: readonly string[], now = NOW): boolean {
	return secrets.some((secret) => {
		try {
			stripe.webhooks.constructEvent(body, header, secret, undefined, undefined, now);
			return true;
		} catch {
			return false;
		}
	});
}

describe("a delivery's signature", () => {
	test("what the stripe package signs is accepted, and its envelope read", () => {
		expect(verify(headerFrom(SECRET))).toEqual({
			kind: "event",
			event: {
				id: "evt_charge_succeeded_g1",
				type: "charge.succeeded",
				api_version: "2026-10-28.endive",
				created: NOW / 1000,
				livemode: true,
				object: "event",
				body: EVENT,
			},
		});
	});

	test("what our sandbox signs is accepted by the stripe package", () => {
		const delivery = signedDelivery(EVENT, SECRET, NOW);
		expect(stripeAccepts(String(delivery.headers["stripe-signature"]), delivery.body, [SECRET])).toBe(true);
		expect(String(delivery.headers["stripe-signature"])).toBe(headerFrom(SECRET));
	});

	test("any of several configured secrets may have signed it", () => {
		const header = headerFrom("whsec_connect");
		expect(verify(header, { secrets: [SECRET, "whsec_connect", "whsec_test"] }).kind).toBe("event");
		expect(verify(header, { secrets: [SECRET, "whsec_test"] })).toMatchObject({ code: "bad-signature" });
	});

	test("while a secret is rotated the header carries two signatures, and either is enough", () => {
		const old = headerFrom("whsec_old").split("v1=")[1];
		const header = `${headerFrom(SECRET)},v1=${old},v0=ignored`;
		expect(verify(header, { secrets: ["whsec_old"] }).kind).toBe("event");
		expect(verify(header, { secrets: [SECRET] }).kind).toBe("event");
	});

	test.each([
		["missing", undefined],
		["empty", ""],
		["without a time", `v1=${"a".repeat(64)}`],
		["without a signature", "t=1795197600"],
		["with a time that is no number", `t=NaN,v1=${"a".repeat(64)}`],
		["with another scheme only", `t=1795197600,v0=${"a".repeat(64)}`],
	])("a header that is %s is refused as no-signature", (_what, header) => {
		expect(verify(header)).toMatchObject({ kind: "refused", code: "no-signature" });
	});

	test("a blank secret signs nothing", () => {
		expect(verify(headerFrom(" "), { secrets: [" ", ""] })).toMatchObject({ code: "bad-signature" });
		expect(verify(headerFrom(SECRET), { secrets: [] })).toMatchObject({ code: "bad-signature" });
	});

	test("one changed byte of the body is refused", () => {
		const body = Buffer.from(PAYLOAD.replace('"amount":5000', '"amount":9000'));
		expect(verify(headerFrom(SECRET), { body })).toMatchObject({ code: "bad-signature" });
	});

	test.each([
		[-301, "too-old"],
		[301, "from-the-future"],
	])("signed %d seconds from now it is refused as %s", (seconds, code) => {
		expect(verify(headerFrom(SECRET, NOW + seconds * 1000))).toMatchObject({ kind: "refused", code });
	});

	test.each([-300, 0, 300])("signed %d seconds from now it is still accepted", (seconds) => {
		expect(verify(headerFrom(SECRET, NOW + seconds * 1000)).kind).toBe("event");
	});

	test("a wrong signature is told before a wrong time, so that nobody can probe the clock", () => {
		expect(verify(headerFrom("whsec_other", NOW - 900_000))).toMatchObject({ code: "bad-signature" });
	});

	test("no refusal says a secret or a signature", () => {
		const header = headerFrom("whsec_other");
		const told = JSON.stringify(verify(header));
		expect(told).not.toContain(SECRET);
		expect(told).not.toContain(header.slice(-20));
	});

	test("it agrees with the stripe package about every body, tampering and age in the past", () => {
		const secret = fc.constantFrom(SECRET, "whsec_second", "whsec_unknown");
		const tamper = fc.constantFrom<(header: string) => string>(
			(header) => header,
			(header) => header.slice(0, -1),
			(header) => header.replace("v1=", "v1=0"),
			(header) => header.replace("v1=", "v2="),
			(header) => header.replace("t=", "t=1"),
			(header) => `${header},v1=${"0".repeat(64)}`,
			(header) => header.replace(",", ",v1=00,"),
		);
		fc.assert(
			fc.property(fc.json(), secret, tamper, fc.integer({ min: 0, max: 600 }), (json, signer, change, age) => {
				const header = change(headerFrom(signer, NOW - age * 1000, json));
				const ours = verify(header, { body: Buffer.from(json), secrets: [SECRET, "whsec_second"] });
				const accepted = ours.kind === "event" || ours.code === "not-an-event";
				expect(accepted).toBe(stripeAccepts(header, Buffer.from(json), [SECRET, "whsec_second"]));
			}),
			{ numRuns: 300 },
		);
	});
});

describe("a delivery's body", () => {
	const send = (body: string | Buffer) => {
		const delivery = signBody(Buffer.from(body), SECRET, NOW);
		return verify(delivery.headers["stripe-signature"], { body: delivery.body });
	};
	const base = { id: "evt_1", object: "event", type: "charge.succeeded", created: 1_795_197_600, livemode: false };

	test.each(["", "{", "charge", Buffer.from([0xff, 0xfe])])("%p is refused as not-json", (body) => {
		expect(send(body)).toMatchObject({ code: "not-json" });
	});

	test.each([
		["null", null],
		["a list", [base]],
		["another object", { ...base, object: "charge" }],
		["an event without id", { ...base, id: undefined }],
		["an id of 256 characters", { ...base, id: `evt_${"a".repeat(252)}` }],
		["an id with a NUL", { ...base, id: "evt_\u0000" }],
		["an event without type", { ...base, type: 7 }],
		["an event without mode", { ...base, livemode: "yes" }],
		["a time out of range", { ...base, created: 1e300 }],
		["a time that is no time", { ...base, created: "yesterday" }],
	])("%s is refused as not-an-event", (_what, body) => {
		expect(send(JSON.stringify(body))).toMatchObject({ code: "not-an-event" });
	});

	test("an id of 255 characters is an id", () => {
		expect(send(JSON.stringify({ ...base, id: "e".repeat(255) })).kind).toBe("event");
	});

	test("a thin event has the same envelope, its time read from ISO", () => {
		const thin = { ...base, object: "v2.core.event", type: "v1.charge.succeeded", created: "2026-11-20T18:00:00.123Z" };
		expect(send(JSON.stringify(thin))).toMatchObject({
			event: { object: "v2.core.event", created: 1_795_197_600, api_version: null },
		});
	});

	test("any signed JSON is answered, never thrown at", () => {
		const value = fc.oneof(
			fc.json(),
			fc.jsonValue().map((more) => JSON.stringify({ ...base, created: more, id: more })),
		);
		fc.assert(
			fc.property(value, (json) => expect(["event", "refused"]).toContain(send(json).kind)),
			{ numRuns: 300 },
		);
	});
});
