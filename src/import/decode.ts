import { isUtf8 } from "node:buffer";
import type { ImportEncoding } from "../domain/gift/import-kind.ts";
import { FileProblem } from "./file-problem.ts";

/**
 * The file's text as UTF-8 bytes, a chunk at a time, without a byte-order mark.
 * @throws FileProblem with the line at the first byte that is no UTF-8 where that was said to be the encoding
 */
export async function* decoded(parts: AsyncIterable<Buffer>, encoding: ImportEncoding): AsyncGenerator<Buffer> {
	if (encoding === "utf-8") {
		yield* checkedUtf8(parts);
		return;
	}
	const decoder = new TextDecoder(encoding);
	for await (const part of parts) yield Buffer.from(decoder.decode(part, { stream: true }), "utf8");
	const rest = decoder.decode();
	if (rest !== "") yield Buffer.from(rest, "utf8");
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

async function* checkedUtf8(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let [line, isFirst, held] = [1, true, Buffer.alloc(0)];
	for await (const part of parts) {
		let bytes: Buffer = held.length === 0 ? part : Buffer.concat([held, part]);
		if (isFirst && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) bytes = bytes.subarray(3);
		isFirst = false;
		// A letter of several bytes may be cut by the part's end.
		const whole = bytes.length - cutAtEnd(bytes);
		held = Buffer.from(bytes.subarray(whole));
		const checked = goodLines(bytes.subarray(0, whole), line);
		yield bytes.subarray(0, checked.end);
		line = checked.line;
		if (checked.end < whole) throw notUtf8(line);
	}
	if (held.length > 0) throw notUtf8(line);
}

/** How many bytes at the end begin a letter that isn't whole yet. */
function cutAtEnd(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) return 0;
		if (byte >= 0xc0) {
			const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
			return length > back ? back : 0;
		}
	}
	return 0;
}

/** Where the lines that are UTF-8 end, and in which line the text goes on from there. */
function goodLines(bytes: Buffer, from: number): { readonly end: number; readonly line: number } {
	let [line, start] = [from, 0];
	const isWhole = isUtf8(bytes);
	for (;;) {
		const end = bytes.indexOf(0x0a, start);
		if (!isWhole && !isUtf8(bytes.subarray(start, end === -1 ? bytes.length : end))) return { end: start, line };
		if (end === -1) return { end: bytes.length, line };
		[line, start] = [line + 1, end + 1];
	}
}

function notUtf8(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} isn't UTF-8 text.`,
		"If the file was saved by Excel, it is most likely Windows-1252: choose that, and look at the letters with accents.",
	);
}
