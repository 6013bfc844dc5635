import { describe, expect, test } from "@jest/globals";
import { emptyTally } from "../../src/domain/counting/tally.ts";
import { namesHiddenSponsor } from "../../src/domain/match/hidden-sponsor.ts";
import { type MatchCard, type MatchNow, matchCard, matchNow } from "../../src/domain/match/match-now.ts";
import { offerWords, ratioWords, sponsorWords } from "../../src/domain/match/match-told.ts";
import { type PowerHourNow, powerHourNow } from "../../src/domain/match/power-hour-now.ts";
import { whyNoNews } from "../../src/domain/milestone/about-now.ts";
import { comingByClock } from "../../src/domain/milestone/milestone-words.ts";
import { forecastRule } from "../../src/domain/milestone/rule-forecast.ts";
import { MATCH_KINDS, stageOf } from "../../src/domain/milestone/told-about.ts";
import { HOUR } from "../../src/domain/plain/instant.ts";
import { coalesce, coalesceGroup } from "../../src/domain/post/coalesce.ts";
import { checkTemplate } from "../../src/template/check.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import { aMatch } from "../support/matches.ts";

const match = aMatch({ from: NOW - HOUR, to: NOW + HOUR });
const hour = {
	...{ id: "coffee", name: "The Coffee Hour", sponsor: "", target: 200_000, stationId: null },
	...{ from: NOW - HOUR, to: NOW + HOUR },
};
const matchAt = (matched: number, now = NOW): MatchNow => matchNow(matchCard(match, 0), matched, now);
const hourAt = (counted: number, now = NOW): PowerHourNow => powerHourNow({ ...hour, sponsor: null }, counted, now);
const card = (changes: Partial<MatchCard>): MatchNow => matchNow({ ...matchCard(match, 0), ...changes }, 0, NOW);
const english = {
	language: "en",
	money: (amount: number) => `$${amount / 100}`,
	number: (count: number) => String(count),
	station: "",
} as const;

describe("what is said of one match", () => {
	test("is one group, in which the furthest speaks; another match has its own", () => {
		const waiting = MATCH_KINDS.map((kind, at) => ({
			...{ kind, group: coalesceGroup(aRule(kind, { kind }), "bank"), threshold: stageOf(kind), priority: 99 - at },
			decidedAt: NOW,
		}));
		const { speaks, superseded } = coalesce(waiting);
		expect(speaks.map(({ kind }) => kind)).toEqual(["match-spent"]);
		expect(superseded).toHaveLength(4);
		expect(coalesceGroup(aRule("half", { kind: "match-half" }), "other")).not.toBe(waiting[0]?.group);
	});

	test.each([
		["match-opened", matchAt(0), null],
		["match-opened", matchAt(100_000), /spent by now/],
		["match-opened", matchAt(20_000, NOW + HOUR), /over by now/],
		["match-opened", matchAt(0, NOW - 2 * HOUR), /begins later/],
		["match-half", matchAt(50_000), null],
		["match-half", matchAt(49_999), /Refunds/],
		["match-nearly-gone", matchAt(90_000), null],
		["match-nearly-gone", matchAt(100_000), /spent by now/],
		["match-spent", matchAt(100_000, NOW + HOUR), null],
		["match-spent", matchAt(99_999), /Refunds/],
		["match-ended", matchAt(1, NOW + HOUR), null],
		["match-ended", matchAt(1), /goes on/],
		["match-half", null, /taken out of the drive/],
	] as const)("%s is news or isn't (%#)", (kind, now, why) => {
		const says = whyNoNews(kind, { match: now });
		if (why === null) expect(says).toBeNull();
		else expect(says).toMatch(why);
	});

	test.each([
		["power-hour-start", hourAt(0), null],
		["power-hour-start", hourAt(0, NOW + HOUR), /over by now/],
		["power-hour-half", hourAt(99_999), /Refunds/],
		["power-hour-reached", hourAt(200_000, NOW + HOUR), null],
		["power-hour-end", hourAt(0), /goes on/],
		["power-hour-end", null, /taken out of the drive/],
	] as const)("%s is news or isn't (%#)", (kind, now, why) => {
		const says = whyNoNews(kind, { powerHour: now });
		if (why === null) expect(says).toBeNull();
		else expect(says).toMatch(why);
	});
});

describe("what a match offers", () => {
	test("is said whole: its smallest gift, the most of one, its station", () => {
		expect(offerWords(card({}), english)).toBe("every gift is doubled");
		expect(offerWords(card({ ratio: 2, minGift: 2_500, maxGift: 100_000 }), { ...english, station: "WKID" })).toBe(
			"every gift of $25 or more through WKID is tripled, up to $1000 of each",
		);
		expect(offerWords(card({ ratio: 0.5 }), { ...english, language: "es" })).toBe(
			"cada donación queda contada 1.5 veces",
		);
	});

	test("of a challenge is all of it, once its condition is met", () => {
		const unlock = { kind: "donors", needed: 100, reached: 3 } as const;
		expect(offerWords(card({ kind: "challenge", unlock }), english)).toBe("all of it is given once 100 people give");
		expect(ratioWords(card({ kind: "challenge" }), "en")).toBeNull();
	});

	test("comes from a friend of the hospital until the sponsor may be named", () => {
		expect(sponsorWords(matchCard({ ...match, hidden: true }, 0), "en")).toBe("a generous friend of the hospital");
		expect(sponsorWords(matchCard(match, 0), "es")).toBe("Lakeview Bank");
	});
});

describe("a hidden sponsor", () => {
	const drive = aCampaign({ matches: [{ ...match, hidden: true }] });

	test.each([
		["$1,000 from Lakeview Bank.", true],
		["LAKEVIEW\u00A0 bank is with us", true],
		["$1,000 from a generous friend of the hospital.", false],
	])("%p names them: %p", (text, names) => {
		expect(namesHiddenSponsor(text, drive)).toBe(names);
	});

	test("who is named with another match of the drive may be named", () => {
		const open = { ...match, id: "second" };
		const text = "$1,000 from Lakeview Bank.";
		expect(namesHiddenSponsor(text, { ...drive, matches: [...(drive.matches ?? []), open] })).toBe(false);
		expect(namesHiddenSponsor(text, { ...drive, matches: [match] })).toBe(false);
		expect(namesHiddenSponsor(text, drive, "Lakeview Bank")).toBe(false);
		expect(namesHiddenSponsor(text, drive, "Dana")).toBe(true);
	});
});

describe("what the drive's matches and power hours still bring", () => {
	const campaign = aCampaign({
		matches: [match, { ...match, id: "later", sponsor: "", from: NOW + HOUR, to: NOW + 3 * HOUR }],
		powerHours: [{ ...hour, from: NOW + HOUR, to: NOW + 2 * HOUR }],
	});
	const from = { campaign, now: NOW, tally: { ...emptyTally(), matches: { bank: 60_000 } } };

	test("is foretold by rule: what has fallen already isn't", () => {
		expect(forecastRule(aRule("open", { kind: "match-opened" }), from)).toMatchObject({
			...{ posts: 1, next: [{ words: "A match, $1,000", at: NOW + HOUR }], warning: null },
		});
		expect(forecastRule(aRule("spent", { kind: "match-spent" }), from).next).toEqual([
			{ words: "Lakeview Bank, $1,000", toGo: "$400 to go", at: null },
			{ words: "A match, $1,000", toGo: "$1,000 to go", at: null },
		]);
		expect(forecastRule(aRule("half", { kind: "match-half" }), from)).toMatchObject({ posts: 1 });
	});

	test("is nothing in a drive without any, and the rule says so", () => {
		const none = { ...from, campaign: aCampaign() };
		expect(forecastRule(aRule("hour", { kind: "power-hour-end" }), none)).toMatchObject({
			...{ posts: 0, warning: expect.stringContaining("no power hour") },
		});
	});

	test("stands among what the clock will bring", () => {
		const triggers = [{ kind: "power-hour-start" }, { kind: "match-opened" }, { kind: "power-hour-end" }] as const;
		expect(comingByClock(triggers, campaign, NOW).map(({ words }) => words)).toEqual([
			"The Coffee Hour begins, $2,000 to reach",
			"The match opens, $1,000",
			"The Coffee Hour ends",
		]);
	});
});

describe("a text", () => {
	test.each([
		["match-opened", "{{ match_pool }} from {{ match_sponsor }}: {{ match_offer }}. {{ total }}", /^$/],
		["every", "{{ milestone }} passed, {{ match_left }} left", /isn't about a match/],
		["match-half", "{{ total }} in {{ power_hour }}", /isn't about a power hour/],
		["match-spent", "{{ match_pool }} from {{ match_sponsor }}", /same word for word.*\{\{ total \}\}/],
		["power-hour-start", "{{ power_hour_aim }} {{ total }}", /there is no variable "power_hour_aim"/],
	] as const)("of %s: %p", (kind, source, problem) => {
		const { problems } = checkTemplate(source, { kind, platform: "x", language: "en" });
		expect(problems.join(" ")).toMatch(problem);
	});
});
