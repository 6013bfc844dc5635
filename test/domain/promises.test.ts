import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { giftFrom, joinGifts } from "../../src/domain/gift/gift.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { pledgeMoney } from "../../src/domain/pledge/pledge-state.ts";
import { openBooks } from "../support/books.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import { aFact, received } from "../support/facts.ts";

const MINUTE = 60_000;
const campaign = aCampaign({ rules: [aRule("every", { kind: "every", step: 5_000 })] });

function pledged(amount: number, monthly = false, at = NOW): GiftFact {
	return aFact("", { type: "pledged", promise: { amount, monthly } }, { refs: {}, pledge: "pl_1", at });
}

function ended(how: "cancelled" | "lapsed" | "settled" | "open", at = NOW + MINUTE): GiftFact {
	return aFact("", { type: "pledge-ended", how }, { refs: {}, pledge: "pl_1", at });
}

function paid(amount: number, name = "first", at = NOW + 2 * MINUTE): GiftFact {
	return received(name, amount, { pledge: "pl_1", at });
}

function refunded(amount: number, name = "first"): GiftFact {
	const refund = { refundId: `re_${name}`, amount, status: "succeeded" } as const;
	return aFact(name, { type: "refund-changed", ...refund }, { at: NOW + 3 * MINUTE });
}

function standing(facts: readonly GiftFact[], on = campaign) {
	const books = openBooks([on]);
	for (const fact of facts) books.take([fact]);
	const { total, cash, gifts, monthly } = books.tally();
	return { total, cash, gifts, monthly };
}

describe("a pledge", () => {
	const cases: readonly [
		string,
		readonly GiftFact[],
		{ total: number; cash: number; gifts: number; monthly: number },
	][] = [
		["counts as promised", [pledged(5_000)], { total: 5_000, cash: 0, gifts: 1, monthly: 0 }],
		[
			"is counted once when it is paid",
			[pledged(5_000), paid(5_000)],
			{ total: 5_000, cash: 5_000, gifts: 1, monthly: 0 },
		],
		[
			"counts what was promised while it is paid in part",
			[pledged(5_000), paid(2_000)],
			{ total: 5_000, cash: 2_000, gifts: 1, monthly: 0 },
		],
		[
			"counts more where more is paid",
			[pledged(5_000), paid(8_000)],
			{ total: 8_000, cash: 8_000, gifts: 1, monthly: 0 },
		],
		[
			"counts nothing once it is cancelled",
			[pledged(5_000), ended("cancelled")],
			{ total: 0, cash: 0, gifts: 0, monthly: 0 },
		],
		[
			"keeps what was paid when the rest lapses",
			[pledged(5_000), paid(2_000), ended("lapsed", NOW + 9e6)],
			{ total: 2_000, cash: 2_000, gifts: 1, monthly: 0 },
		],
		[
			"that lapsed and is paid later counts what came",
			[pledged(5_000), ended("lapsed"), paid(4_000)],
			{ total: 4_000, cash: 4_000, gifts: 1, monthly: 0 },
		],
		[
			"that was ended by mistake counts again",
			[pledged(5_000), ended("cancelled"), ended("open", NOW + 2 * MINUTE)],
			{ total: 5_000, cash: 0, gifts: 1, monthly: 0 },
		],
		[
			"is lowered by what goes back",
			[pledged(5_000), paid(5_000), refunded(2_000)],
			{ total: 3_000, cash: 3_000, gifts: 1, monthly: 0 },
		],
		[
			"paid twice is all its money",
			[pledged(5_000), paid(5_000), paid(5_000, "second")],
			{ total: 10_000, cash: 10_000, gifts: 1, monthly: 0 },
		],
		[
			"said again with another amount counts the newest",
			[pledged(5_000), pledged(50_000, false, NOW + MINUTE)],
			{ total: 50_000, cash: 0, gifts: 1, monthly: 0 },
		],
		[
			"for every month counts at the multiplier",
			[pledged(2_000, true)],
			{ total: 24_000, cash: 0, gifts: 1, monthly: 1 },
		],
	];
	test.each(cases)("%s", (_, facts, expected) => {
		expect(standing(facts)).toEqual(expected);
	});

	test("counts only what is paid where the drive says so", () => {
		const strict = aCampaign({ ...campaign, pledgesCount: "when-paid" });
		expect(standing([pledged(5_000)], strict)).toEqual({ total: 0, cash: 0, gifts: 0, monthly: 0 });
		expect(standing([pledged(5_000), paid(2_000)], strict)).toEqual({
			total: 2_000,
			cash: 2_000,
			gifts: 1,
			monthly: 0,
		});
	});

	test("and its payments give the same in any order, twice, and in any batches", () => {
		const story = [
			pledged(5_000),
			pledged(6_000, false, NOW + 5),
			paid(2_000),
			paid(1_000, "second"),
			refunded(500),
			ended("settled", NOW + 9e6),
		];
		const whole = standing(story);
		expect(whole).toEqual({ total: 2_500, cash: 2_500, gifts: 1, monthly: 0 });
		fc.assert(
			fc.property(fc.shuffledSubarray([...story, ...story], { minLength: 12, maxLength: 12 }), (facts) => {
				expect(standing(facts)).toEqual(whole);
			}),
			{ numRuns: 200 },
		);
	});
});

describe("a monthly pledge that two browsers paid", () => {
	const asks = (id: string, at = NOW) =>
		aFact(
			"",
			{ type: "monthly-promised", recurring: { amount: 2_000, interval: "month", intervalCount: 1 } },
			{ refs: {}, subscription: id, pledge: "pl_1", at },
		);
	const stopped = (id: string, at = NOW + 9 * MINUTE) =>
		aFact("", { type: "monthly-ended" }, { refs: {}, subscription: id, at });
	const first = (id: string, at: number) =>
		received(id, 2_000, { refs: { payment: `pi_${id}`, invoice: `in_${id}` }, subscription: id, at });
	const one = [asks("sub_1"), first("sub_1", NOW + MINUTE)];
	const two = [asks("sub_2"), first("sub_2", NOW + 2 * MINUTE)];
	const both = [pledged(2_000, true), ...one, ...two];

	test("counts both, and cancelling either takes only its own part", () => {
		expect(standing(both)).toEqual({ total: 48_000, cash: 4_000, gifts: 1, monthly: 1 });
		for (const id of ["sub_1", "sub_2"]) {
			expect(standing([...both, stopped(id)])).toEqual({ total: 26_000, cash: 4_000, gifts: 1, monthly: 1 });
			expect(standing([...both, stopped(id), refunded(2_000, id)])).toMatchObject({ total: 24_000, cash: 2_000 });
		}
	});

	test("is marked until one of them has ended and its money went back", () => {
		const marked = (...facts: GiftFact[]) =>
			pledgeMoney([...both, ...facts].map(giftFrom).reduce(joinGifts), 2_000, "usd").isPaidTwice;
		expect([marked(), marked(stopped("sub_1")), marked(refunded(2_000, "sub_1"))]).toEqual([true, true, true]);
		expect(marked(stopped("sub_1"), refunded(2_000, "sub_1"))).toBe(false);
	});

	test("counts the same in any order, and a single payment on the same link besides", () => {
		const story = [...both, stopped("sub_1"), refunded(2_000, "sub_1"), paid(5_000, "single", NOW + 5)];
		const whole = standing(story);
		expect(whole).toEqual({ total: 29_000, cash: 7_000, gifts: 1, monthly: 1 });
		fc.assert(
			fc.property(fc.shuffledSubarray(story, { minLength: story.length, maxLength: story.length }), (facts) => {
				expect(standing(facts)).toEqual(whole);
			}),
			{ numRuns: 200 },
		);
	});
});

describe("a monthly gift", () => {
	const sub = { subscription: "sub_1", refs: {} };
	const terms = (amount: number, at: number) =>
		aFact("", { type: "monthly-promised", recurring: { amount, interval: "month", intervalCount: 1 } }, { ...sub, at });
	const stopped = (at: number) => aFact("", { type: "monthly-ended" }, { ...sub, at });
	const begun = [terms(2_000, NOW), received("first", 2_000, { subscription: "sub_1" })];
	const late = campaign.closesAt + MINUTE;

	test("counts by the new amount where the giver changes it before the drive closes", () => {
		expect(standing([...begun, terms(3_000, NOW + MINUTE)]).total).toBe(36_000);
	});
	test("counts what was paid where it is paused or cancelled before the drive closes, and in full once it goes on", () => {
		expect(standing([...begun, stopped(NOW + MINUTE)])).toEqual({ total: 2_000, cash: 2_000, gifts: 1, monthly: 1 });
		expect(standing([...begun, stopped(NOW + MINUTE), terms(2_000, NOW + 2 * MINUTE)]).total).toBe(24_000);
	});
	test("stands as it was at the close, whatever becomes of it later", () => {
		expect(standing([...begun, terms(9_000, late)]).total).toBe(24_000);
		expect(standing([...begun, stopped(late)]).total).toBe(24_000);
	});
	test("renews at nothing", () => {
		const renewal = received("renewal", 2_000, { subscription: "sub_1", renewal: true, at: NOW + MINUTE });
		expect(standing([...begun, renewal])).toEqual({ total: 24_000, cash: 4_000, gifts: 1, monthly: 1 });
	});
	test("gives the same in any order of its changes", () => {
		const story = [
			...begun,
			terms(3_000, NOW + MINUTE),
			stopped(NOW + 2 * MINUTE),
			terms(4_000, NOW + 3 * MINUTE),
			terms(9_000, late),
		];
		fc.assert(
			fc.property(fc.shuffledSubarray([...story], { minLength: story.length }), (facts) => {
				expect(standing(facts)).toEqual({ total: 48_000, cash: 2_000, gifts: 1, monthly: 1 });
			}),
			{ numRuns: 200 },
		);
	});
});

describe("offline money", () => {
	const cheque = (changes: Partial<GiftFact> = {}) =>
		aFact("", { type: "received", amount: 50_000, evidence: "offline" }, { refs: { offline: "off_1" }, ...changes });
	const corrected = (correctionId: string, amount: number) =>
		aFact("", { type: "corrected", correctionId, amount }, { refs: { offline: "off_1" } });

	test("is corrected by entries of its own, each once", () => {
		const books = openBooks([campaign]);
		for (const fact of [cheque(), corrected("c1", -10_000), corrected("c1", -10_000), corrected("c2", 500)])
			books.take([fact]);
		expect(books.tally()).toMatchObject({ total: 40_500, cash: 40_500, gifts: 1 });
		expect(books.entries.map(({ kind, counted }) => [kind, counted])).toEqual([
			["received", 50_000],
			["corrected", -10_000],
			["corrected", 500],
		]);
	});
	test("that pays for a match is cash and counts no second time", () => {
		expect(standing([cheque({ uncounted: true })])).toEqual({ total: 0, cash: 50_000, gifts: 0, monthly: 0 });
	});
	test("carried over is counted in silence, and what it passed is passed", () => {
		const books = openBooks([campaign]);
		books.take([cheque({ silent: true })]);
		books.take([received("web", 4_000)]);
		expect([books.tally().total, books.crossings]).toEqual([54_000, []]);
	});
});

describe("strange money that names a pledge", () => {
	const strange: readonly [string, Partial<GiftFact>, string][] = [
		["test money", { livemode: true }, "wrong-mode"],
		["another currency's", { currency: "eur" }, "wrong-currency"],
	];

	test.each(strange)("neither keeps it nor takes it out of the drive: %s", (_, changes, reason) => {
		const books = openBooks([campaign]);
		books.take([pledged(5_000)]);
		const told = { ...paid(9_000), ...changes };
		books.take([told]);
		books.take([{ ...refunded(1_000), ...changes }]);
		expect(books.tally()).toMatchObject({ total: 5_000, cash: 0, gifts: 1 });
		expect(books.unplaced.get(told.sourceId)).toBe(reason);
		books.take([paid(5_000, "second")]);
		expect(books.tally()).toMatchObject({ total: 5_000, cash: 5_000, gifts: 1 });
	});
});

describe("a slip that waited while its pledge was paid", () => {
	test("counts in the power hour it was promised in, and no more in the one it was paid in", () => {
		const hour = (id: string, from: number) => ({ id, name: id, from, to: from + MINUTE, target: 1_000, sponsor: "" });
		const drive = aCampaign({ rules: [], powerHours: [hour("first", NOW), hour("second", NOW + 2 * MINUTE)] });
		const books = openBooks([drive]);
		books.take([paid(5_000)]);
		expect(books.tally().spans).toEqual({ second: 5_000 });
		books.take([pledged(5_000)]);
		expect(books.tally()).toMatchObject({ total: 5_000, spans: { first: 5_000, second: 0 } });
	});
});
