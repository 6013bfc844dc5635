import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { cardPalette } from "../../src/card/card-palette.ts";
import { contrast, GRAPHIC_RATIO, TEXT_RATIO } from "../../src/domain/plain/colour.ts";

test("words read on any campaign's colour and on the rings, and the band's two parts are told apart", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
			const { ground, words, ring, track } = cardPalette(`#${number.toString(16).padStart(6, "0")}`);
			expect(contrast(words, ground)).toBeGreaterThanOrEqual(TEXT_RATIO);
			expect(contrast(words, ring)).toBeGreaterThanOrEqual(TEXT_RATIO);
			expect(contrast(words, track)).toBeGreaterThanOrEqual(GRAPHIC_RATIO);
		}),
	);
});

test("a colour that can be read on stays exactly what the hospital chose", () => {
	expect(["#ffd400", "#17639c", "#c8912e"].map((colour) => cardPalette(colour).ground)).toEqual([
		"#ffd400",
		"#17639c",
		"#c8912e",
	]);
});
