import { describe, expect, test } from "@jest/globals";
import { DAY, HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { type ChannelFacts, channelState, warningKey, warningsDue } from "../../src/domain/post/channel-health.ts";
import { linkLeave } from "../../src/domain/post/link-policy.ts";
import { budgetStand, costOf, writtenMills } from "../../src/domain/post/x-cost.ts";
import { forecastX } from "../../src/domain/post/x-forecast.ts";
import { carriesLink } from "../../src/posting/x-use.ts";
import { aRule } from "../support/campaigns.ts";

const NOW = 1_800_000_000_000;
const FACTS: ChannelFacts = {
	who: { ok: true, name: "Lakeview" },
	permissions: null,
	accessEndsAt: null,
	dataAccessEndsAt: null,
	renewal: null,
	credits: "not-metered",
};

describe("what X costs", () => {
	test("is added up by X's prices, in tenths of a cent", () => {
		expect(costOf({ posts: 3, linkPosts: 2, pictures: 4, reads: 5 })).toBe(45 + 400 + 20 + 5);
	});
	test.each([
		[15, "$0.015"],
		[200, "$0.20"],
		[4_060, "$4.06"],
		[1_234_567, "$1,234.567"],
		[0, "$0.00"],
	])("%d mills are written %s", (mills, words) => {
		expect(writtenMills(mills)).toBe(words);
	});
	test.each([
		[null, 900, "none"],
		[1_000, 799, "fine"],
		[1_000, 800, "warn"],
		[1_000, 985, "warn"],
		[1_000, 986, "used-up"],
	] as const)("of a budget of %p, %d spent is %s", (limit, spent, stand) => {
		expect(budgetStand(limit, spent)).toBe(stand);
	});
	test.each([
		["Give at hospital.health today", true],
		["Give at give.hospital.org", true],
		["https://lakeview.example/give", true],
		["$5,000 for the kids. Thank you!", false],
		["We run on node.js", false],
	])("%p carries a link: %p", (text, is) => {
		expect(carriesLink(text)).toBe(is);
	});
	test("the rest of a drive is foretold from its rules and its pace, and held to the account's own pacing", () => {
		const rules = [
			aRule("every-10k", { kind: "every", step: 1_000_000 }),
			aRule("hours", { kind: "hours-to-go", hours: [12, 6, 1] }),
		];
		const drive = {
			...{ total: 5_000_000, goal: 20_000_000, gifts: 100, donors: 90, monthlyDonors: 10 },
			...{ opensAt: NOW - 10 * HOUR, closesAt: NOW + 10 * HOUR, now: NOW, saidByRule: new Map() },
		};
		const pacing = { minGapSeconds: 0, per15Minutes: null, perDay: null };
		const policy = { kind: "some", rules: ["hours"] } as const;
		// Five more steps of 10,000 and two of the hours; the hours with a link.
		expect(forecastX(rules, drive, { policy, pacing, hasPictures: false })).toEqual({
			posts: 7,
			linkPosts: 2,
			cost: 5 * 15 + 2 * 200,
		});
		expect(forecastX(rules, drive, { policy, pacing: { ...pacing, perDay: 3 }, hasPictures: false }).posts).toBe(3);
	});
});

describe("whether a post may carry a link", () => {
	const asked = { platform: "x", ruleId: "goal", kind: "percent", budget: { limit: null, spent: 0 } } as const;
	test("is the account's rule", () => {
		expect(linkLeave({ ...asked, policy: { kind: "never" } })).toMatchObject({ mayPost: true, mayLink: false });
		expect(linkLeave({ ...asked, policy: { kind: "some", rules: ["goal"] } })).toMatchObject({ mayLink: true });
		expect(linkLeave({ ...asked, policy: { kind: "some", rules: ["other"] } })).toMatchObject({ mayLink: false });
		expect(linkLeave({ ...asked, policy: { kind: "always" } })).toMatchObject({ mayLink: true });
	});
	test("ends before the post does as the budget runs out", () => {
		const of = (spent: number) => linkLeave({ ...asked, policy: { kind: "always" }, budget: { limit: 1_000, spent } });
		expect(of(795)).toMatchObject({ mayPost: true, mayLink: true });
		expect(of(796)).toMatchObject({ mayPost: true, mayLink: false });
		expect(of(985)).toMatchObject({ mayPost: true, mayLink: false });
		expect(of(986)).toMatchObject({ mayPost: false, why: expect.stringMatching(/budget/) });
	});
	test("never depends on X's budget elsewhere", () => {
		const budget = { limit: 10, spent: 10 };
		expect(linkLeave({ ...asked, platform: "facebook", policy: { kind: "always" }, budget })).toMatchObject({
			mayLink: true,
		});
	});
});

describe("warnings ahead of an end", () => {
	const facts = (left: number) => ({ ...FACTS, accessEndsAt: NOW + left });
	const steps = (left: number, raised = new Set<string>()) =>
		warningsDue(facts(left), NOW, raised).map(({ step }) => step);
	test.each([
		[8 * DAY, []],
		[7 * DAY, ["7d"]],
		[DAY, ["24h"]],
		[2 * HOUR, ["24h"]],
		[HOUR, ["1h"]],
		[-MINUTE, ["ended"]],
	])("with %d ms left: %p", (left, expected) => {
		expect(steps(left)).toEqual(expected);
	});
	test("each is raised once, and anew for a new end", () => {
		const [due] = warningsDue(facts(DAY), NOW, new Set());
		if (due === undefined) throw new Error("Nothing is due.");
		expect(steps(DAY, new Set([warningKey(due)]))).toEqual([]);
		expect(warningsDue(facts(DAY - 1), NOW, new Set([warningKey(due)]))).toHaveLength(1);
	});
	test("access that renews itself is no reason to warn until that fails", () => {
		const renewal = { endsAt: NOW + MINUTE, failure: null };
		expect(warningsDue({ ...FACTS, renewal }, NOW, new Set())).toEqual([]);
		expect(warningsDue({ ...FACTS, renewal: { ...renewal, failure: "X was away." } }, NOW, new Set())).toHaveLength(1);
	});
});

describe("how an account stands", () => {
	const standing = { platform: "facebook", enabled: true, isConnected: true, waitsFor: null, facts: FACTS } as const;
	test("says the worst first, and what to do", () => {
		expect(channelState({ ...standing, isConnected: false }, NOW).state).toBe("not-connected");
		expect(channelState({ ...standing, waitsFor: "No credits." }, NOW)).toEqual({
			state: "waits-for-person",
			says: "No credits.",
		});
		const permissions = [{ name: "pages_manage_posts", granted: false, for: "create posts on the Page" }];
		expect(channelState({ ...standing, facts: { ...FACTS, permissions } }, NOW).says).toMatch(
			/may not create posts on the Page/,
		);
		expect(channelState({ ...standing, facts: { ...FACTS, accessEndsAt: NOW + DAY } }, NOW).state).toBe("soon");
		expect(channelState(standing, NOW)).toEqual({ state: "good", says: "Ready to post." });
	});
});
