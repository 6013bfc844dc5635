import { expect, test } from "@jest/globals";
import { timeLeft } from "../../src/web/on-air/spans.ts";

test.each([
	[2 * 86_400_000 + 5 * 3_600_000, "2 d 5 h"],
	[5 * 3_600_000 + 6 * 60_000, "5 h 06 min"],
	[3_600_000, "1 h 00 min"],
	[3_599_999, "59 min"],
	[60_000, "1 min"],
	[59_400, "60 s"],
	[1, "1 s"],
	[0, "0 s"],
	[-5_000, "0 s"],
])("%d ms are %s: a host is never told that something begins in no minutes", (ms, words) => {
	expect(timeLeft(ms)).toBe(words);
});
