/** One row of a CSV file. `line` is where it begins, counted from 1, for messages to people. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] };

export class CsvError extends Error {
	override name = "CsvError";
	readonly code = "bad-csv";
}

/**
 * Reads RFC 4180 from any chunks of text: quoted fields with doubled quotes and line breaks in them, LF or CRLF, a byte-order
 * mark. Empty lines are skipped. @throws CsvError where a quoted field never ends or goes on after its closing quote.
 */
export async function* readCsvRows(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
	const reader = rowReader();
	let isFirst = true;
	for await (const chunk of chunks) {
		yield* reader.push(isFirst ? chunk.replace(/^\uFEFF/, "") : chunk);
		isFirst = false;
	}
	yield* reader.end();
}

/** Where in a field the reader stands; "closing": after a quote inside a quoted field, which may be half of a doubled one. */
type Place = "start" | "plain" | "quoted" | "closing";

function rowReader() {
	let place: Place = "start";
	let field = "";
	let fields: string[] = [];
	let line = 1;
	let startedAt = 1;

	const endField = () => {
		fields.push(field);
		field = "";
		place = "start";
	};
	const endRow = (): CsvRow | null => {
		endField();
		const row = { line: startedAt, fields };
		fields = [];
		startedAt = line;
		return row.fields.length === 1 && row.fields[0] === "" ? null : row;
	};
	/** Gives the row that this character ended, if it did. */
	function take(char: string): CsvRow | null {
		if (char === "\n") line += 1;
		if (place === "quoted") {
			if (char === '"') place = "closing";
			else field += char;
			return null;
		}
		if (char === "\r") return null;
		if (char === "\n") return endRow();
		if (char === ",") endField();
		else if (char === '"' && place !== "plain") {
			// Doubled inside quotes it stands for itself, at the start of a field it opens one.
			if (place === "closing") field += char;
			place = "quoted";
		} else {
			if (place === "closing")
				throw new CsvError(`Line ${line}: text goes on after a closing quote; double it inside ("")`);
			field += char;
			place = "plain";
		}
		return null;
	}

	return {
		*push(text: string): Generator<CsvRow> {
			for (const char of text) {
				const row = take(char);
				if (row !== null) yield row;
			}
		},
		*end(): Generator<CsvRow> {
			if (place === "quoted") throw new CsvError(`Line ${startedAt}: a quoted field never ends`);
			if (field === "" && fields.length === 0) return;
			const row = endRow();
			if (row !== null) yield row;
		},
	};
}
