import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";
import { allotMatches, type MatchGift } from "../../src/domain/ledger/allot-matches.ts";
import { aMatch } from "../support/matches.ts";

function gift(giftId: string, at: number, counted: number, changes: Partial<MatchGift> = {}): MatchGift {
	return { giftId, at, counted, given: counted, stationId: null, donorKey: null, ...changes };
}

function amounts(matches: readonly ChallengeMatch[], gifts: readonly MatchGift[]) {
	const { allotted } = allotMatches(matches, gifts);
	return Object.fromEntries(allotted.map(({ matchId, giftId, amount }) => [`${matchId} ${giftId}`, amount]));
}

describe("a challenge match", () => {
	test("answers each gift until its pool is spent, the last one to the cent", () => {
		const match = aMatch({ pool: 10_000 });
		expect(amounts([match], [gift("a", 10, 6_001), gift("b", 20, 5_000), gift("c", 30, 1_000)])).toEqual({
			"bank a": 6_001,
			"bank b": 3_999,
		});
	});

	test("looks only at gifts of its time, its station and its size", () => {
		const match = aMatch({ from: 10, to: 20, stationId: "wkid", minGift: 2_000, maxGift: 5_000, ratio: 2 });
		const here = { stationId: "wkid" };
		const gifts = [
			gift("early", 9, 3_000, here),
			gift("first", 10, 3_000, here),
			gift("small", 11, 1_999, here),
			gift("elsewhere", 12, 3_000),
			gift("large", 13, 9_000, here),
			gift("late", 20, 3_000, here),
		];
		expect(amounts([match], gifts)).toEqual({ "bank first": 6_000, "bank large": 10_000 });
	});

	test("is not answered to its own sponsor", () => {
		const match = aMatch({ sponsorDonor: "key-of-the-bank" });
		expect(amounts([match], [gift("own", 10, 3_000, { donorKey: "key-of-the-bank" })])).toEqual({});
	});

	test("in turn takes what the one before left of a gift; on top answers all of it", () => {
		const first = aMatch({ id: "first", pool: 2_500 });
		const turn = aMatch({ id: "turn", ratio: 2 });
		const top = aMatch({ id: "top", stacking: "on-top" });
		expect(amounts([first, turn, top], [gift("a", 10, 4_000)])).toEqual({
			"first a": 2_500,
			"turn a": 3_000,
			"top a": 4_000,
		});
	});

	test("waits for its condition, and answers the gift that meets it", () => {
		const match = aMatch({ unlock: { kind: "donors", count: 2 } });
		const gifts = [
			gift("a", 10, 1_000, { donorKey: "ann" }),
			gift("b", 11, 1_000, { donorKey: "ann" }),
			gift("c", 12, 1_000, { donorKey: "bob" }),
			gift("d", 13, 1_000, { donorKey: "ann" }),
		];
		expect(amounts([match], gifts)).toEqual({ "bank c": 1_000, "bank d": 1_000 });
		expect(allotMatches([match], gifts).run.unlocked).toEqual({ bank: 12 });
	});

	test("a challenge gives its whole pool at once, to the drive", () => {
		const match = aMatch({ kind: "challenge", pool: 50_000, unlock: { kind: "amount", amount: 3_000 } });
		const { allotted } = allotMatches([match], [gift("a", 10, 2_000), gift("b", 11, 2_000), gift("c", 12, 2_000)]);
		expect(allotted).toEqual([{ matchId: "bank", giftId: "", amount: 50_000, at: 11 }]);
	});

	test("a gift that went back gives its part to the gifts after it, and locks nothing again", () => {
		const match = aMatch({ pool: 5_000, unlock: { kind: "amount", amount: 4_000 } });
		const gifts = [gift("a", 10, 0, { given: 4_000 }), gift("b", 11, 3_000), gift("c", 12, 4_000)];
		expect(amounts([match], gifts)).toEqual({ "bank b": 3_000, "bank c": 2_000 });
	});
});

const someGifts = fc
	.array(
		fc.record({
			at: fc.integer({ min: 0, max: 120 }),
			counted: fc.integer({ min: 0, max: 30_000 }),
			gone: fc.integer({ min: 0, max: 5_000 }),
			donor: fc.integer({ min: 0, max: 8 }),
		}),
		{ maxLength: 40 },
	)
	.map((all) =>
		all
			.map(({ at, counted, gone, donor }, index) =>
				gift(`g${index}`, at, counted, { given: counted + gone, donorKey: donor === 0 ? null : `donor-${donor}` }),
			)
			.sort(inOrder),
	);

const someMatches = fc
	.array(
		fc.record({
			kind: fc.constantFrom("ratio" as const, "ratio" as const, "challenge" as const),
			pool: fc.integer({ min: 1, max: 60_000 }),
			ratio: fc.constantFrom(0.5, 1, 2, 3),
			minGift: fc.option(fc.integer({ min: 1, max: 10_000 })),
			maxGift: fc.option(fc.integer({ min: 1, max: 10_000 })),
			from: fc.integer({ min: 0, max: 60 }),
			to: fc.integer({ min: 60, max: 130 }),
			stacking: fc.constantFrom("in-turn" as const, "on-top" as const),
			unlock: fc.option(
				fc.oneof(
					fc.record({ kind: fc.constant("donors" as const), count: fc.integer({ min: 1, max: 6 }) }),
					fc.record({ kind: fc.constant("amount" as const), amount: fc.integer({ min: 1, max: 90_000 }) }),
				),
			),
		}),
		{ minLength: 1, maxLength: 4 },
	)
	.map((all) => all.map((changes, index) => aMatch({ id: `m${index}`, ...changes })));

function inOrder(a: MatchGift, b: MatchGift): number {
	return a.at - b.at || (a.giftId < b.giftId ? -1 : 1);
}

describe("whatever the gifts and the matches", () => {
	test("no pool goes below zero or above its cap, and no match gives more than its ratio of a gift", () => {
		fc.assert(
			fc.property(someMatches, someGifts, (matches, gifts) => {
				const { allotted, run } = allotMatches(matches, gifts);
				const byId = new Map(gifts.map((one) => [one.giftId, one]));
				for (const match of matches) {
					const own = allotted.filter(({ matchId }) => matchId === match.id);
					const sum = own.reduce((total, { amount }) => total + amount, 0);
					expect(sum).toBeLessThanOrEqual(match.pool);
					expect(sum).toBe(run.spent[match.id] ?? 0);
					for (const { giftId, amount } of own) {
						expect(amount).toBeGreaterThan(0);
						if (match.kind === "challenge") continue;
						const counted = byId.get(giftId)?.counted ?? Number.POSITIVE_INFINITY;
						expect(amount).toBeLessThanOrEqual(Math.min(counted, match.maxGift ?? counted) * match.ratio);
					}
				}
			}),
			{ numRuns: 400 },
		);
	});

	test("stopping anywhere and going on from there gives the same", () => {
		fc.assert(
			fc.property(someMatches, someGifts, fc.integer({ min: 0, max: 120 }), (matches, gifts, at) => {
				// Who gave before is known from the beginning only: see startOf in answer-matches.ts.
				const known = matches.filter(({ unlock }) => unlock?.kind !== "donors");
				const first = allotMatches(
					known,
					gifts.filter((one) => one.at < at),
				);
				const rest = allotMatches(
					known,
					gifts.filter((one) => one.at >= at),
					first.run,
				);
				const whole = allotMatches(known, gifts);
				expect([...first.allotted, ...rest.allotted]).toEqual(whole.allotted);
				expect(rest.run).toEqual(whole.run);
			}),
			{ numRuns: 400 },
		);
	});
});
