import { isUtf8 } from "node:buffer";
import { IMPORT_SEPARATORS, type ImportEncoding, type ImportSeparator } from "../domain/gift/import-kind.ts";

/** What the file's first bytes are written in; null: not UTF-8, and nothing says what else. */
export function sniffEncoding(sample: Buffer): ImportEncoding | null {
	if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
	if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
	const zeros = [0, 0];
	const looked = Math.min(sample.length, 1_000);
	for (let place = 0; place < looked; place += 1) {
		if (sample[place] === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
	}
	const [even = 0, odd = 0] = zeros;
	// Latin text in UTF-16 has a zero in every second byte, and no mark says so.
	if (odd > looked / 4 && even < looked / 20) return "utf-16le";
	if (even > looked / 4 && odd < looked / 20) return "utf-16be";
	const lastLine = sample.lastIndexOf(0x0a);
	return isUtf8(lastLine === -1 ? wholeLetters(sample) : sample.subarray(0, lastLine)) ? "utf-8" : null;
}

/** Without the bytes at the end that may be the beginning of a letter. */
function wholeLetters(sample: Buffer): Buffer {
	let end = sample.length;
	while (end > 0 && end > sample.length - 4 && (sample[end - 1] ?? 0) >= 0x80) end -= 1;
	return sample.subarray(0, end);
}

const MOST_LINES = 20;

/** The sign that stands outside of quotes as often in one line as in the others; a comma where none does. */
export function sniffSeparator(text: string): ImportSeparator {
	const lines = text
		.split(/\r\n|\n|\r/)
		.filter((line) => line.trim() !== "")
		.slice(0, MOST_LINES);
	let best: { sign: ImportSeparator; score: number } = { sign: ",", score: 0 };
	for (const sign of IMPORT_SEPARATORS) {
		const counts = lines.map((line) => countOutsideQuotes(line, sign));
		const first = counts[0] ?? 0;
		// The last line of a sample may be cut.
		const alike = counts.slice(0, Math.max(1, counts.length - 1)).filter((count) => count === first).length;
		const score = first === 0 ? 0 : alike * 100 + first;
		if (score > best.score) best = { sign, score };
	}
	return best.sign;
}

function countOutsideQuotes(line: string, sign: string): number {
	let [count, isQuoted] = [0, false];
	for (const char of line) {
		if (char === '"') isQuoted = !isQuoted;
		else if (char === sign && !isQuoted) count += 1;
	}
	return count;
}
