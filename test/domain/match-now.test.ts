import { describe, expect, test } from "@jest/globals";
import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";
import { matchCards, matchesNow, matchNow, shownMatches } from "../../src/domain/match/match-now.ts";
import { matchLines, powerHourLines, type Said } from "../../src/domain/match/match-words.ts";
import { powerHourNow, shownPowerHour } from "../../src/domain/match/power-hour-now.ts";
import { newsOf, shownOffers } from "../../src/domain/offer/offers.ts";
import { rdsLine } from "../../src/domain/screen/rds-line.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import { aMatch } from "../support/matches.ts";

const HOUR = 3_600_000;
/** 9:20 in Chicago. */
const noon = NOW + 2 * HOUR + 40 * 60_000;
const bank = aMatch({ pool: 5_000_000, from: NOW - HOUR, to: noon });
const campaign = aCampaign();
const said: Said = { ...campaign, language: "en", now: NOW };

function nowOf(match: ChallengeMatch, matched: number, now = NOW, reached: Record<string, number> = {}) {
	const [card] = matchCards({ matches: [match] }, reached);
	if (card === undefined) throw new Error("It is switched off.");
	return matchNow(card, matched, now);
}

const says = (match: ChallengeMatch, matched: number, more: Partial<Said> = {}, reached: Record<string, number> = {}) =>
	matchLines(nowOf(match, matched, more.now ?? NOW, reached), { ...said, ...more }).sentence;

describe("how a match stands", () => {
	const locked = { ...bank, unlock: { kind: "donors", count: 500 } } as const;
	test.each([
		["before its window: to come", bank, 0, bank.from - 1, "coming"],
		["in its window: open", bank, 4_999_999, NOW, "open"],
		["with nothing left: spent, also when its window is over", bank, 5_000_000, noon + 1, "spent"],
		["from its end on: ended, to the millisecond", bank, 10, noon, "ended"],
		["waiting for its condition: locked", locked, 0, NOW, "locked"],
		["once it has given, its condition is met whatever goes back", locked, 1, NOW, "open"],
	] as const)("%s", (_, match, matched, now, state) => {
		expect(nowOf(match, matched, now, { bank: 412 })).toMatchObject({ state, matched, left: 5_000_000 - matched });
	});

	test("a condition that was met stays met, although refunds took its count below", () => {
		const [card] = matchCards({ matches: [locked] }, { bank: 498 }, { bank: NOW });
		expect(card && matchNow(card, 0, NOW)).toMatchObject({ state: "open", unlock: { needed: 500, reached: 500 } });
	});

	test("what is shown: open ones first, then those that wait; a spent one only where nothing else is", () => {
		const spent = { ...bank, id: "spent", to: noon };
		const later = { ...bank, id: "later", from: NOW + 30 * 60_000 };
		const shown = (matches: readonly ChallengeMatch[]) =>
			shownMatches(matchesNow(matchCards({ matches }, {}), { spent: 5_000_000 }, NOW), NOW).map(({ id }) => id);
		expect(shown([spent, locked, { ...bank, id: "open" }, later])).toEqual(["open", "bank"]);
		expect(shown([spent, later])).toEqual(["later"]);
		expect(shown([spent])).toEqual(["spent"]);
		expect(shown([{ ...later, from: NOW + 2 * HOUR }])).toEqual([]);
	});
});

describe("what is said of a match", () => {
	const es = { language: "es" } as const;
	const challenge = aMatch({ ...bank, kind: "challenge", unlock: { kind: "donors", count: 500 } });
	test.each([
		[bank, 3_760_000, {}, "Every dollar counts twice, thanks to Lakeview Bank: $12,400 left until noon."],
		[bank, 3_760_000, es, "Cada dólar vale por dos gracias a Lakeview Bank: quedan $12,400 hasta el mediodía."],
		[{ ...bank, hidden: true }, 0, {}, "Every dollar counts twice: $50,000 left until noon."],
		[
			bank,
			4_600_050,
			{},
			"Every dollar counts twice, thanks to Lakeview Bank: nearly gone, only $3,999.50 left until noon.",
		],
		[
			{ ...bank, ratio: 2, to: campaign.closesAt },
			0,
			{},
			"Every dollar counts three times, thanks to Lakeview Bank: $50,000 left.",
		],
		[
			{ ...bank, minGift: 2_000, maxGift: 50_000, stationId: "wkid" },
			0,
			{},
			"Every gift of $20 or more through WKID 101.5 counts twice, up to $500 a gift, thanks to Lakeview Bank: $50,000 left until noon.",
		],
		[
			bank,
			0,
			{ now: NOW - 2 * HOUR },
			"From 8:20 AM, every dollar counts twice, thanks to Lakeview Bank: up to $50,000.",
		],
		[challenge, 0, {}, "Lakeview Bank gives $50,000: once 500 donors have given, 88 to go."],
		[challenge, 0, es, "Lakeview Bank dona $50,000: al llegar a 500 donantes, faltan 88."],
		[challenge, 5_000_000, {}, "Lakeview Bank gave $50,000: all of it. Thank you!"],
		[bank, 0, { now: noon }, "No gift was matched."],
		[bank, 0, { currency: "eur" }, "Every euro counts twice, thanks to Lakeview Bank: €50,000 left until noon."],
	] as const)("%#: %j", (match, matched, more, sentence) => {
		expect(says(match as ChallengeMatch, matched, more, { bank: 412 })).toBe(sentence);
	});

	test("an end on another day says which", () => {
		expect(says({ ...bank, to: noon + 20 * HOUR }, 0)).toContain("left until 8 AM on Friday.");
		// Midnight still belongs to the evening before it.
		expect(says({ ...bank, to: noon + 12 * HOUR }, 0)).toContain("left until midnight.");
	});
});

describe("a power hour", () => {
	const card = { id: "lunch", name: "Lunch power hour", sponsor: "Lakeside Motors", stationId: null };
	const lunch = { ...card, from: NOW, to: noon, target: 1_000_000 };
	test.each([
		[620_000, NOW, "on", "Lunch power hour with Lakeside Motors: $6,200, $3,800 to go until noon."],
		[1_000_000, NOW, "reached", "Lunch power hour with Lakeside Motors: $10,000, the target of $10,000 is reached."],
		[830_000, noon, "over", "Lunch power hour with Lakeside Motors: $8,300 raised. Thank you!"],
		[0, NOW - 1, "coming", "Lunch power hour with Lakeside Motors: a target of $10,000, starting at 9:20 AM."],
	] as const)("with %i at %i is %s", (counted, now, state, sentence) => {
		const hour = powerHourNow(lunch, counted, now);
		expect(hour.state).toBe(state);
		expect(powerHourLines(hour, { ...said, now }).sentence).toBe(sentence);
	});

	test("its result stays for ten minutes, unless the next one runs", () => {
		const over = powerHourNow(lunch, 0, noon + 9 * 60_000);
		const next = powerHourNow({ ...lunch, id: "next", from: noon, to: noon + HOUR }, 0, noon + 9 * 60_000);
		expect(shownPowerHour([over], noon + 9 * 60_000)?.id).toBe("lunch");
		expect(shownPowerHour([over, next], noon + 9 * 60_000)?.id).toBe("next");
		expect(shownPowerHour([over], noon + 10 * 60_000)).toBeNull();
	});
});

test("a drive that isn't live has no offers; where there is room for one sentence, an open match has it", () => {
	const lunch = { id: "lunch", name: "Lunch", sponsor: null, from: NOW, to: noon, target: 100, stationId: null };
	const figures = { ...campaign, matches: matchCards({ matches: [bank] }, {}), powerHours: [lunch] };
	const now = (state: "live" | "closed", matched = 0) =>
		shownOffers({ campaign: { ...figures, state }, matched: { bank: matched }, spans: {} }, "en", NOW);
	expect(newsOf(now("closed"))).toBeNull();
	expect(newsOf(now("live"))).toMatch(/^Every dollar/);
	expect(newsOf(now("live", 5_000_000))).toMatch(/^Lunch/);
	expect(now("live", 1_250_000).matches[0]).toMatchObject({
		bar: { value: 1_250_000, most: 5_000_000, says: "$12,500 of $50,000 matched" },
		countdown: "2 hours, 40 minutes",
	});
});

describe("the radio's line", () => {
	const facts = { ...campaign, language: "en", total: 6_128_000, toGo: 872_000 } as const;
	test("tells of the match while it is open, and never of more than is left", () => {
		expect(rdsLine({ ...facts, match: { ratio: 1, left: 1_240_099 } })).toBe(
			"$61,280 raised, gifts doubled, $12,400 left. 1-800-555-0134",
		);
		expect(rdsLine({ ...facts, language: "es", match: { ratio: 2, left: 1_240_099 } })).toBe(
			"$61,280 recaudados, donativos al triple. 1-800-555-0134",
		);
		expect(rdsLine({ ...facts, match: null })).not.toContain("doubled");
	});
});
