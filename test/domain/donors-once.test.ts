import { describe, expect, test } from "@jest/globals";
import { openBooks } from "../support/books.ts";
import { aCampaign } from "../support/campaigns.ts";
import { aFact, received } from "../support/facts.ts";

const BY_NUMBER = { donorKey: "of a customer's number" };
const BY_EMAIL = { donorKey: "of an e-mail" };

/** A monthly gift as Stripe tells it: some of its events know the e-mail, some only the customer. */
const told = [
	aFact(
		"m",
		{ type: "monthly-promised", recurring: { amount: 1000, interval: "month", intervalCount: 1 } },
		{
			subscription: "sub_m",
			refs: { invoice: "in_m" },
			giver: BY_NUMBER,
		},
	),
	received("m", 1000, {
		refs: { payment: "pi_m", charge: "ch_m", invoice: "in_m" },
		instalment: true,
		giver: BY_NUMBER,
	}),
	received("m", 1000, { refs: { payment: "pi_m", charge: "ch_m" }, instalment: true, giver: BY_EMAIL }),
	aFact(
		"m",
		{ type: "received", amount: 1000, evidence: "invoice" },
		{
			subscription: "sub_m",
			refs: { invoice: "in_m" },
			giver: BY_EMAIL,
		},
	),
];

function ordersOf<T>(all: readonly T[]): T[][] {
	if (all.length === 0) return [[]];
	return all.flatMap((one) => ordersOf(all.filter((other) => other !== one)).map((rest) => [one, ...rest]));
}

describe("a giver known by two keys", () => {
	test("is one donor, in whatever order the two are told", () => {
		for (const order of ordersOf(told)) {
			const books = openBooks([aCampaign()]);
			for (const fact of order) books.take([fact]);
			expect(books.tally()).toMatchObject({ donors: 1, gifts: 1, monthly: 1, total: 12_000 });
		}
	});

	test("and is no new donor with a second gift, by either key", () => {
		const books = openBooks([aCampaign()]);
		books.take([received("first", 500, { giver: BY_NUMBER })]);
		books.take([received("first", 500, { giver: BY_EMAIL, at: told[0]?.at ?? 0 })]);
		books.take([received("again", 500, { giver: BY_EMAIL }), received("more", 500, { giver: BY_NUMBER })]);
		expect(books.tally()).toMatchObject({ donors: 1, gifts: 3 });
	});

	test("two people are two donors", () => {
		const books = openBooks([aCampaign()]);
		books.take([received("a", 500, { giver: BY_NUMBER }), received("b", 500, { giver: BY_EMAIL })]);
		expect(books.tally().donors).toBe(2);
	});
});
