import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type FontFile, readFontFile } from "./font-file.ts";

/** The two voices of a card: figures and headlines; names and small words. */
export type Face = "display" | "reading";

/** satori takes WOFF, not WOFF2. Each alphabet's letters are a file; a character is set in the first that has it. */
const FILES: Readonly<Record<Face, { readonly weight: 700 | 800 | 600; readonly files: readonly string[] }>> = {
	display: {
		weight: 800,
		files: ["latin", "latin-ext", "vietnamese"].map(
			(letters) => `@fontsource/bricolage-grotesque/files/bricolage-grotesque-${letters}-800-normal.woff`,
		),
	},
	reading: {
		weight: 600,
		files: ["latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext"].map(
			(letters) => `@fontsource/inter/files/inter-${letters}-600-normal.woff`,
		),
	},
};

/** A font as satori takes it. The weight is one for all, so that a family's name alone picks the file. */
export type DrawnFont = {
	readonly name: string;
	readonly data: Buffer;
	readonly weight: 400;
	readonly style: "normal";
};

export type Fonts = {
	readonly drawn: readonly DrawnFont[];
	/** CSS font-family of a face: its own files, then those of the reading face. */
	family(face: Face): string;
	/** In pixels, of text on one line; kerning is left out, which makes it a little wider than drawn. */
	widthOf(text: string, face: Face, size: number): number;
	/** In pixels: the empty room before the first letter's ink. */
	bearingOf(text: string, face: Face, size: number): number;
	readonly codePoints: ReadonlySet<number>;
};

let opened: Fonts | undefined;

/** The bundled fonts, read once a thread. */
export function cardFonts(): Fonts {
	opened ??= open();
	return opened;
}

type Named = { readonly name: string; readonly data: Buffer; readonly file: FontFile };

function open(): Fonts {
	const find = createRequire(import.meta.url);
	const read = (face: Face): Named[] =>
		FILES[face].files.map((path, index) => {
			const data = readFileSync(find.resolve(path));
			return { name: `${face} ${index}`, data, file: readFontFile(data) };
		});
	const reading = read("reading");
	const order: Readonly<Record<Face, readonly Named[]>> = { reading, display: [...read("display"), ...reading] };
	const widths = new Map<string, number>();
	const advance = (character: string, face: Face): number => {
		const key = `${face} ${character}`;
		const known = widths.get(key);
		if (known !== undefined) return known;
		const code = character.codePointAt(0) ?? 0;
		const found = order[face].map(({ file }) => file.advanceOf(code)).find((width) => width !== undefined) ?? 1;
		widths.set(key, found);
		return found;
	};
	return {
		drawn: order.display.map(({ name, data }) => ({ name, data, weight: 400, style: "normal" })),
		family: (face) => order[face].map(({ name }) => name).join(", "),
		widthOf: (text, face, size) =>
			Array.from(text).reduce((width, character) => width + advance(character, face), 0) * size,
		bearingOf(text, face, size) {
			const code = text.codePointAt(0) ?? 0;
			const bearing = order[face].map(({ file }) => file.bearingOf(code)).find((one) => one !== undefined) ?? 0;
			return Math.max(0, Math.round(bearing * size));
		},
		codePoints: new Set(reading.flatMap(({ file }) => file.codePoints)),
	};
}
