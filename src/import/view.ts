import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { fieldLabel, fieldsOf, isAtWork } from "../domain/gift/import-kind.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ImportColumn, ImportPreviewRow, ImportProblem, ImportView } from "../web/contract/staff/imports.ts";
import { columnNames, columnsOf, recordsOf, rowTerms } from "./file-format.ts";
import { FileProblem } from "./file-problem.ts";
import { type StoredImport, sameFileBefore } from "./import-store.ts";
import { ownExportProblem } from "./own-export.ts";
import { type RowReading, readRow } from "./read-row.ts";
import { isAmbiguous } from "./read-when.ts";
import type { FileRecord } from "./records.ts";
import { isEmpty } from "./sift.ts";
import { tellWhenIn } from "./tell-when.ts";

const PREVIEW_ROWS = 20;
const WAITS_AFTER_MS = 12_000;

/** All that the page shows of an import, its first rows as they would be read now. */
export async function viewOf(pool: pg.Pool, one: StoredImport, campaign: Campaign, now: Instant): Promise<ImportView> {
	// Once it is taken nobody changes how it is read, and its file may be gone.
	const isSettable = one.state === "open" || one.state === "checked" || one.state === "checking";
	const looked = isSettable ? await lookInto(pool, one, campaign, now) : NOTHING_SEEN;
	const { columns, preview, blockers } = looked;
	return {
		...{ id: one.id, fileName: one.fileName, bytes: one.bytes, state: one.state, settings: one.settings },
		...{ isRemembered: one.isRemembered, columns, preview },
		// What was found by an older version doesn't tell all of it.
		report: one.report && { ...one.report, thanks: one.report.thanks ?? null, changed: one.report.changed ?? 0 },
		notices: isSettable ? await noticesOf(pool, one, columns, campaign) : [],
		blockers:
			one.problem === null ? blockers : [one.problem, ...blockers.filter(({ line }) => line !== one.problem?.line)],
		progress: { done: one.rowsDone, of: rowsInAll(one) },
		isWaiting: isAtWork(one.state) && !one.isLeased && now - (one.askedAt ?? now) > WAITS_AFTER_MS,
		taken: { rows: one.takenRows, amount: one.takenAmount },
		undone: { rows: one.undoneRows, paidMeanwhile: one.paidMeanwhile },
		...{ madeAt: one.madeAt, madeBy: one.madeBy, endedAt: one.endedAt },
	};
}

function rowsInAll({ state, report, takenRows }: StoredImport): number | null {
	if (state === "undoing") return takenRows;
	return report?.rows ?? null;
}

const NOTHING_SEEN = { columns: [], preview: [], blockers: [] } as const;

async function lookInto(pool: pg.Pool, one: StoredImport, campaign: Campaign, now: Instant) {
	const { settings } = one;
	const records: FileRecord[] = [];
	const blockers: ImportProblem[] = [];
	try {
		for await (const record of recordsOf(pool, one.id, settings)) {
			if (records.length > 0 && isEmpty(record)) continue;
			records.push(record);
			if (records.length > PREVIEW_ROWS) break;
		}
	} catch (error) {
		if (!(error instanceof FileProblem)) throw error;
		blockers.push(error.problem);
	}
	const names = columnNames(records[0], settings.hasHeader);
	const rows = settings.hasHeader ? records.slice(1) : records.slice(0, PREVIEW_ROWS);
	const terms = rowTerms(one, campaign, names, now);
	const columns = columnsOf(names, rows);
	const own = ownExportProblem(settings.kind, settings.hasHeader ? names : []);
	if (own !== null) blockers.push(own);
	return {
		columns,
		preview: rows.map((record) => previewRow(readRow(record, terms), campaign)),
		blockers: [...blockers, ...missing(one, rows), ...encodingUnsaid(one)],
	};
}

/** What has to be said before any row can be read. */
function missing({ settings }: StoredImport, rows: readonly FileRecord[]): ImportProblem[] {
	if (rows.length === 0)
		return [whole("There is no row in this file.", "Choose another file, or say that its first row is one.")];
	const found = fieldsOf(settings.kind)
		.filter(({ field, isNeeded }) => isNeeded && settings.columns[field] === undefined)
		.map(({ field }) => whole(`No column is chosen for “${fieldLabel(field)}”.`, "Choose it below."));
	const { at } = settings.columns;
	const dates = at === undefined ? [] : rows.map(({ cells }) => cells[at] ?? "");
	if (settings.dateOrder === null && isAmbiguous(dates)) {
		found.push(whole("The dates may be read in two ways.", "Say whether the month or the day comes first."));
	}
	return found;
}

function encodingUnsaid({ settings }: StoredImport): ImportProblem[] {
	if (settings.encoding !== null) return [];
	const todo =
		"If it was saved by Excel, it is most likely Windows-1252, and is shown so here: look at the letters with accents, and choose.";
	return [whole("The file isn't UTF-8 text.", todo)];
}

function whole(says: string, todo: string): ImportProblem {
	return { line: null, column: null, says, todo };
}

async function noticesOf(
	pool: pg.Pool,
	one: StoredImport,
	columns: readonly ImportColumn[],
	campaign: Campaign,
): Promise<string[]> {
	const notices: string[] = [];
	const before = await sameFileBefore(pool, one);
	if (before !== null) {
		const when = tellWhenIn(campaign.timeZone)(before.madeAt);
		notices.push(`${before.madeBy} brought this very file in on ${when}. Its rows are known, and are left out.`);
	}
	const twice = [...new Set(columns.filter(({ isTwice }) => isTwice).map(({ name }) => `“${name}”`))];
	if (twice.length > 0) notices.push(`Several columns are called ${twice.join(", ")}: look which of them is meant.`);
	return notices;
}

function previewRow({ record, row, amount, at, name, problems }: RowReading, campaign: Campaign): ImportPreviewRow {
	const station = campaign.stations.find(({ id }) => id === row?.stationId);
	const more = [
		row?.monthly === true ? "monthly" : null,
		row?.town ?? null,
		row?.email ?? null,
		row?.phone ?? null,
		row === null || row.source === "import" ? null : row.source,
		station?.name ?? null,
		row?.onAir === true ? "may be named on air" : null,
		row?.social === true ? "may be named in posts" : null,
		row === null || row.honour === null ? null : `in honour of ${row.honour}`,
		row === null || row.externalId === null ? null : `no. ${row.externalId}`,
		row?.note ?? null,
	].filter((words) => words !== null);
	return { line: record.line, amount, at, name, more, problems };
}
