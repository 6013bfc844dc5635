import { describe, expect, test } from "@jest/globals";
import {
	type AmountTrigger,
	milestoneNotches,
	nextMilestone,
	toGoParts,
} from "../../src/domain/milestone/next-milestone.ts";

const every10k: AmountTrigger = { kind: "every", step: 1_000_000 };
const goal = 15_000_000;

describe("the next milestone", () => {
	test("is the nearest mark ahead, by whichever rule", () => {
		const triggers: AmountTrigger[] = [
			every10k,
			{ kind: "amounts", amounts: [2_500_000] },
			{ kind: "percent", percents: [50] },
		];
		expect(nextMilestone({ triggers, goal, total: 2_400_000, peak: 0 })).toEqual({
			amount: 2_500_000,
			toGo: 100_000,
			isGoal: false,
			passed: 2_000_000,
		});
		expect(nextMilestone({ triggers, goal, total: 7_400_000, peak: 0 })?.amount).toBe(7_500_000);
	});

	test("a mark that stands exactly is passed", () => {
		expect(nextMilestone({ triggers: [every10k], goal, total: 3_000_000, peak: 3_000_000 })).toMatchObject({
			amount: 4_000_000,
			passed: 3_000_000,
		});
	});

	test("a mark that was passed and announced is not asked for again after a refund", () => {
		expect(nextMilestone({ triggers: [every10k], goal, total: 3_990_000, peak: 4_010_000 })).toMatchObject({
			amount: 5_000_000,
			toGo: 1_010_000,
		});
	});

	test("without rules it is the goal; beyond the goal only an endless rule has one", () => {
		expect(nextMilestone({ triggers: [], goal, total: 0, peak: 0 })).toEqual({
			amount: goal,
			toGo: goal,
			isGoal: true,
			passed: null,
		});
		expect(nextMilestone({ triggers: [], goal, total: goal, peak: goal })).toBeNull();
		expect(nextMilestone({ triggers: [every10k], goal, total: goal, peak: goal })?.amount).toBe(16_000_000);
	});

	test("rules with a step of nothing, and a drive without a goal, have no mark", () => {
		expect(nextMilestone({ triggers: [{ kind: "every", step: 0 }], goal: 0, total: 500, peak: 500 })).toBeNull();
	});

	test("a percentage that is no whole cent is reached at the next one, as where it is announced", () => {
		expect(
			nextMilestone({ triggers: [{ kind: "percent", percents: [33] }], goal: 1001, total: 0, peak: 0 })?.amount,
		).toBe(331);
	});
});

describe("the thermometer's notches", () => {
	test("are every mark up to its top, ascending, each once, the goal among them", () => {
		const triggers: AmountTrigger[] = [
			{ kind: "every", step: 5_000_000 },
			{ kind: "percent", percents: [50, 100] },
		];
		expect(milestoneNotches(triggers, goal, goal)).toEqual([5_000_000, 7_500_000, 10_000_000, 15_000_000]);
	});

	test("a step far too small for the goal has none", () => {
		expect(milestoneNotches([{ kind: "every", step: 100 }], goal, goal)).toEqual([goal]);
	});
});

describe("the sentence", () => {
	const next = { amount: 5_000_000, toGo: 1_000_050, isGoal: false, passed: null };

	test("is ready to be read in the campaign's language", () => {
		expect(toGoParts(next, "usd", "en").sentence).toBe("$10,000.50 to go to $50,000.");
		expect(toGoParts(next, "usd", "es").sentence).toBe("Faltan $10,000.50 para llegar a $50,000.");
		expect(toGoParts({ ...next, isGoal: true }, "usd", "en").sentence).toBe("$10,000.50 to go to the goal of $50,000.");
	});
});
