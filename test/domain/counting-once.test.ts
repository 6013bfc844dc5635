import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { openBooks } from "../support/books.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import { aFact, received } from "../support/facts.ts";

const campaign = aCampaign({
	rules: [
		aRule("every", { kind: "every", step: 5_000 }),
		aRule("gifts", { kind: "gifts", counts: [2, 4] }),
		aRule("large", { kind: "large-gift", atLeast: 9_000 }),
	],
});

type Beginning = { readonly isMonthly: boolean; readonly beganUnpaid: boolean };

/** Everything Stripe can tell of a few gifts that refer to each other in all the ways its versions do. */
function storyOf(name: string, amount: number, refund: number, { isMonthly, beganUnpaid }: Beginning): GiftFact[] {
	const [pi, ch, cs, inv, sub] = [`pi_${name}`, `ch_${name}`, `cs_${name}`, `in_${name}`, `sub_${name}`];
	const link = isMonthly ? { subscription: sub } : {};
	const facts: GiftFact[] = [
		aFact(name, { type: "pending", amount }, { refs: { payment: pi } }),
		received(name, amount, { refs: { payment: pi, charge: ch } }),
		aFact(name, { type: "received", amount, evidence: "charge" }, { refs: { charge: ch } }),
		aFact(name, { type: "received", amount, evidence: "session" }, { refs: { session: cs, payment: pi }, ...link }),
		aFact(
			name,
			{ type: "described" },
			{ refs: { payment: pi }, giver: { name: "Ana", donorKey: `donor-${name.length}` } },
		),
		aFact(
			name,
			{ type: "dispute-changed", disputeId: `dp_${name}`, amount, stage: "withdrawn" },
			{ refs: { charge: ch } },
		),
		aFact(name, { type: "dispute-changed", disputeId: `dp_${name}`, amount, stage: "won" }, { refs: { payment: pi } }),
	];
	if (refund > 0) {
		const one = { refundId: `re_${name}`, amount: refund };
		facts.push(
			aFact(name, { type: "refund-changed", ...one, status: "pending" }, { refs: { payment: pi } }),
			aFact(name, { type: "refund-changed", ...one, status: "succeeded" }, { refs: { charge: ch } }),
			aFact(name, { type: "refunded-in-all", amount: refund }, { refs: { charge: ch } }),
		);
	}
	if (isMonthly) {
		// A trial, or a start on a later date: Stripe calls the first money a later month's.
		const later = beganUnpaid ? { renewal: true } : {};
		if (beganUnpaid) facts.push(aFact(name, { type: "described" }, { refs: {}, ...link, beganUnpaid: true }));
		const recurring = { amount, interval: "month", intervalCount: 1 } as const;
		facts.push(
			aFact(name, { type: "monthly-promised", recurring }, { refs: {}, ...link }),
			aFact(name, { type: "received", amount, evidence: "invoice" }, { refs: { invoice: inv }, ...link, ...later }),
			aFact(name, { type: "described" }, { refs: { invoice: inv, payment: pi } }),
			received(`${name}-2`, amount, {
				refs: { payment: `${pi}_2`, invoice: `${inv}_2` },
				...link,
				renewal: true,
				at: NOW + 9e9,
			}),
		);
	}
	return facts;
}

const gift = fc.record({
	amount: fc.integer({ min: 1, max: 20_000 }),
	refunded: fc.double({ min: 0, max: 1, noNaN: true }),
	isMonthly: fc.boolean(),
	beganUnpaid: fc.boolean(),
});

/** What a person with a pencil would count. */
function byHand(gifts: readonly { amount: number; refunded: number; isMonthly: boolean }[]): {
	counted: number;
	cash: number;
} {
	const lines = gifts.map(({ amount, refunded, isMonthly }) => {
		const refund = Math.floor(amount * refunded);
		const net = amount - refund;
		const counted = isMonthly ? (net === 0 ? 0 : amount * 12 - refund) : net;
		return { counted, cash: net + (isMonthly ? amount : 0) };
	});
	return {
		counted: lines.reduce((sum, one) => sum + one.counted, 0),
		cash: lines.reduce((sum, one) => sum + one.cash, 0),
	};
}

const runs = fc.array(gift, { minLength: 1, maxLength: 6 }).chain((gifts) => {
	const facts = gifts.flatMap(({ amount, refunded, isMonthly, beganUnpaid }, index) =>
		storyOf(`g${index}`, amount, Math.floor(amount * refunded), { isMonthly, beganUnpaid }),
	);
	const order = fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2, maxLength: facts.length * 2 });
	return fc.record({ gifts: fc.constant(gifts), order, batch: fc.integer({ min: 1, max: 15 }) });
});

describe("the same facts in any order, twice, and in any batches", () => {
	test("end in the same total, and it is the one counted by hand", () => {
		fc.assert(
			fc.property(runs, ({ gifts, order, batch }) => {
				const books = openBooks([campaign]);
				for (let at = 0; at < order.length; at += batch) books.take(order.slice(at, at + batch));
				const { total, cash, gifts: count } = books.tally();
				expect({ counted: total, cash }).toEqual(byHand(gifts));
				expect(count).toBe(gifts.length);
			}),
			{ numRuns: 150 },
		);
	});

	test("leave a ledger without gaps whose entries add up to the tally at every step", () => {
		fc.assert(
			fc.property(runs, ({ order, batch }) => {
				const books = openBooks([campaign]);
				for (let at = 0; at < order.length; at += batch) books.take(order.slice(at, at + batch));
				let total = 0;
				books.entries.forEach((entry, index) => {
					total += entry.counted;
					expect(entry.seq).toBe(index + 1);
					expect(entry.totalAfter).toBe(total);
				});
				expect(total).toBe(books.tally().total);
			}),
			{ numRuns: 100 },
		);
	});

	test("never pass the same milestone twice", () => {
		fc.assert(
			fc.property(runs, ({ order, batch }) => {
				const books = openBooks([campaign]);
				const keys: string[] = [];
				for (let at = 0; at < order.length; at += batch) {
					const { crossings } = books.take(order.slice(at, at + batch));
					keys.push(...crossings.filter((one) => one.rule.trigger.kind !== "large-gift").map((one) => one.key));
				}
				expect(keys).toEqual([...new Set(keys)]);
			}),
			{ numRuns: 100 },
		);
	});
});
