import { createReadStream } from "node:fs";
import { DateTime } from "luxon";
import type { Instant } from "../domain/plain/instant.ts";
import { parseAmount } from "../domain/plain/money.ts";
import { type CsvRow, readCsvRows } from "./csv-rows.ts";

/** One gift of a drive that was. `amount` in minor units of the currency the file was read with. */
export type DriveRow = {
	/** The file's own id, or the number of the row: no two gifts of a file share one. */
	readonly id: string;
	readonly at: Instant;
	readonly amount: number;
	readonly name: string | null;
	readonly isAnonymous: boolean;
	readonly isMonthly: boolean;
	readonly station: string | null;
};

export class DriveFileError extends Error {
	override name = "DriveFileError";
	readonly code = "bad-drive-file";
}

const COLUMNS = {
	time: ["ts_utc", "timestamp", "created"],
	minor: ["amount_cents"],
	amount: ["amount"],
	name: ["name"],
	anonymous: ["anonymous"],
	monthly: ["monthly"],
	station: ["station"],
	id: ["id"],
} as const;

type Columns = Readonly<Record<keyof typeof COLUMNS, number>>;

const YES = new Set(["1", "true", "yes", "y", "t"]);
const NO = new Set(["0", "false", "no", "n", "f", ""]);

/**
 * Reads a drive from a CSV file row by row. Columns by header, in any order, others are left alone (a `seq` is no id: files that
 * were joined repeat it). `currency` says how many digits `amount` may have; `amount_cents` is in minor units.
 * @throws DriveFileError or CsvError with the line and what is wrong in it.
 */
export async function* readDriveFile(path: string, currency: string): AsyncGenerator<DriveRow> {
	const chunks = createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 18 });
	yield* readDrive(chunks, currency);
}

/** As readDriveFile, from text in any chunks. */
export async function* readDrive(chunks: AsyncIterable<string>, currency: string): AsyncGenerator<DriveRow> {
	let columns: Columns | null = null;
	let number = 0;
	const seen = new Map<string, number>();
	for await (const row of readCsvRows(chunks)) {
		if (columns === null) {
			columns = findColumns(row);
			continue;
		}
		number += 1;
		const gift = readRow(row, columns, number, currency);
		const earlier = columns.id < 0 ? undefined : seen.get(gift.id);
		if (earlier !== undefined) {
			throw new DriveFileError(
				`Line ${row.line}: the id ${gift.id} stands in line ${earlier} already; make ids unique`,
			);
		}
		if (columns.id >= 0) seen.set(gift.id, row.line);
		yield gift;
	}
	if (columns === null) throw new DriveFileError("The file is empty: its first line must name the columns");
	if (number === 0) throw new DriveFileError("The file has a header and no gifts");
}

function findColumns(header: CsvRow): Columns {
	const names = header.fields.map((name) => name.trim().toLowerCase());
	const find = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
	const columns: Columns = {
		time: find(COLUMNS.time),
		minor: find(COLUMNS.minor),
		amount: find(COLUMNS.amount),
		name: find(COLUMNS.name),
		anonymous: find(COLUMNS.anonymous),
		monthly: find(COLUMNS.monthly),
		station: find(COLUMNS.station),
		id: find(COLUMNS.id),
	};
	if (columns.time < 0) {
		throw new DriveFileError(`Line 1: no column for the time; name one of them ${COLUMNS.time.join(" or ")}`);
	}
	if (columns.minor < 0 && columns.amount < 0) {
		throw new DriveFileError("Line 1: no column for the amount; name it amount_cents (minor units) or amount");
	}
	return columns;
}

function readRow(row: CsvRow, columns: Columns, number: number, currency: string): DriveRow {
	const text = (column: keyof Columns) => (columns[column] < 0 ? "" : (row.fields[columns[column]] ?? "").trim());
	const flag = (column: "anonymous" | "monthly") => {
		const said = text(column).toLowerCase();
		if (YES.has(said)) return true;
		if (NO.has(said)) return false;
		throw new DriveFileError(`Line ${row.line}: ${column} is "${shorten(said)}"; write 1 or 0`);
	};
	return {
		id: text("id") || String(number),
		at: readTime(text("time"), row.line),
		amount: readAmount(row.line, text("minor"), text("amount"), currency),
		name: text("name") || null,
		isAnonymous: flag("anonymous"),
		isMonthly: flag("monthly"),
		station: text("station") || null,
	};
}

/** As nearly every file has it, and read ten times as fast as by a library that knows them all. */
const PLAIN_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

/** Without an offset it is UTC; a bare number is seconds since 1970, as Stripe's exports and API write `created`. */
function readTime(text: string, line: number): Instant {
	const at = /^\d{9,11}$/.test(text)
		? Number(text) * 1000
		: PLAIN_UTC.test(text)
			? Date.parse(text)
			: DateTime.fromISO(text.replace(" ", "T"), { zone: "utc" }).toMillis();
	if (Number.isFinite(at)) return at;
	throw new DriveFileError(`Line ${line}: "${shorten(text)}" is no time; write it like 2026-12-03T14:05:09Z`);
}

function readAmount(line: number, minor: string, major: string, currency: string): number {
	const amount = minor === "" ? parseAmount(major.replace(/^\$/, ""), currency) : Number(minor);
	if (amount === null || !Number.isSafeInteger(amount)) {
		const example = minor === "" ? "25.00 (whole currency)" : "2500 (minor units)";
		throw new DriveFileError(`Line ${line}: "${shorten(minor || major)}" is no amount; write it like ${example}`);
	}
	if (amount > 0 && amount <= 99_999_999_999) return amount;
	throw new DriveFileError(
		`Line ${line}: a gift of ${amount} can't have been paid; remove the row, refunds are not replayed`,
	);
}

function shorten(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
