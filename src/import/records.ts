import { type Parser, parse } from "csv-parse";
import type { ImportSeparator } from "../domain/gift/import-kind.ts";
import { FileProblem } from "./file-problem.ts";

/** One row of the file. `line` is where it begins, counted from 1 as an editor counts. */
export type FileRecord = { readonly line: number; readonly cells: readonly string[] };

/** Nobody's row is longer; a quote that never ends would otherwise take in the whole file. */
export const MOST_ROW_BYTES = 100_000;

/**
 * The file's rows, read as they are asked for, with no more than one part and one row in memory. Lines may end in any way, also in several.
 * Empty lines are left out. @throws FileProblem with the line where a row is too long or its quotes never end
 */
export async function* readRecords(
	text: AsyncIterable<Buffer>,
	{ separator }: { readonly separator: ImportSeparator },
): AsyncGenerator<FileRecord> {
	// Taken as they are found and not from the stream's far end: what was read before an error would be lost there with it.
	let found: FileRecord[] = [];
	let last = 0;
	const parser = openParser(separator, (cells, lines) => {
		found.push({ line: lines - breaksIn(cells), cells });
		last = lines;
	});
	const taken = () => {
		const rows = found;
		found = [];
		return rows;
	};
	try {
		for await (const piece of inPieces(text)) {
			const error = await written(parser, piece);
			yield* taken();
			if (error !== null) throw problemOf(error, last + 1);
		}
		const error = await ended(parser);
		yield* taken();
		if (error !== null) throw problemOf(error, last + 1);
	} finally {
		parser.destroy();
	}
}

function openParser(separator: ImportSeparator, tell: (cells: readonly string[], lines: number) => void): Parser {
	const parser = parse({
		delimiter: separator,
		record_delimiter: ["\r\n", "\n", "\r"],
		// Names have quotes in them ('5" pipe', 'The "Rock"'), and most programs that write CSV don't double those.
		relax_quotes: true,
		relax_column_count: true,
		skip_empty_lines: true,
		max_record_size: MOST_ROW_BYTES,
		on_record: (cells: string[], { lines }) => {
			tell(cells, lines);
			return null;
		},
	});
	// Whoever writes is told of an error; without a listener it would end the process as well.
	parser.on("error", () => undefined);
	parser.resume();
	return parser;
}

function written(parser: Parser, piece: Buffer): Promise<unknown> {
	return new Promise((resolve) => parser.write(piece, (error) => resolve(error ?? null)));
}

function ended(parser: Parser): Promise<unknown> {
	return new Promise((resolve) => {
		parser.once("error", resolve).once("end", () => resolve(null));
		parser.end();
	});
}

const PIECE_BYTES = 65_536;

/** Each piece is parsed at one go: short enough that whatever else this process does isn't held up. */
async function* inPieces(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	for await (const bytes of text) {
		for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
	}
}

/** A cell may go over several lines; csv-parse tells where its row ended. */
function breaksIn(cells: readonly string[]): number {
	let breaks = 0;
	for (const cell of cells) {
		if (cell.includes("\n") || cell.includes("\r")) breaks += cell.split(/\r\n|\n|\r/).length - 1;
	}
	return breaks;
}

function problemOf(error: unknown, line: number): unknown {
	const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
	if (code === "CSV_MAX_RECORD_SIZE") {
		const says = `The row that begins at line ${line} has more than ${MOST_ROW_BYTES.toLocaleString("en-US")} characters.`;
		return new FileProblem(
			line,
			says,
			"Look for a quote that is opened there and never closed, or take that line out.",
		);
	}
	if (code === "CSV_QUOTE_NOT_CLOSED") {
		const says = `In the row that begins at line ${line} a quote is opened and never closed.`;
		return new FileProblem(line, says, "Close it, or take it out.");
	}
	if (code.startsWith("CSV_")) {
		return new FileProblem(
			line,
			`The row that begins at line ${line} is no CSV.`,
			"Correct that line, or take it out.",
		);
	}
	return error;
}
