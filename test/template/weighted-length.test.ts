import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { load } from "js-yaml";
import twitterText, { type ParseTweetOptions } from "twitter-text";
import {
	cashtagsIn,
	isValidForX,
	linksIn,
	mentionsIn,
	textLength,
	weightedLength,
} from "../../src/template/weighted-length.ts";

/** X's own conformance cases live beside the checkout and aren't part of it. */
const published = join(process.cwd(), "..", "shared", "data", "twitter-text", "validate.yml");

type Verdict = { weightedLength: number; valid: boolean };
type Case = { description: string; text: string; expected: boolean | Verdict };

function verdict(expected: boolean | Verdict): Verdict {
	if (typeof expected === "boolean") throw new Error("this group says lengths");
	return { weightedLength: expected.weightedLength, valid: expected.valid };
}

/** Settings of an earlier time, which the library carries and its types leave out. */
function settingsOf(version: "version1" | "version2"): ParseTweetOptions {
	return (twitterText as unknown as { configs: Record<string, ParseTweetOptions> }).configs[version] ?? {};
}

function cases(): Record<string, Case[]> {
	if (!existsSync(published)) return {};
	return (load(readFileSync(published, "utf8")) as { tests: Record<string, Case[]> }).tests;
}

/** Our own few, so that the rules are checked where X's file is not at hand. */
const own: readonly [string, string, number][] = [
	["Latin letters count one", "Passed $40,000", 14],
	["accents count one, however they are typed", "corazo\u0301n", 7],
	["a link counts 23, however long", `see https://example.org/${"x".repeat(90)}`, 27],
	["a bare domain counts as a link", "give.hospital.org", 23],
	["an emoji counts two", "🔔", 2],
	["a family of four is one emoji", "👨‍👩‍👧‍👦", 2],
	["a flag is one emoji", "🇺🇸", 2],
	["a keycap is one emoji", "1️⃣", 2],
	["an emoji of 2022 counts two", "🩷", 2],
	["a CJK character counts two", "鐘", 2],
	["curly quotes and dashes count one", "“—”", 3],
];

describe("X's weighted length", () => {
	test.each(own)("%s", (_title, text, expected) => {
		expect(weightedLength(text)).toBe(expected);
	});

	for (const group of ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"]) {
		for (const { description, text, expected } of cases()[group] ?? []) {
			test(`as X published it: ${description}`, () => {
				expect({ weightedLength: weightedLength(text), valid: isValidForX(text) }).toEqual(verdict(expected));
			});
		}
	}

	// The same cases from before emoji were discounted, and from when the limit was 140: the library must get those right
	// by the settings of their time, and ours wherever today's settings don't say otherwise.
	const discounted = new Set(
		(cases().WeightedTweetsWithDiscountedEmojiCounterTest ?? []).map((each) => each.description),
	);
	for (const { description, text, expected } of cases().WeightedTweetsCounterTest ?? []) {
		test(`as X published it before emoji were discounted: ${description}`, () => {
			const then = twitterText.parseTweet(text, settingsOf("version2"));
			expect({ weightedLength: then.weightedLength, valid: then.valid }).toEqual(verdict(expected));
			if (!discounted.has(description)) expect(weightedLength(text)).toBe(then.weightedLength);
		});
	}
	for (const { description, text, expected } of cases().tweets ?? []) {
		test(`as X published it for 140 characters: ${description}`, () => {
			expect(twitterText.parseTweet(text, settingsOf("version1")).valid).toBe(expected);
			expect(isValidForX(text)).toBe(text !== "");
		});
	}

	test("links, cashtags and mentions are found as X finds them", () => {
		expect(linksIn("Give at give.hospital.org or x.ai, not node.js; $40,000.50")).toEqual([
			"give.hospital.org",
			"x.ai",
		]);
		expect(cashtagsIn("$GIVE $5,000")).toEqual(["GIVE"]);
		expect(mentionsIn("thanks @kids and a@b.org")).toEqual(["kids"]);
	});

	test("on other platforms a character is a character", () => {
		expect(textLength("facebook", "鐘🔔")).toBe(2);
		expect(textLength("dry-run", "鐘🔔")).toBe(4);
	});
});
