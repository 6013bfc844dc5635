import { inflateSync } from "node:zlib";

/** What text needs of a font: which characters it has and how wide each is, in shares of the font size. */
export type FontFile = {
	/** Undefined where the font has no such character. */
	advanceOf(codePoint: number): number | undefined;
	/** The empty room before the character's ink. */
	bearingOf(codePoint: number): number | undefined;
	readonly codePoints: readonly number[];
};

/** Reads a WOFF 1 file (https://www.w3.org/TR/WOFF/), as @fontsource ships them. @throws Error where it is something else. */
export function readFontFile(woff: Buffer): FontFile {
	if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("This is no WOFF font file.");
	const [head, hhea, hmtx, cmap] = ["head", "hhea", "hmtx", "cmap"].map((tag) => tableOf(woff, tag));
	if (!head || !hhea || !hmtx || !cmap) throw new Error("The font file lacks a table that every font has.");
	const unitsPerEm = head.readUInt16BE(18);
	const widths = hhea.readUInt16BE(34);
	const glyphs = glyphsOf(cmap);
	return {
		codePoints: [...glyphs.keys()],
		bearingOf(codePoint) {
			const glyph = glyphs.get(codePoint);
			return glyph === undefined || glyph >= widths ? undefined : hmtx.readInt16BE(glyph * 4 + 2) / unitsPerEm;
		},
		advanceOf(codePoint) {
			const glyph = glyphs.get(codePoint);
			// Glyphs beyond the last width have that one.
			return glyph === undefined ? undefined : hmtx.readUInt16BE(Math.min(glyph, widths - 1) * 4) / unitsPerEm;
		},
	};
}

const HEADER = 44;
const ENTRY = 20;

function tableOf(woff: Buffer, wanted: string): Buffer | undefined {
	for (let index = 0; index < woff.readUInt16BE(12); index += 1) {
		const entry = HEADER + index * ENTRY;
		if (woff.toString("latin1", entry, entry + 4) !== wanted) continue;
		const start = woff.readUInt32BE(entry + 4);
		const packed = woff.readUInt32BE(entry + 8);
		const bytes = woff.subarray(start, start + packed);
		return packed < woff.readUInt32BE(entry + 12) ? inflateSync(bytes) : bytes;
	}
	return undefined;
}

/** The glyph of each character, from the subtable of format 4 (the Basic Multilingual Plane), which every font on the web has. */
function glyphsOf(cmap: Buffer): Map<number, number> {
	const glyphs = new Map<number, number>();
	for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
		const table = cmap.subarray(cmap.readUInt32BE(8 + index * 8));
		if (table.readUInt16BE(0) === 4) readSegments(table, glyphs);
	}
	return glyphs;
}

function readSegments(table: Buffer, glyphs: Map<number, number>): void {
	const size = table.readUInt16BE(6);
	const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + size * 2, 16 + size * 3];
	for (let at = 0; at < size; at += 2) {
		const offset = table.readUInt16BE(offsets + at);
		const start = table.readUInt16BE(starts + at);
		for (let code = start; code <= table.readUInt16BE(ends + at) && code < 0xffff; code += 1) {
			const named = offset === 0 ? code : table.readUInt16BE(offsets + at + offset + (code - start) * 2);
			const glyph = offset !== 0 && named === 0 ? 0 : (named + table.readUInt16BE(deltas + at)) & 0xffff;
			if (glyph !== 0) glyphs.set(code, glyph);
		}
	}
}
