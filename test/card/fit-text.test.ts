import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fitText } from "../../src/card/fit-text.ts";

/** Every character half as wide as the size is high. */
const measure = (text: string, size: number) => Array.from(text).length * size * 0.5;

describe("text that has to fit", () => {
	test("it is as large as it may be where there is room", () => {
		expect(fitText("Hope", { width: 1000, most: 80, least: 20, lines: 1 }, measure)).toEqual({
			size: 80,
			lines: ["Hope"],
		});
	});

	test("two lines are about equally long, and an amount stays whole", () => {
		const { lines } = fitText(
			"passed by far. $8,770\u00A0to\u00A0go.",
			{ width: 500, most: 50, least: 50, lines: 2 },
			measure,
		);
		expect(lines).toEqual(["passed by far.", "$8,770\u00A0to\u00A0go."]);
	});

	test("what doesn't fit at the smallest size ends in an ellipsis", () => {
		const fitted = fitText("a".repeat(300), { width: 400, most: 80, least: 20, lines: 2 }, measure);
		expect(fitted.lines).toEqual(["a".repeat(40), `${"a".repeat(39)}…`]);
	});

	test("whatever is typed, no line is too long and there are never too many", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 250 }), fc.integer({ min: 1, max: 3 }), (text, lines) => {
				const fitted = fitText(text, { width: 300, most: 90, least: 24, lines }, measure);
				expect(fitted.lines.length).toBeLessThanOrEqual(lines);
				expect(fitted.lines.filter((line) => measure(line, fitted.size) > 300)).toEqual([]);
			}),
		);
	});
});
