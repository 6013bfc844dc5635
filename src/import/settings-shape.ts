import { z } from "zod";
import {
	fieldsOf,
	IMPORT_ENCODINGS,
	IMPORT_FIELDS,
	IMPORT_KINDS,
	IMPORT_SEPARATORS,
	type ImportKind,
} from "../domain/gift/import-kind.ts";
import { type ImportSettings, MOST_FILE_BYTES } from "../web/contract/staff/imports.ts";

const MOST_COLUMNS = 500;
const MOST_SKIPPED = 50;

export const startShape = z.strictObject({
	fileName: z.string().trim().min(1).max(200),
	bytes: z
		.number()
		.int()
		.min(1, "the file is empty")
		.max(MOST_FILE_BYTES, `bring at most ${MOST_FILE_BYTES / 1_000_000} MB at a time: split the file`),
	kind: z.enum(IMPORT_KINDS),
	requestId: z.string().min(8).max(100),
});

const place = z.number().int().min(0).max(MOST_COLUMNS);

/** Sent by pages and programs, and kept. */
export const settingsShape = z.strictObject({
	kind: z.enum(IMPORT_KINDS),
	encoding: z.enum(IMPORT_ENCODINGS).nullable(),
	separator: z.enum(IMPORT_SEPARATORS),
	skipRows: z.number().int().min(0).max(MOST_SKIPPED).default(0),
	hasHeader: z.boolean(),
	columns: z.partialRecord(z.enum(IMPORT_FIELDS), place),
	dateOrder: z.enum(["month-first", "day-first"]).nullable(),
	decimal: z.enum(["point", "comma"]),
	minorUnits: z.boolean(),
	source: z.enum(["phone", "text", "walk-in", "web", "import", "cheque", "cash", "sponsor"]),
	duplicates: z.enum(["skip", "take"]),
	badRows: z.enum(["skip", "refuse"]),
	// Imports that were begun before there was the choice don't have it.
	thanks: z.enum(["none", "hosts"]).default("none"),
	openedAt: z.number().int().nullable(),
}) satisfies z.ZodType<ImportSettings>;

export const deedShape = z.strictObject({ do: z.enum(["check", "run", "cancel", "undo"]) });

export function usualSettings(kind: ImportKind): ImportSettings {
	return {
		...{
			kind,
			encoding: "utf-8",
			separator: ",",
			skipRows: 0,
			hasHeader: true,
			columns: {},
			dateOrder: null,
			decimal: "point",
		},
		...{ minorUnits: false, duplicates: "skip", badRows: "skip", thanks: "none", openedAt: null },
		source: kind === "pledges" ? "phone" : kind === "offline" ? "cheque" : "import",
	};
}

/** The settings with nothing in them that their kind doesn't know: what another kind's file was read by may not linger. */
export function fitting(settings: ImportSettings): ImportSettings {
	const known = new Set(fieldsOf(settings.kind).map(({ field }) => field));
	const columns = Object.fromEntries(
		Object.entries(settings.columns).filter(([field]) => known.has(field as (typeof IMPORT_FIELDS)[number])),
	);
	const isMoney = ["cheque", "cash", "sponsor"].includes(settings.source);
	const source = (settings.kind === "offline") === isMoney ? settings.source : usualSettings(settings.kind).source;
	const thanks = settings.kind === "last-year" ? "none" : settings.thanks;
	return { ...settings, columns, source, thanks };
}
