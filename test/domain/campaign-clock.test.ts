import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { emptyTally } from "../../src/domain/counting/tally.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { passedByClock, passedByNewGoal } from "../../src/domain/milestone/campaign-clock.ts";
import { HOUR, MINUTE, SECOND } from "../../src/domain/plain/instant.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";

const OPENS = NOW;
const CLOSES = NOW + 30 * HOUR;
const rules = [
	aRule("hours", { kind: "hours-to-go", hours: [24, 6, 1] }),
	aRule("last", { kind: "final-hour" }),
	aRule("end", { kind: "closed" }),
	aRule("every", { kind: "every", step: 1 }),
];
const drive = (changes: Partial<Campaign> = {}) => aCampaign({ opensAt: OPENS, closesAt: CLOSES, rules, ...changes });
const tally = { ...emptyTally(), total: 4_200_000 };
const keysAt = (now: number, campaign = drive()) => passedByClock(campaign, tally, now).map(({ key }) => key);

/** What the ledger would announce of a clock that is asked at these instants: each key once. */
function announced(instants: readonly number[], campaign = drive()): string[] {
	return [...new Set(instants.flatMap((now) => keysAt(now, campaign)))];
}
const asked = (from: number, to: number, step: number) =>
	Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, index) => from + index * step);

describe("milestones that time makes", () => {
	test("fall at their moment, not a second before", () => {
		expect(keysAt(CLOSES - 6 * HOUR - 1)).toEqual([]);
		expect(keysAt(CLOSES - 6 * HOUR)).toEqual(["hours:6"]);
		expect(keysAt(CLOSES - HOUR)).toEqual(["hours:1", "last:1"]);
		expect(keysAt(CLOSES)).toEqual(["end:closed"]);
	});

	test("fall once each over a whole drive, in their order", () => {
		expect(announced(asked(OPENS, CLOSES + HOUR, 5 * SECOND))).toEqual([
			"hours:24",
			"hours:6",
			"hours:1",
			"last:1",
			"end:closed",
		]);
	});

	test("are made good after a short stop, and are no news after a long one", () => {
		expect(keysAt(CLOSES - 6 * HOUR + 9 * MINUTE)).toEqual(["hours:6"]);
		expect(keysAt(CLOSES - 6 * HOUR + 10 * MINUTE)).toEqual([]);
	});

	test("the close says the announced total under a key that does not change with it", () => {
		const [end] = passedByClock(drive(), tally, CLOSES);
		expect(end).toMatchObject({ key: "end:closed", value: 4_200_000, threshold: 4_200_000, giftId: null });
		const later = passedByClock(drive(), { ...tally, total: 5_000_000 }, CLOSES + MINUTE);
		expect(later.map(({ key }) => key)).toEqual(["end:closed"]);
	});

	test.each(["draft", "closed", "archived"] as const)("do not fall in a drive that is %s", (state) => {
		expect(keysAt(CLOSES - HOUR, drive({ state }))).toEqual([]);
	});

	test("do not fall while history is imported", () => {
		expect(keysAt(CLOSES - HOUR, drive({ announceFrom: CLOSES }))).toEqual([]);
	});

	test("do not fall for hours before the drive opened", () => {
		const short = drive({ opensAt: CLOSES - 3 * HOUR });
		expect(announced(asked(CLOSES - 25 * HOUR, CLOSES, MINUTE), short)).toEqual(["hours:1", "last:1", "end:closed"]);
	});

	test("fall again with the same key where the drive is made longer, so that they are said once", () => {
		const longer = drive({ closesAt: CLOSES + 2 * HOUR });
		const before = announced(asked(OPENS, CLOSES - 5 * HOUR, MINUTE));
		const after = announced(asked(CLOSES - 5 * HOUR, CLOSES + 2 * HOUR, MINUTE), longer);
		expect(before).toContain("hours:6");
		expect(after.filter((key) => before.includes(key))).toEqual(["hours:6"]);
	});

	test("come whenever the clock is asked within ten minutes of them, and never otherwise", () => {
		const moments = [24, 6, 1, 0].map((hours) => CLOSES - hours * HOUR);
		fc.assert(
			fc.property(fc.integer({ min: OPENS, max: CLOSES + HOUR }), (now) => {
				const due = moments.some((moment) => now >= moment && now - moment < 10 * MINUTE);
				expect(keysAt(now).length > 0).toBe(due);
			}),
		);
	});
});

describe("a raised goal", () => {
	const raised = aRule("raised", { kind: "goal-raised" });
	const before = drive({ rules: [raised, ...rules], goal: 10_000_000 });

	test("is announced with the new goal, under a key of its own for each", () => {
		expect(passedByNewGoal(before, { ...before, goal: 12_000_000 })).toEqual([
			{ rule: raised, key: "raised:12000000", value: 12_000_000, threshold: 12_000_000, giftId: null },
		]);
	});

	test("is not announced where it was lowered, left alone, or the drive is not live", () => {
		expect(passedByNewGoal(before, { ...before, goal: 9_000_000 })).toEqual([]);
		expect(passedByNewGoal(before, before)).toEqual([]);
		expect(passedByNewGoal(before, { ...before, goal: 12_000_000, state: "draft" })).toEqual([]);
	});

	test("raised, lowered and raised again to the same goal has the same key, so that it is said once", () => {
		const first = passedByNewGoal(before, { ...before, goal: 12_000_000 });
		const again = passedByNewGoal({ ...before, goal: 11_000_000 }, { ...before, goal: 12_000_000 });
		expect(again.map(({ key }) => key)).toEqual(first.map(({ key }) => key));
	});
});
