import { describe, expect, test } from "@jest/globals";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { plainGiver } from "../../src/domain/gift/giver.ts";
import { toFacts } from "../../src/intake/to-fact.ts";
import { openBooks } from "../support/books.ts";
import { aCampaign } from "../support/campaigns.ts";
import { aFact } from "../support/facts.ts";
import * as stripe from "../support/stripe-events.ts";
import { eventOf, VERSIONS } from "../support/stripe-events.ts";

const PLEDGE = "pl_9-x_A";
const campaign = aCampaign({ livemode: true });
const metadata = { campaign: campaign.id, language: "en", carillon_pledge: PLEDGE };

function factsOf(type: string, object: unknown, version: (typeof VERSIONS)[number]): readonly GiftFact[] {
	const translation = toFacts(eventOf(type, object, version));
	if (translation.kind !== "facts") throw new Error(`${type}: ${translation.kind}: ${translation.reason}`);
	return translation.facts;
}

describe.each(VERSIONS)("a payment by a pledge's own address, as told by %s", (version) => {
	test.each([
		["charge.succeeded", stripe.charge],
		["payment_intent.succeeded", stripe.paymentIntent],
		["checkout.session.completed", stripe.session],
		["customer.subscription.created", stripe.subscription],
		["invoice.paid", stripe.invoice],
	] as const)("%s says which promise it keeps", (type, make) => {
		const facts = factsOf(type, { ...make(version), metadata }, version);
		expect(facts.map((fact) => fact.pledge)).toEqual(facts.map(() => PLEDGE));
	});
});

describe("the slip and its payment", () => {
	const slip = aFact(
		"slip",
		{ type: "pledged", promise: { amount: 5_000, monthly: false } },
		{
			...{ refs: {}, livemode: true },
			pledge: PLEDGE,
			giver: {
				...{ name: "Dana", town: "Springfield", stationId: "wkid", source: "phone", donorKey: "of a telephone number" },
				consent: { name: true, onAir: true },
			},
		},
	);
	const [paid] = factsOf("charge.succeeded", { ...stripe.charge("2026-10-28.endive"), metadata }, "2026-10-28.endive");

	test.each([
		["first", [slip, paid]],
		["last", [paid, slip]],
	] as const)("a name told on the phone stays above the billing name; the slip comes %s", (_, facts) => {
		const books = openBooks([campaign]);
		for (const fact of facts) books.take([fact as GiftFact]);
		const [gift] = [...books.gifts.values()];
		expect(books.gifts.size).toBe(1);
		expect(plainGiver(gift?.known ?? {})).toMatchObject({
			...{ name: "Dana", town: "Springfield", stationId: "wkid", source: "phone" },
			consent: { name: true, onAir: true, social: false },
		});
		// Who paid is known by the payment, so that their next gift is the same donor's.
		expect(gift?.giver.donorKey).toBe(paid?.giver?.donorKey);
		expect(books.tally().donors).toBe(1);
	});

	test("a metadata that names no pledge of ours is left alone", () => {
		for (const carillon_pledge of ["", "12", "pl_", "pl_ü", `pl_${"x".repeat(99)}`]) {
			const object = { ...stripe.charge("2026-10-28.endive"), metadata: { ...metadata, carillon_pledge } };
			expect(factsOf("charge.succeeded", object, "2026-10-28.endive")[0]?.pledge).toBeUndefined();
		}
	});
});
