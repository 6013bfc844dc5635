import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { giftLines } from "../../src/domain/counting/gift-lines.ts";
import type { GiftFact, PledgeEnd } from "../../src/domain/gift/gift-fact.ts";
import { openBooks } from "../support/books.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import { aFact, received } from "../support/facts.ts";

const campaign = aCampaign({ rules: [] });

const someGift = fc
	.record({
		promised: fc.option(fc.integer({ min: 1, max: 30_000 })),
		isMonthlyPledge: fc.boolean(),
		end: fc.option(fc.constantFrom<PledgeEnd>("cancelled", "lapsed", "settled", "open")),
		payments: fc.array(
			fc.record({
				amount: fc.integer({ min: 1, max: 30_000 }),
				refund: fc.option(fc.integer({ min: 1, max: 30_000 })),
				dispute: fc.option(fc.constantFrom("withdrawn" as const, "won" as const, "lost" as const, "opened" as const)),
			}),
			{ maxLength: 3 },
		),
		isSubscribed: fc.boolean(),
		beganUnpaid: fc.boolean(),
		source: fc.constantFrom("web" as const, "phone" as const, "cheque" as const, "opening-balance" as const),
	})
	.map((one): GiftFact[] => {
		const { promised, isMonthlyPledge, end, payments, isSubscribed, beganUnpaid, source } = one;
		const same = { pledge: promised === null ? undefined : "pl_1", subscription: isSubscribed ? "sub_1" : undefined };
		const facts: GiftFact[] = [];
		if (promised !== null) {
			const promise = { amount: promised, monthly: isMonthlyPledge };
			facts.push(aFact("", { type: "pledged", promise }, { refs: {}, pledge: "pl_1", giver: { source } }));
			if (end !== null)
				facts.push(aFact("", { type: "pledge-ended", how: end }, { refs: {}, pledge: "pl_1", at: NOW + 5 }));
		}
		if (isSubscribed && beganUnpaid)
			facts.push(aFact("", { type: "described" }, { refs: {}, subscription: "sub_1", beganUnpaid: true }));
		const own = promised === null && !isSubscribed ? payments.slice(0, 1) : payments;
		for (const [n, { amount, refund, dispute }] of own.entries()) {
			facts.push(
				received(`p${n}`, amount, {
					...same,
					at: NOW + n,
					renewal: isSubscribed && (n > 0 || beganUnpaid),
					giver: { source },
				}),
			);
			const back = { refundId: `re_${n}`, amount: Math.min(amount, refund ?? 0), status: "succeeded" } as const;
			if (refund !== null) facts.push(aFact(`p${n}`, { type: "refund-changed", ...back }));
			const taken = { disputeId: `dp_${n}`, amount, stage: dispute ?? "won" } as const;
			if (dispute !== null) facts.push(aFact(`p${n}`, { type: "dispute-changed", ...taken }));
		}
		return facts;
	});

describe("how one gift is explained", () => {
	test("its lines less what went back are what it counts, whatever became of it", () => {
		fc.assert(
			fc.property(someGift, (facts) => {
				const books = openBooks([campaign]);
				for (const fact of facts) books.take([fact]);
				let explained = 0;
				for (const gift of books.gifts.values()) {
					const { lines, refunded, disputed, counted } = giftLines(gift, campaign);
					const sum = lines.reduce((total, { amount }) => total + amount, 0);
					expect(sum - refunded - disputed).toBe(counted);
					expect(Math.min(refunded, disputed, ...lines.map(({ amount }) => amount))).toBeGreaterThanOrEqual(0);
					explained += counted;
				}
				expect(explained).toBe(books.tally().total);
			}),
			{ numRuns: 500 },
		);
	});

	test("a pledge is shown as far as it is paid, and the rest of it as open", () => {
		const books = openBooks([campaign]);
		books.take([
			aFact("", { type: "pledged", promise: { amount: 5_000, monthly: false } }, { refs: {}, pledge: "pl_1" }),
		]);
		books.take([received("part", 2_000, { pledge: "pl_1", at: NOW + 1 })]);
		const [gift] = [...books.gifts.values()];
		expect(gift && giftLines(gift, campaign).lines).toEqual([
			{ line: "pledges-paid", amount: 2_000 },
			{ line: "pledges-open", amount: 3_000 },
		]);
	});
});
