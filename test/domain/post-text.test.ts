import { describe, expect, test } from "@jest/globals";
import { maxLength, tidyText } from "../../src/domain/post/post-text.ts";

describe("tidying a rendered text", () => {
	test.each([
		["$40,000 passed , and counting .", "$40,000 passed, and counting."],
		["until 7 p.m.. Thank you.", "until 7 p.m. Thank you."],
		["and so on... Thank you.", "and so on... Thank you."],
		["one  two\u00A0three\tfour", "one two three four"],
		["first  \n\n \n\n second \r\nthird", "first\n\nsecond\nthird"],
		["  \n ", ""],
		["corazo\u0301n", "corazón"],
		["a score of .5 and $0.50", "a score of .5 and $0.50"],
	])("%j", (text, expected) => {
		expect(tidyText(text)).toBe(expected);
		expect(tidyText(expected)).toBe(expected);
	});
});

test("a dry run has X's limit", () => {
	expect([maxLength("x"), maxLength("dry-run"), maxLength("facebook"), maxLength("on-air")]).toEqual([
		280, 280, 5000, 400,
	]);
});
