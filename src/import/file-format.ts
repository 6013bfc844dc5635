import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { cutText } from "../domain/plain/cut-text.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ImportColumn, ImportSettings } from "../web/contract/staff/imports.ts";
import { decoded } from "./decode.ts";
import { columnLetter, plainHeader } from "./header-words.ts";
import type { StoredImport } from "./import-store.ts";
import { readParts } from "./part-store.ts";
import type { RowTerms } from "./read-row.ts";
import { type FileRecord, readRecords } from "./records.ts";

export type FileFormat = Pick<ImportSettings, "encoding" | "separator" | "skipRows">;

/** The file's records as these settings read it, the header's included, without what stands above it. @throws FileProblem */
export async function* recordsOf(
	pool: pg.Pool,
	importId: string,
	{ encoding, separator, skipRows = 0 }: FileFormat,
): AsyncGenerator<FileRecord> {
	let above = skipRows;
	// Without a choice it is read so that a person can look and choose.
	for await (const record of readRecords(decoded(readParts(pool, importId), encoding ?? "windows-1252"), {
		separator,
	})) {
		if (above > 0) above -= 1;
		else yield record;
	}
}

/** The columns' names, from the header or their places. */
export function columnNames(first: FileRecord | undefined, hasHeader: boolean): readonly string[] {
	return (first?.cells ?? []).map((cell, place) => {
		const name = hasHeader ? cutText(cell.replaceAll("\0", "").trim(), 80) : "";
		return name === "" ? `Column ${columnLetter(place)}` : name;
	});
}

export function columnsOf(names: readonly string[], samples: readonly FileRecord[]): ImportColumn[] {
	const plain = names.map(plainHeader);
	return names.map((name, place) => ({
		place,
		name,
		isTwice: plain.indexOf(plain[place] ?? "") !== plain.lastIndexOf(plain[place] ?? ""),
		samples: samples
			.map(({ cells }) => cutText((cells[place] ?? "").replaceAll("\0", "").trim(), 60))
			.filter((cell) => cell !== "")
			.slice(0, 3),
	}));
}

export function rowTerms(one: StoredImport, campaign: Campaign, names: readonly string[], now: Instant): RowTerms {
	const { currency, timeZone, stations } = campaign;
	return { settings: one.settings, names, currency, timeZone, stations, madeAt: one.madeAt, now };
}
