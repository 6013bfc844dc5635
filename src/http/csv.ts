import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

export type CsvCell = string | number | boolean | null | undefined | Date;

type Rows = Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>;

/** Spreadsheets take these for the start of a formula, also behind blanks. */
const FORMULA_START = /^\s*[=+\-@\t\r|]/;
/** Digits and what stands between them: nothing in it can be run, and a donor database takes a phone number as it is. */
const DIGITS_ALONE = /^\+?[\d\s().-]+$/;
const PLAIN_NUMBER = /^-?\d+(?:[.,]\d+)?$/;
/** Without it Excel reads UTF-8 as something else. */
const BYTE_ORDER_MARK = "\uFEFF";

/** One row as RFC 4180 writes it; what a spreadsheet would run is made text by an apostrophe. Instants go as Date, in ISO 8601. */
export function csvLine(cells: readonly CsvCell[], { forPrograms = false }: CsvTerms = {}): string {
	return `${cells.map((cell) => csvCell(cell, forPrograms ? DIGITS_ALONE : PLAIN_NUMBER)).join(",")}\r\n`;
}

function csvCell(cell: CsvCell, harmless: RegExp): string {
	if (cell === null || cell === undefined) return "";
	if (cell instanceof Date) return cell.toISOString();
	const text = String(cell);
	const safe = typeof cell === "string" && FORMULA_START.test(text) && !harmless.test(text) ? `'${text}` : text;
	return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A CSV file to save, written as its rows are read, however many: `rows` may be an async generator over the database. `name` without
 * an ending, in letters, digits and hyphens.
 */
export function csvAnswer(name: string, columns: readonly string[], rows: Rows, terms: CsvTerms = {}): Answer {
	return fileAnswer(`${name}.csv`, "text/csv; charset=utf-8", csvPieces(columns, rows, terms));
}

/** `forPrograms`: without the mark that Excel needs and many programs stumble over, and phone numbers as they are. */
export type CsvTerms = { readonly forPrograms?: boolean };

export async function* csvPieces(columns: readonly string[], rows: Rows, terms: CsvTerms = {}): AsyncGenerator<string> {
	yield (terms.forPrograms === true ? "" : BYTE_ORDER_MARK) + csvLine(columns, terms);
	for await (const row of rows) yield csvLine(row, terms);
}

/** The same for JSON: one array, an item a line. */
export function jsonFileAnswer(name: string, items: Iterable<unknown> | AsyncIterable<unknown>): Answer {
	return fileAnswer(`${name}.json`, "application/json; charset=utf-8", jsonPieces(items));
}

async function* jsonPieces(items: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
	let between = "[\n";
	for await (const item of items) {
		yield between + JSON.stringify(item);
		between = ",\n";
	}
	yield between === "[\n" ? "[]\n" : "\n]\n";
}

/** Fewer, larger writes: a row is some dozen bytes. */
const PIECE_CHARS = 32_768;

function fileAnswer(filename: string, type: string, pieces: AsyncIterable<string>): Answer {
	return {
		kind: "stream",
		open: async (_request, response) => {
			let waiting = "";
			const flush = async () => {
				if (!response.headersSent) {
					response.setHeader("Content-Type", type);
					response.setHeader("Content-Disposition", `attachment; filename="${filename.replaceAll(/[^\w.-]/g, "-")}"`);
					response.setHeader("Cache-Control", "no-store");
				}
				if (!response.write(waiting) && !response.destroyed) await untilDrained(response);
				waiting = "";
			};
			for await (const piece of pieces) {
				// Whoever asked has gone: the rest needn't be read.
				if (response.destroyed) return;
				waiting += piece;
				if (waiting.length >= PIECE_CHARS) await flush();
			}
			if (waiting !== "") await flush();
			response.end();
		},
	};
}

/** Or until whoever reads it has gone. */
function untilDrained(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const goOn = () => {
			response.off("drain", goOn).off("close", goOn);
			resolve();
		};
		response.once("drain", goOn).once("close", goOn);
	});
}
