import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { CARD_PIXELS, type CardSize } from "../../src/card/card-size.ts";
import { compose } from "../../src/card/compose.ts";
import type { Box, CardPart, Composition, TextPart } from "../../src/card/composition.ts";
import { rasterOf, vectorOf } from "../../src/card/draw.ts";
import { cardGrid } from "../support/cards.ts";

const FOLDER = fileURLToPath(new URL("../../screenshots/cards/", import.meta.url));
const MEGABYTE = 1024 * 1024;

const cases = (["wide", "square"] as const).flatMap((size) =>
	cardGrid().map((one) => ({ ...one, size, label: `${one.name}, ${size}` })),
);

/** Drawing costs a tenth of a second: of matches and power hours, laid out like all others, each is drawn once in each size. */
const drawn = cases.filter(({ name, size }) => {
	if (!/^(match|power-hour)-/.test(name)) return true;
	return size === "wide" ? name.endsWith("-en") : name.endsWith("-es");
});

beforeAll(() => {
	mkdirSync(FOLDER, { recursive: true });
});

describe("every kind of card in every language and size, ordinary and at its worst", () => {
	test.each(cases)("$label: nothing leaves the safe area and nothing meets", ({ content, size }) => {
		const composition = compose(content, size);
		const said = composition.parts.filter((part) => part.kind !== "ring");
		expect(said.filter((part) => !isInside(part, composition.safe))).toEqual([]);
		const texts = composition.parts.filter((part) => part.kind === "text");
		const solid = composition.parts.filter(
			(part) => part.kind === "text" || part.kind === "flag" || isTrack(part, composition),
		);
		expect(texts.length).toBeGreaterThanOrEqual(2);
		expect(texts.flatMap((text) => solid.filter((other) => other !== text && meet(text, other)))).toEqual([]);
		// The figure and its sentence are always whole.
		expect(texts.map((one) => one.text)).toContain(content.figure);
	});

	test.each(drawn)(
		"$label: is a picture of the right size that any platform takes",
		async ({ name, content, size }) => {
			const png = rasterOf(await vectorOf(compose(content, size))).asPng();
			expect(sizeOfPng(png)).toEqual(CARD_PIXELS[size]);
			expect(png.length).toBeLessThan(MEGABYTE);
			writeFileSync(join(FOLDER, `${name}-${size}.png`), png);
		},
	);

	// Spanish is the longer of the two.
	test.each(cases.filter(({ name }) => name.endsWith("es-extreme") && !/^power-hour-|^match-[^o]/.test(name)))(
		"$label: the ink of the words is where it was measured to be",
		async ({ content, size }) => {
			const composition = compose(content, size);
			const isText = (part: CardPart) => part.kind === "text";
			const wordless = { ...composition, parts: composition.parts.filter((part) => !isText(part)) };
			const [whole, empty] = [rasterOf(await vectorOf(composition)), rasterOf(await vectorOf(wordless))];
			const texts = composition.parts.filter((part) => part.kind === "text");
			expect(inkOutside(whole.pixels, empty.pixels, texts, size)).toBe(0);
			expect(inkOutside(whole.pixels, empty.pixels, texts.slice(1), size)).toBeGreaterThan(100);
		},
	);
});

function isInside(inner: Box, outer: Box): boolean {
	return (
		inner.x >= outer.x &&
		inner.y >= outer.y &&
		inner.x + inner.width <= outer.x + outer.width + 1 &&
		inner.y + inner.height <= outer.y + outer.height + 1
	);
}

function isTrack(part: CardPart, { safe }: Composition): boolean {
	return part.kind === "shape" && part.width === safe.width;
}

function meet(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** A letter may reach this far out of its line: the bars of a dollar sign, an accent on a capital. */
const REACH = 0.1;

/** How many pixels the words changed that lie in none of their boxes. */
function inkOutside(whole: Buffer, wordless: Buffer, texts: readonly TextPart[], size: CardSize): number {
	const { width, height } = CARD_PIXELS[size];
	const allowed = new Uint8Array(width * height);
	for (const text of texts) {
		const reach = Math.ceil(text.size * REACH);
		const from = Math.max(0, Math.floor(text.x) - 2);
		const to = Math.min(width, Math.ceil(text.x + text.width) + 2);
		for (let y = Math.max(0, text.y - reach); y < Math.min(height, text.y + text.height + reach); y += 1) {
			allowed.fill(1, Math.floor(y) * width + from, Math.floor(y) * width + to);
		}
	}
	let outside = 0;
	for (let pixel = 0; pixel < allowed.length; pixel += 1) {
		if (allowed[pixel] === 0 && whole.readUInt32LE(pixel * 4) !== wordless.readUInt32LE(pixel * 4)) outside += 1;
	}
	return outside;
}

function sizeOfPng(png: Buffer): { width: number; height: number } {
	return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
