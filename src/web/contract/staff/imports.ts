import type {
	ImportEncoding,
	ImportField,
	ImportKind,
	ImportSeparator,
	ImportState,
} from "../../../domain/gift/import-kind.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** How a file is read. Columns by their place, from 0. Kept for the next file with the same header. */
export type ImportSettings = {
	readonly kind: ImportKind;
	/** Null: the file isn't UTF-8, and a person has to say what it is. */
	readonly encoding: ImportEncoding | null;
	readonly separator: ImportSeparator;
	/** So many rows stand above the first one that matters: a title, who made the list and when. */
	readonly skipRows: number;
	readonly hasHeader: boolean;
	readonly columns: Readonly<Partial<Record<ImportField, number>>>;
	/** What 3/4/2026 is. Null: it isn't said, and only a date that leaves no doubt is read. */
	readonly dateOrder: "month-first" | "day-first" | null;
	readonly decimal: "point" | "comma";
	/** Amounts are whole cents. */
	readonly minorUnits: boolean;
	/** How it came where the file doesn't say: a pledge's "phone" or "text", "cheque" or "cash" of money. */
	readonly source: string;
	readonly duplicates: "skip" | "take";
	/** refuse: nothing is taken while any row can't be. */
	readonly badRows: "skip" | "refuse";
	/** hosts: these people were told that they would be thanked on air, and come on the hosts' list, and on no other. */
	readonly thanks: "none" | "hosts";
	/** Last year's: when that drive opened; null: with the hour of its first gift. */
	readonly openedAt: Instant | null;
};

export type ImportColumn = {
	readonly place: number;
	/** As the file says, or "Column A" where it says nothing. */
	readonly name: string;
	/** Another column has the same name. */
	readonly isTwice: boolean;
	readonly samples: readonly string[];
};

/** What stands in the way, and what to do. `line`: of the file, from 1; null where it is about the whole file. */
export type ImportProblem = {
	readonly line: number | null;
	/** The column's name in the file. */
	readonly column: string | null;
	readonly says: string;
	readonly todo: string;
};

/** A row as it is read. Amounts in minor units. */
export type ImportPreviewRow = {
	readonly line: number;
	readonly amount: number | null;
	readonly at: Instant | null;
	readonly name: string | null;
	/** What else is read, in the words of the page: "Chicago", "monthly", "named on air". */
	readonly more: readonly string[];
	readonly problems: readonly ImportProblem[];
};

/** What reading every row has shown. Amounts in minor units. */
export type ImportReport = {
	readonly rows: number;
	readonly good: number;
	readonly bad: number;
	readonly duplicates: number;
	/** Those of them that are there with another amount: a list that was corrected and brought in again. */
	readonly changed: number;
	/** What the good rows say, added up. */
	readonly amount: number;
	/** By how much the announced total would go up, and what it was at that moment. */
	readonly counted: number;
	readonly totalBefore: number;
	readonly monthly: number;
	readonly from: Instant | null;
	readonly to: Instant | null;
	/** Given before the drive opens or after it closes: counted, in none of its hours. */
	readonly outside: number;
	/** How many come on the hosts' thank-you list, and how many of these by name; null: none, they are history. */
	readonly thanks: { readonly gifts: number; readonly named: number } | null;
	/** Milestones that would be passed, silently, in words. */
	readonly passes: readonly string[];
	/** Last year's: by hour of that drive. */
	readonly hours: readonly number[] | null;
	/** The first of each; all of them are in the file of rows that were left out. */
	readonly problems: readonly ImportProblem[];
	readonly alike: readonly ImportAlike[];
};

/** A row that was there before, in this file or already. */
export type ImportAlike = {
	readonly line: number;
	readonly amount: number;
	readonly name: string | null;
	/** "line 12 of this file", "the import of June 3", "a slip taken at 2:05 PM". */
	readonly like: string;
};

export type ImportView = {
	readonly id: string;
	readonly fileName: string;
	readonly bytes: number;
	readonly state: ImportState;
	readonly settings: ImportSettings;
	/** The settings came from an earlier file with this header. */
	readonly isRemembered: boolean;
	readonly columns: readonly ImportColumn[];
	readonly preview: readonly ImportPreviewRow[];
	/** Worth knowing before: two columns of one name, a file that was taken before. */
	readonly notices: readonly string[];
	/** Must be put right before the rows can be read. */
	readonly blockers: readonly ImportProblem[];
	/** Rows done; `of` is null until they have been counted. */
	readonly progress: { readonly done: number; readonly of: number | null };
	/** Work was asked for and nobody has taken it up for a while. */
	readonly isWaiting: boolean;
	readonly report: ImportReport | null;
	/** What was taken, and what undoing took back. */
	readonly taken: { readonly rows: number; readonly amount: number };
	readonly undone: { readonly rows: number; readonly paidMeanwhile: number };
	readonly madeAt: Instant;
	readonly madeBy: string;
	readonly endedAt: Instant | null;
};

/** GET /api/staff/campaigns/:campaign/imports */
export type ImportList = { readonly imports: readonly ImportListItem[] };
export type ImportListItem = Pick<ImportView, "id" | "fileName" | "state" | "taken" | "madeAt" | "madeBy"> & {
	readonly kind: ImportKind;
};

/** POST .../imports -> { id }; then PUT .../imports/:import/parts/:part with at most PART_BYTES of the file each, from 0; then POST .../uploaded. */
export type StartImportRequest = {
	readonly fileName: string;
	readonly bytes: number;
	readonly kind: ImportKind;
	/** From the browser: the same press twice starts one. */
	readonly requestId: string;
};
/** Below what proxies usually let through (nginx: 1 MB), and quick enough on a slow line. */
export const PART_BYTES = 1_000_000;
export const MOST_FILE_BYTES = 200 * 1_000_000;

/** PUT .../imports/:import/settings */
export type ImportSettingsRequest = ImportSettings;

/** POST .../imports/:import/deeds: check, run, cancel, undo. The same one again changes nothing. */
export type ImportDeedRequest = { readonly do: "check" | "run" | "cancel" | "undo" };
/** GET .../imports/:import/left-out.csv: the rows that were not or would not be taken, as they stood, with the reason. */
