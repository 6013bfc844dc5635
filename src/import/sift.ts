import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { columnNames, recordsOf, rowTerms } from "./file-format.ts";
import type { StoredImport } from "./import-store.ts";
import { knownRows, type Like, type Neighbours, neighboursOf } from "./known-rows.ts";
import { type ReadRow, type RowReading, type RowTerms, readRow } from "./read-row.ts";
import type { FileRecord } from "./records.ts";

/** A row of a batch, with what speaks against taking it. */
export type Sifted = RowReading & { readonly like: Like | null };

export type Batch = {
	readonly rows: readonly Sifted[];
	/** Those that are to be taken. */
	readonly good: readonly ReadRow[];
	readonly lastLine: number;
};

/** One transaction takes so many gifts: short enough that a webhook behind it waits for a moment only. */
export const BATCH_ROWS = 500;

/**
 * Every row of the file after a line, a batch at a time: the one reading for the check, the taking and the file of rows that were left out,
 * so that they can't differ. @throws FileProblem
 */
export async function* sift(
	pool: pg.Pool,
	one: StoredImport,
	campaign: Campaign,
	{ after, now }: { readonly after: number; readonly now: Instant },
): AsyncGenerator<Batch> {
	let terms: RowTerms | undefined;
	const neighbours = await neighboursOf(pool, one);
	let batch: RowReading[] = [];
	for await (const record of recordsOf(pool, one.id, one.settings)) {
		if (terms === undefined) {
			terms = rowTerms(one, campaign, columnNames(record, one.settings.hasHeader), now);
			if (one.settings.hasHeader) continue;
		}
		if (record.line <= after || isEmpty(record)) continue;
		batch.push(readRow(record, terms));
		if (batch.length < BATCH_ROWS) continue;
		yield await sifted(pool, one, neighbours, batch);
		batch = [];
	}
	if (batch.length > 0) yield await sifted(pool, one, neighbours, batch);
}

/** A spreadsheet's rows below the last one: separators and nothing else. */
export function isEmpty({ cells }: FileRecord): boolean {
	return cells.every((cell) => cell.trim() === "");
}

async function sifted(
	pool: pg.Pool,
	one: StoredImport,
	neighbours: Neighbours,
	readings: readonly RowReading[],
): Promise<Batch> {
	const readable = readings.flatMap(({ row }) => (row === null ? [] : [row]));
	const known = await knownRows(pool, one, readable, neighbours);
	const isTaken = ({ line }: ReadRow) => one.settings.duplicates === "take" || !known.has(line);
	return {
		rows: readings.map((reading) => ({ ...reading, like: known.get(reading.record.line) ?? null })),
		good: readable.filter(isTaken),
		lastLine: readings.at(-1)?.record.line ?? 0,
	};
}
