import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalText, isSameText, type TextReadBack } from "../../src/domain/post/same-text.ts";

const fromX = (text: string, links: TextReadBack["links"] = []): TextReadBack => ({ text, htmlEscaped: true, links });
const fromFacebook = (text: string): TextReadBack => ({ text, htmlEscaped: false, links: [] });

describe("our own post is recognised", () => {
	test.each<readonly [string, string, TextReadBack]>([
		["with escaped marks", "R&D < 5 > 4", fromX("R&amp;D &lt; 5 &gt; 4")],
		["where it speaks of escapes itself", "write &lt; as &amp;lt;", fromX("write &amp;lt; as &amp;amp;lt;")],
		["where the platform did not escape after all", "R&amp;D", fromX("R&amp;D")],
		[
			"with a shortened link",
			"Give: https://a.org/b?c=d&e=f",
			fromX("Give: https://t.co/x", [{ shown: "https://t.co/x", target: "https://a.org/b?c=d&e=f" }]),
		],
		[
			"with a bare domain that became a link",
			"Give.Kids.org now",
			fromX("https://t.co/x now", [{ shown: "https://t.co/x", target: "http://give.kids.org" }]),
		],
		[
			"with a slash the platform added",
			"Go https://kids.org",
			fromX("Go https://t.co/x", [{ shown: "https://t.co/x", target: "https://kids.org/" }]),
		],
		[
			"with a link to its own picture behind it",
			"Look",
			fromX("Look https://t.co/p", [{ shown: "https://t.co/p", target: "https://x.com/kids/status/12/photo/1" }]),
		],
		["with accents composed", "Jose\u0301", fromX("Jos\u00e9")],
		["with other white space", "Hour 3:\r\n $30,000 ", fromFacebook("Hour 3:\n$30,000")],
		["without its emoji style selector", "Thanks \u2764\uFE0F", fromFacebook("Thanks \u2764")],
		[
			"with direction marks added",
			"\u05EA\u05D5\u05D3\u05D4 $5",
			fromFacebook("\u200F\u05EA\u05D5\u05D3\u05D4\u200E $5"),
		],
	])("%s", (_what, ours, theirs) => {
		expect(isSameText(ours, theirs)).toBe(true);
	});

	test("whatever it says, after X has escaped it", () => {
		const escapeMarks = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => isSameText(text, fromX(escapeMarks(text)))),
		);
	});
});

describe("another post is not taken for ours", () => {
	test.each<readonly [string, string, TextReadBack]>([
		["with another amount", "$10,000 raised", fromX("$11,000 raised")],
		["that only begins alike", "$10,000 raised", fromX("$10,000 raised today")],
		[
			"with another link",
			"Give: https://a.org/b",
			fromX("Give: https://t.co/x", [{ shown: "https://t.co/x", target: "https://a.org/c" }]),
		],
		["with another emoji family", "Hi 👩‍👩‍👧", fromX("Hi 👩‍👩‍👦")],
		["that is empty", "$10,000", fromX("")],
	])("%s", (_what, ours, theirs) => {
		expect(isSameText(ours, theirs)).toBe(false);
	});
});

test("the canonical form is its own canonical form", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
			const once = canonicalText(text);
			expect(canonicalText(once)).toBe(once);
		}),
		{ numRuns: 300, examples: [["example.org//"], ["e\u200B\u0301"], ["a / //"]] },
	);
});
