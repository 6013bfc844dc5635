import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	campaignPalette,
	contrast,
	GRAPHIC_RATIO,
	INK,
	luminance,
	mixed,
	PAPER,
	parseColour,
	readableOn,
	TEXT_RATIO,
	WHITE,
} from "../../src/domain/plain/colour.ts";
import { fromOklch, toOklch } from "../../src/domain/plain/oklch.ts";

const hex = (value: number) => `#${value.toString(16).padStart(6, "0")}`;
const anyColour = fc.integer({ min: 0, max: 0xffffff }).map(hex);
const runs = { numRuns: 800 };

describe("a campaign's colour", () => {
	test("is read from its six digits and from nothing else", () => {
		expect(parseColour("#ff8000")).toEqual([1, 128 / 255, 0]);
		expect(parseColour(" #FF8000 ")).toEqual([1, 128 / 255, 0]);
		for (const text of ["", "ff8000", "#f80", "#ff80001", "red", "#gg0000", "url(x)"])
			expect([text, parseColour(text)]).toEqual([text, null]);
		expect(() => luminance("red")).toThrow('"red" is no colour: write it like "#c8912e".');
	});

	test("is measured as WCAG does", () => {
		expect(contrast("#000000", WHITE)).toBeCloseTo(21, 5);
		// https://webaim.org/resources/contrastchecker: the lightest grey that passes on white, and the next one that doesn't.
		expect(contrast("#767676", WHITE)).toBeCloseTo(4.54, 2);
		expect(contrast("#777777", WHITE)).toBeCloseTo(4.48, 2);
		expect(luminance("#ff0000")).toBeCloseTo(0.2126, 4);
		fc.assert(
			fc.property(anyColour, anyColour, (one, other) => {
				expect(contrast(one, other)).toBe(contrast(other, one));
				expect(contrast(one, other)).toBeGreaterThanOrEqual(1);
			}),
		);
	});

	test("comes back from lightness, chroma and hue as it went in", () => {
		fc.assert(
			fc.property(anyColour, (colour) => {
				const there = parseColour(colour) ?? [0, 0, 0];
				const back = fromOklch(toOklch(there));
				for (const [at, channel] of back.entries())
					expect(Math.abs(channel - (there[at] ?? 0))).toBeLessThan(0.5 / 255);
			}),
			runs,
		);
	});

	test("whatever it is, can be read on whatever ground once it is corrected", () => {
		fc.assert(
			fc.property(anyColour, anyColour, fc.constantFrom(TEXT_RATIO, GRAPHIC_RATIO), (colour, ground, ratio) => {
				expect(contrast(readableOn(colour, ground, ratio), ground)).toBeGreaterThanOrEqual(ratio);
			}),
			runs,
		);
	});

	test("stays as it is where it can be read already, and is moved no further than it must be", () => {
		fc.assert(
			fc.property(anyColour, (colour) => {
				const corrected = readableOn(colour, PAPER, TEXT_RATIO);
				if (contrast(colour, PAPER) >= TEXT_RATIO) expect(corrected).toBe(colour);
				// One 256th of the lightness is a jump of at most this much in the ratio, up here.
				else expect(contrast(corrected, PAPER)).toBeLessThan(TEXT_RATIO + 0.2);
			}),
			runs,
		);
	});

	test("keeps its hue: a hospital's red stays a red", () => {
		for (const colour of ["#e4002b", "#f7a800", "#00b5e2", "#7ac143", "#f49ac1"]) {
			const before = toOklch(parseColour(colour) ?? [0, 0, 0]);
			const after = toOklch(parseColour(readableOn(colour, PAPER, TEXT_RATIO)) ?? [0, 0, 0]);
			expect(Math.abs(after.hue - before.hue)).toBeLessThan(0.06);
		}
	});

	test("says which is better where nothing is enough", () => {
		expect(readableOn("#808080", "#777777", 7)).toBe("#000000");
		expect(readableOn("#808080", "#666666", 7)).toBe(WHITE);
	});

	test("mixes from all of one to all of the other", () => {
		expect(mixed("#000000", WHITE, 0)).toBe("#000000");
		expect(mixed("#000000", WHITE, 0.5)).toBe("#808080");
		expect(mixed("#000000", WHITE, 1)).toBe(WHITE);
	});
});

describe("a campaign's palette", () => {
	function expectReadable(colour: string): void {
		const { button, onButton, buttonHover, fill, text, wash } = campaignPalette(colour);
		const pairs: [string, string, string, number][] = [
			["words on the button", onButton, button, TEXT_RATIO],
			["words on the button under a pointer", onButton, buttonHover, TEXT_RATIO],
			["the button on paper", button, PAPER, GRAPHIC_RATIO],
			["the button on white", button, WHITE, GRAPHIC_RATIO],
			["progress on paper", fill, PAPER, GRAPHIC_RATIO],
			["progress on white", fill, WHITE, GRAPHIC_RATIO],
			["words on paper", text, PAPER, TEXT_RATIO],
			["words on white", text, WHITE, TEXT_RATIO],
			["words on the wash", text, wash, TEXT_RATIO],
			["ink on the wash", INK, wash, TEXT_RATIO],
		];
		for (const [what, one, other, ratio] of pairs)
			if (contrast(one, other) < ratio) throw new Error(`${colour}: ${what} has ${contrast(one, other)}`);
	}

	test("can be read everywhere, for any colour", () => {
		fc.assert(fc.property(anyColour, expectReadable), runs);
	});

	test("can be read everywhere, for every colour of a fine grid", () => {
		const steps = [0, 28, 57, 85, 113, 142, 170, 198, 227, 255];
		for (const red of steps)
			for (const green of steps) for (const blue of steps) expectReadable(hex((red << 16) | (green << 8) | blue));
	});

	test("is the colour itself where that does", () => {
		const { button, onButton, fill, text } = campaignPalette("#0b5394");
		expect([button, onButton, fill, text]).toEqual(["#0b5394", WHITE, "#0b5394", "#0b5394"]);
	});

	test("of a text that is no colour is the house's ink", () => {
		expect(campaignPalette("javascript:").button).toBe(INK);
	});
});
