import type pg from "pg";
import type { ImportField, ImportKind } from "../domain/gift/import-kind.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ImportSettings } from "../web/contract/staff/imports.ts";
import { columnNames, type FileFormat, recordsOf } from "./file-format.ts";
import { FileProblem } from "./file-problem.ts";
import { guessColumns, looksLikeHeader, plainHeader, rowsAboveHeader } from "./header-words.ts";
import { rememberedSettings, rememberSettings, type StoredImport } from "./import-store.ts";
import { otherFile } from "./other-file.ts";
import { ownExportColumns } from "./own-export.ts";
import { digestOf, readParts } from "./part-store.ts";
import { guessDecimal } from "./read-amount.ts";
import { guessDateOrder } from "./read-when.ts";
import type { FileRecord } from "./records.ts";
import { fitting, usualSettings } from "./settings-shape.ts";
import { sniffEncoding, sniffSeparator } from "./sniff.ts";

const SAMPLE_BYTES = 65_536;
const SAMPLE_ROWS = 200;

export type Opened = { readonly kind: "opened" } | { readonly kind: "refused"; readonly says: string };

/** The whole file is here: how it is likely to be read is found out, or remembered from the last file with this header. */
export async function openFile(pool: pg.Pool, one: StoredImport): Promise<Opened> {
	const whole = await digestOf(pool, one.id);
	if (whole === null || whole.bytes !== one.bytes) {
		return { kind: "refused", says: "Parts of the file are missing. Bring it in again." };
	}
	const sample = await sampleOf(pool, one.id);
	const other = otherFile(sample);
	if (other !== null) return { kind: "refused", says: other };
	const { settings, isRemembered } = await guessSettings(pool, one, sample);
	await pool.query(
		"update import set digest = $2, settings = $3, is_remembered = $4, state = 'open' where id = $1 and state = 'uploading'",
		[one.id, whole.digest, JSON.stringify(settings), isRemembered],
	);
	return { kind: "opened" };
}

async function sampleOf(pool: pg.Pool, importId: string): Promise<Buffer> {
	const parts = readParts(pool, importId);
	const { value } = await parts.next();
	await parts.return(undefined);
	return (value ?? Buffer.alloc(0)).subarray(0, SAMPLE_BYTES);
}

async function guessSettings(pool: pg.Pool, { id: importId, settings: { kind } }: StoredImport, sample: Buffer) {
	const encoding = sniffEncoding(sample);
	const separator = sniffSeparator(new TextDecoder(encoding ?? "windows-1252").decode(sample));
	const all = await firstRecords(pool, importId, { encoding, separator, skipRows: 0 }, SAMPLE_ROWS);
	const skipRows = rowsAboveHeader(kind, all);
	const records = all.slice(skipRows);
	const hasHeader = looksLikeHeader(records[0]?.cells ?? []);
	const names = columnNames(records[0], hasHeader);
	const guessed = guessByRows(kind, names, hasHeader ? records.slice(1) : records, hasHeader);
	const fresh: ImportSettings = { ...usualSettings(kind), encoding, separator, skipRows, hasHeader, ...guessed };
	const known = hasHeader ? await rememberedSettings(pool, headerKey(names), kind) : null;
	if (known === null) return { settings: fresh, isRemembered: false };
	// How it is written is this file's own; what its columns mean is as last time.
	const { columns, dateOrder, decimal, minorUnits, source } = known;
	return { settings: fitting({ ...fresh, columns, dateOrder, decimal, minorUnits, source }), isRemembered: true };
}

/** As far as it can be read. */
export async function firstRecords(
	pool: pg.Pool,
	importId: string,
	format: FileFormat,
	most: number,
): Promise<FileRecord[]> {
	const records: FileRecord[] = [];
	try {
		for await (const record of recordsOf(pool, importId, format)) {
			records.push(record);
			if (records.length >= most) break;
		}
	} catch (error) {
		if (!(error instanceof FileProblem)) throw error;
	}
	return records;
}

function guessByRows(kind: ImportKind, names: readonly string[], rows: readonly FileRecord[], hasHeader: boolean) {
	const columns = hasHeader ? (ownExportColumns(kind, names) ?? guessColumns(kind, names)) : {};
	const samples = (field: ImportField) => {
		const place = columns[field];
		return place === undefined ? [] : rows.map(({ cells }) => cells[place] ?? "").filter((cell) => cell.trim() !== "");
	};
	const isMinor = columns.amount !== undefined && /(?:cents|minor|centavos)/i.test(names[columns.amount] ?? "");
	return {
		columns,
		dateOrder: guessDateOrder(samples("at")),
		decimal: guessDecimal(samples("amount")),
		minorUnits: isMinor && samples("amount").every((cell) => /^\s*\d+\s*$/.test(cell)),
	};
}

function headerKey(names: readonly string[]): string {
	return names.map(plainHeader).join("\n").slice(0, 4_000);
}

/** For the next file with this header. */
export async function rememberFor(pool: pg.Pool, one: StoredImport, now: Instant): Promise<void> {
	if (!one.settings.hasHeader) return;
	const [first] = await firstRecords(pool, one.id, one.settings, 1);
	await rememberSettings(pool, headerKey(columnNames(first, true)), one.settings, now);
}
