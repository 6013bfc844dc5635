import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { localHour } from "../../src/domain/plain/clock-hour.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { type Announceable, opensAt, planPosts } from "../../src/domain/post/post-plan.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";

const CHICAGO = "America/Chicago";
const campaign = aCampaign();
const every = aRule("every", { kind: "every", step: 1_000_000 });
const percent = aRule("percent", { kind: "percent", percents: [50] }, { priority: 30 });
const big = aRule("big", { kind: "large-gift", atLeast: 500_000 });
const passed = (rule: Announceable["rule"], threshold: number): Announceable => ({
	rule,
	key: `${rule.id}:${threshold}`,
	threshold,
});
const at = (iso: string) => Date.parse(iso);

describe("the posts of milestones that fall at once", () => {
	test("one milestone becomes one post, ready now, until its rule calls it too old", () => {
		expect(planPosts(campaign, [passed(every, 1_000_000)], NOW)).toEqual([
			{
				key: "every:1000000",
				group: "total",
				threshold: 1_000_000,
				priority: 10,
				state: "ready",
				supersededBy: null,
				hold: null,
				approvers: 0,
				notBefore: NOW,
				expiresAt: NOW + 60 * MINUTE,
			},
		]);
	});

	test("the highest speaks for the others of its kind, across rules, and other kinds speak too", () => {
		const plans = planPosts(
			campaign,
			[passed(every, 7_000_000), passed(percent, 7_500_000), passed(every, 6_000_000), passed(big, 900_000)],
			NOW,
		);
		expect(plans.map(({ key, state, supersededBy }) => [key, state, supersededBy])).toEqual([
			["every:7000000", "superseded", "percent:7500000"],
			["percent:7500000", "ready", null],
			["every:6000000", "superseded", "percent:7500000"],
			["big:900000", "ready", null],
		]);
	});

	test("at the same height the rule with more priority speaks", () => {
		const half = { ...passed(percent, 7_500_000) };
		const amount = passed(aRule("named", { kind: "amounts", amounts: [7_500_000] }), 7_500_000);
		const plans = planPosts(campaign, [amount, half], NOW);
		expect(plans.find(({ state }) => state === "ready")?.key).toBe(half.key);
	});

	test("a rule that leaves staff time to stop it holds its post for so long, and it gets old only after that", () => {
		const careful = aRule("careful", { kind: "gifts", counts: [1] }, { policy: { kind: "after-minutes", minutes: 5 } });
		expect(planPosts(campaign, [passed(careful, 1)], NOW)).toMatchObject([
			{ state: "held", notBefore: NOW + 5 * MINUTE, expiresAt: NOW + 65 * MINUTE },
		]);
	});

	test("a rule with a window waits for it to open", () => {
		// 9:20 in the morning in Chicago.
		const evening = aRule("evening", { kind: "gifts", counts: [1] }, { window: { fromHour: 18, toHour: 21 } });
		expect(planPosts(campaign, [passed(evening, 1)], NOW)).toMatchObject([
			{ state: "ready", notBefore: at("2026-12-04T00:00:00Z"), expiresAt: at("2026-12-04T01:00:00Z") },
		]);
	});

	test("whatever falls, each kind has exactly one post that is not superseded, and it is its highest", () => {
		const many = fc.uniqueArray(
			fc.record({ rule: fc.constantFrom(every, percent, big), threshold: fc.integer({ min: 1, max: 20 }) }),
			{ selector: ({ rule, threshold }) => `${rule.id}:${threshold}`, maxLength: 20 },
		);
		fc.assert(
			fc.property(many, (drafts) => {
				const plans = planPosts(
					campaign,
					drafts.map(({ rule, threshold }) => passed(rule, threshold)),
					NOW,
				);
				for (const group of new Set(plans.map((plan) => plan.group))) {
					const own = plans.filter((plan) => plan.group === group);
					const speakers = own.filter(({ state }) => state !== "superseded");
					expect(speakers).toHaveLength(1);
					expect(speakers[0]?.threshold).toBe(Math.max(...own.map(({ threshold }) => threshold)));
					for (const other of own.filter((plan) => plan !== speakers[0])) {
						expect(other.supersededBy).toBe(speakers[0]?.key);
					}
				}
			}),
		);
	});
});

describe("a window of local hours", () => {
	const daytime = { fromHour: 8, toHour: 21 };
	const night = { fromHour: 22, toHour: 6 };

	test("is open from its first hour up to, not including, its last", () => {
		expect(opensAt(daytime, CHICAGO, at("2026-12-03T14:00:00Z"))).toBe(at("2026-12-03T14:00:00Z"));
		expect(opensAt(daytime, CHICAGO, at("2026-12-04T02:59:59Z"))).toBe(at("2026-12-04T02:59:59Z"));
		expect(opensAt(daytime, CHICAGO, at("2026-12-04T03:00:00Z"))).toBe(at("2026-12-04T14:00:00Z"));
	});

	test("may span midnight", () => {
		expect(opensAt(night, CHICAGO, at("2026-12-04T07:30:00Z"))).toBe(at("2026-12-04T07:30:00Z"));
		expect(opensAt(night, CHICAGO, at("2026-12-04T12:00:00Z"))).toBe(at("2026-12-05T04:00:00Z"));
	});

	test("opens by the wall clock on the days when the clocks change", () => {
		// Clocks go forward at 2:00 on 8 March 2026, back at 2:00 on 1 November 2026.
		expect(opensAt(daytime, CHICAGO, at("2026-03-08T07:00:00Z"))).toBe(at("2026-03-08T13:00:00Z"));
		expect(opensAt(daytime, CHICAGO, at("2026-11-01T06:00:00Z"))).toBe(at("2026-11-01T14:00:00Z"));
	});

	test("of an hour that the clocks skip opens the day after", () => {
		expect(opensAt({ fromHour: 2, toHour: 3 }, CHICAGO, at("2026-03-08T07:30:00Z"))).toBe(at("2026-03-09T07:00:00Z"));
	});

	test("opens on the quarter in zones that are not on the hour", () => {
		expect(opensAt({ fromHour: 8, toHour: 9 }, "Asia/Kathmandu", at("2026-12-03T00:00:00Z"))).toBe(
			at("2026-12-03T02:15:00Z"),
		);
	});

	test("that is no window at all keeps nothing back", () => {
		expect(opensAt({ fromHour: 8, toHour: 8 }, CHICAGO, NOW)).toBe(NOW);
	});

	test("is open when it says so, and was shut all the time before", () => {
		const hour = fc.integer({ min: 0, max: 23 });
		const year = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2026-12-31T00:00:00Z") });
		const zones = fc.constantFrom(CHICAGO, "America/St_Johns", "Europe/Madrid", "Australia/Lord_Howe");
		fc.assert(
			fc.property(hour, hour, zones, year, (fromHour, toHour, zone, from) => {
				fc.pre(fromHour !== toHour);
				const isOpen = (instant: number) => {
					const local = localHour(instant, zone);
					return fromHour < toHour ? local >= fromHour && local < toHour : local >= fromHour || local < toHour;
				};
				const opens = opensAt({ fromHour, toHour }, zone, from);
				expect(opens).toBeGreaterThanOrEqual(from);
				expect(opens - from).toBeLessThanOrEqual(2 * DAY);
				expect(isOpen(opens)).toBe(true);
				for (let before = from; before < opens; before += HOUR / 4) expect(isOpen(before)).toBe(false);
			}),
			{ numRuns: 60 },
		);
	});
});
