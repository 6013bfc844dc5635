import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Coalescable, coalesce, coalesceGroup, outshines } from "../../src/domain/post/coalesce.ts";
import { aRule, NOW } from "../support/campaigns.ts";

const one = (changes: Partial<Coalescable> = {}): Coalescable => ({
	group: "total",
	threshold: 1_000_000,
	priority: 10,
	decidedAt: NOW,
	...changes,
});

const many = fc.array(
	fc.record({
		group: fc.constantFrom("total", "clock", "gifts", "donors"),
		threshold: fc.integer({ min: 1, max: 8 }),
		priority: fc.integer({ min: 1, max: 4 }),
		decidedAt: fc.integer({ min: NOW, max: NOW + 5 }),
	}),
	{ maxLength: 30 },
);

describe("which milestones say the same kind of thing", () => {
	test("amounts passed in any way are about the total", () => {
		const rules = [
			aRule("steps", { kind: "every", step: 1 }),
			aRule("named", { kind: "amounts", amounts: [1] }),
			aRule("percent", { kind: "percent", percents: [50] }),
		];
		expect(new Set(rules.map((rule) => coalesceGroup(rule)))).toEqual(new Set(["total"]));
	});

	test("hours to go and the final hour are about the clock", () => {
		expect(coalesceGroup(aRule("hours", { kind: "hours-to-go", hours: [3] }))).toBe("clock");
		expect(coalesceGroup(aRule("last", { kind: "final-hour" }))).toBe("clock");
	});

	test("every other rule speaks for itself alone", () => {
		expect(coalesceGroup(aRule("big", { kind: "large-gift", atLeast: 1 }))).toBe("big");
		expect(coalesceGroup(aRule("bigger", { kind: "large-gift", atLeast: 2 }))).toBe("bigger");
		expect(coalesceGroup(aRule("end", { kind: "closed" }))).toBe("end");
	});
});

describe("which milestone speaks for the others", () => {
	test("the highest, whatever its priority", () => {
		expect(outshines(one({ threshold: 3, priority: 1 }), one({ threshold: 2, priority: 99 }))).toBe(true);
	});

	test("at the same height the one with more priority: $75,000 is half way there", () => {
		expect(outshines(one({ priority: 20 }), one({ priority: 10 }))).toBe(true);
	});

	test("about the clock the newer one: two hours to go is news, three hours to go is not", () => {
		const three = one({ group: "clock", threshold: 3, decidedAt: NOW });
		const two = one({ group: "clock", threshold: 2, decidedAt: NOW + 3_600_000 });
		expect(outshines(two, three)).toBe(true);
		expect(outshines(three, two)).toBe(false);
	});

	test("keeps exactly one for each group, and it is the highest", () => {
		fc.assert(
			fc.property(many, (waiting) => {
				const { speaks, superseded } = coalesce(waiting);
				expect(speaks.map(({ group }) => group).sort()).toEqual([...new Set(waiting.map(({ group }) => group))].sort());
				expect(speaks.length + superseded.length).toBe(waiting.length);
				for (const { one: lower, by } of superseded) {
					expect(by.group).toBe(lower.group);
					expect(speaks).toContain(by);
					expect(outshines(lower, by)).toBe(false);
				}
				for (const speaker of speaks.filter(({ group }) => group !== "clock")) {
					const highest = Math.max(
						...waiting.filter(({ group }) => group === speaker.group).map((other) => other.threshold),
					);
					expect(speaker.threshold).toBe(highest);
				}
			}),
		);
	});
});
