import { describe, expect, test } from "@jest/globals";
import { openBooks } from "../support/books.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import { aFact, received } from "../support/facts.ts";

const HOUR = 3_600_000;

describe("a refund", () => {
	test("lowers the total, and giving the same again announces nothing twice", () => {
		const books = openBooks([aCampaign()]);
		books.take([received("a", 1_000_000)]);
		books.take([aFact("a", { type: "refund-changed", refundId: "re_1", amount: 600_000, status: "succeeded" })]);
		books.take([received("b", 700_000)]);
		expect(books.tally().total).toBe(1_100_000);
		expect(books.crossings.map((one) => one.key)).toEqual(["every:1000000"]);
		expect(books.entries.map((one) => one.kind)).toEqual(["received", "refunded", "received"]);
	});

	test("that fails later gives the money back to the total", () => {
		const books = openBooks([aCampaign()]);
		const refund = { refundId: "re_1", amount: 400 };
		books.take([received("a", 1_000), aFact("a", { type: "refund-changed", ...refund, status: "succeeded" })]);
		books.take([aFact("a", { type: "refunded-in-all", amount: 400 }, { refs: { payment: "pi_a", charge: "ch_a" } })]);
		expect(books.tally().total).toBe(600);
		books.take([aFact("a", { type: "refund-changed", ...refund, status: "failed" })]);
		expect(books.tally().total).toBe(1_000);
		expect(books.entries.at(-1)?.kind).toBe("refund-failed");
	});

	test("of a payment nobody told us of waits, and is taken off when the payment comes", () => {
		const books = openBooks([aCampaign()]);
		const orphan = aFact(
			"a",
			{ type: "refund-changed", refundId: "re_1", amount: 400, status: "succeeded" },
			{ refs: { charge: "ch_a" } },
		);
		books.take([orphan]);
		expect(books.unplaced.get(orphan.sourceId)).toBe("waits-for-its-payment");
		books.take([received("a", 1_000, { refs: { payment: "pi_a", charge: "ch_a" } })]);
		expect(books.tally().total).toBe(600);
	});
});

describe("a monthly gift", () => {
	const promise = {
		type: "monthly-promised",
		recurring: { amount: 2_000, interval: "month", intervalCount: 1 },
	} as const;

	test("counts nothing when promised, twelve months when first paid, and nothing for renewals", () => {
		const books = openBooks([aCampaign()]);
		books.take([aFact("m", promise, { refs: {}, subscription: "sub_1" })]);
		expect(books.tally().total).toBe(0);
		books.take([received("m1", 2_000, { subscription: "sub_1" })]);
		expect(books.tally()).toMatchObject({ total: 24_000, cash: 2_000, gifts: 1, monthly: 1 });
		books.take([received("m2", 2_000, { subscription: "sub_1", renewal: true, at: NOW + 30 * 24 * HOUR })]);
		expect(books.tally()).toMatchObject({ total: 24_000, cash: 4_000, gifts: 1, monthly: 1 });
		expect(books.entries.map((one) => one.kind)).toEqual(["monthly-started", "renewal"]);
	});

	test("that began before our time is a renewal only", () => {
		const books = openBooks([aCampaign()]);
		books.take([received("m2", 2_000, { subscription: "sub_old", renewal: true })]);
		expect(books.tally()).toMatchObject({ total: 0, cash: 2_000, gifts: 0, monthly: 0 });
	});

	test.each([
		["as they came", [0, 1, 2, 3]],
		["the news of its start last", [1, 2, 3, 0]],
		["the second month first", [3, 2, 1, 0]],
	])("that began without money counts when its first month is paid, and once: %s", (_, order) => {
		const facts = [
			aFact("start", { type: "described" }, { refs: {}, subscription: "sub_1", beganUnpaid: true }),
			aFact("m", promise, { refs: {}, subscription: "sub_1" }),
			received("m1", 2_000, { subscription: "sub_1", renewal: true, at: NOW + 24 * HOUR }),
			received("m2", 2_000, { subscription: "sub_1", renewal: true, at: NOW + 31 * 24 * HOUR }),
		];
		const books = openBooks([aCampaign()]);
		for (const at of order) books.take(facts.slice(at, at + 1));
		expect(books.tally()).toMatchObject({ total: 24_000, cash: 4_000, gifts: 1, monthly: 1 });
	});

	test("found out only after its payment was counted as a single gift is counted once", () => {
		const books = openBooks([aCampaign()]);
		books.take([received("m", 2_000)]);
		books.take([aFact("m", promise, { refs: { invoice: "in_1" }, subscription: "sub_1" })]);
		books.take([aFact("m", { type: "described" }, { refs: { invoice: "in_1", payment: "pi_m" } })]);
		expect(books.tally()).toMatchObject({ total: 24_000, cash: 2_000, gifts: 1, monthly: 1 });
		expect(books.entries.at(-1)?.kind).toBe("relinked");
	});

	test("whose payment does not say which promise it pays waits for the link, and never counts twice on the way", () => {
		const books = openBooks([aCampaign()]);
		books.take([received("m", 2_000, { instalment: true })]);
		books.take([aFact("m", promise, { refs: { invoice: "in_1" }, subscription: "sub_1" })]);
		books.take([
			aFact(
				"m",
				{ type: "received", amount: 2_000, evidence: "invoice" },
				{ refs: { invoice: "in_1" }, subscription: "sub_1" },
			),
		]);
		books.take([aFact("m", { type: "described" }, { refs: { invoice: "in_1", payment: "pi_m" } })]);
		expect(books.entries.map((entry) => entry.totalAfter)).toEqual([0, 24_000, 24_000]);
		expect(books.tally()).toMatchObject({ total: 24_000, cash: 2_000, gifts: 1, monthly: 1 });
	});

	test("by the year counts a year once at times twelve", () => {
		const books = openBooks([aCampaign()]);
		const yearly = {
			type: "monthly-promised",
			recurring: { amount: 12_000, interval: "year", intervalCount: 1 },
		} as const;
		books.take([
			aFact("y", yearly, { refs: {}, subscription: "sub_y" }),
			received("y", 12_000, { subscription: "sub_y" }),
		]);
		expect(books.tally().total).toBe(12_000);
	});
});

describe("where a gift belongs", () => {
	const spring = aCampaign({ id: "spring", slug: "spring-drive", isDefault: false, paymentLinks: ["plink_1"] });
	const fall = aCampaign({ id: "fall", slug: "fall-drive" });

	test("is said by metadata, then by the payment link, then by the default campaign", () => {
		const books = openBooks([spring, fall]);
		books.take([
			received("a", 100, { placement: { campaign: "spring-drive", paymentLink: "plink_x" } }),
			received("b", 200, { placement: { paymentLink: "plink_1" } }),
			received("c", 400),
		]);
		expect([books.tally("spring").total, books.tally("fall").total]).toEqual([300, 400]);
	});

	test("may be told later: it moves, and is never in two campaigns", () => {
		const books = openBooks([spring, fall]);
		books.take([received("a", 100)]);
		books.take([aFact("a", { type: "described" }, { placement: { campaign: "spring" } })]);
		expect([books.tally("spring").total, books.tally("fall").total]).toEqual([100, 0]);
	});

	test.each([
		["the wrong mode", { livemode: true }, "wrong-mode"],
		["the wrong currency", { currency: "eur" }, "wrong-currency"],
		["a campaign nobody knows", { placement: { campaign: "typo" } }, "unknown-campaign"],
	])("%s is kept as unplaced and counts nowhere", (_name, changes, reason) => {
		const books = openBooks([fall]);
		const fact = received("a", 100, changes);
		books.take([fact]);
		expect(books.unplaced.get(fact.sourceId)).toBe(reason);
		expect(books.tally().total).toBe(0);
		expect(books.gifts.size).toBe(1);
	});
});

describe("milestones", () => {
	const rules = [
		aRule("pct", { kind: "percent", percents: [10, 100] }),
		aRule("big", { kind: "large-gift", atLeast: 500_000 }),
		aRule("list", { kind: "amounts", amounts: [250_000] }),
		aRule("donors", { kind: "donors", counts: [2] }),
		aRule("target", { kind: "hour-target", target: 300_000 }),
		aRule("best", { kind: "best-hour", atLeast: 100_000 }),
	];

	test("of every kind that gifts can reach fall once, with the figures of that moment", () => {
		const books = openBooks([aCampaign({ rules })]);
		books.take([received("a", 200_000, { at: NOW - HOUR, giver: { donorKey: "d1" } })]);
		books.take([received("b", 300_000, { giver: { donorKey: "d1" } })]);
		books.take([received("c", 1_000_000, { giver: { donorKey: "d2" } })]);
		books.take([received("d", 1_000_000, { giver: { donorKey: "d2" } })]);
		expect(books.crossings.map((one) => one.key)).toEqual([
			"list:250000",
			"target:2026-12-03T15:00",
			"best:2026-12-03T15:00",
			"pct:10",
			"big:pi_c",
			"donors:2",
			"big:pi_d",
		]);
		expect(books.crossings.find((one) => one.key === "pct:10")?.figures).toMatchObject({ total: 1_500_000, donors: 2 });
	});

	test("passed in silence (history, drafts, after the close) are not announced later", () => {
		const silent = aCampaign({ announceFrom: NOW });
		const books = openBooks([silent]);
		books.take([received("old", 1_500_000, { at: NOW - HOUR })]);
		books.take([received("new", 400_000)]);
		books.take([received("newer", 200_000)]);
		expect(books.crossings.map((one) => one.key)).toEqual(["every:2000000"]);
		books.take([received("late", 5_000_000)], [aCampaign({ state: "closed" })]);
		expect(books.crossings).toHaveLength(1);
		expect(books.tally().total).toBe(7_100_000);
	});

	test("are not announced again by a new goal", () => {
		const books = openBooks([aCampaign({ rules })]);
		books.take([received("a", 1_500_000)]);
		books.take([received("b", 2_000_000)], [aCampaign({ rules, goal: 30_000_000 })]);
		expect(books.crossings.filter((one) => one.key === "pct:10")).toHaveLength(1);
	});
});
