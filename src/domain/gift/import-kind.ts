/** What a file from elsewhere holds (product.md S20). */
export const IMPORT_KINDS = ["pledges", "offline", "last-year"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a column can be. `at` may be a day, or day and time; `time` is for files that keep the time beside the day. */
export const IMPORT_FIELDS = [
	...([
		"amount",
		"at",
		"time",
		"externalId",
		"name",
		"town",
		"email",
		"phone",
		"monthly",
		"source",
		"station",
	] as const),
	...(["onAir", "social", "anonymous", "honour", "note"] as const),
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export type FieldPlace = { readonly field: ImportField; readonly label: string; readonly isNeeded: boolean };

const LABELS: Record<ImportField, string> = {
	amount: "Amount",
	at: "Date, or date and time",
	time: "Time, if in a column apart",
	externalId: "The other system's number",
	name: "Name",
	town: "Town",
	email: "E-mail",
	phone: "Phone",
	monthly: "Monthly (yes or no)",
	source: "How it came",
	station: "Station",
	onAir: "May be named on air (yes or no)",
	social: "May be named online (yes or no)",
	anonymous: "Anonymous (yes or no)",
	honour: "In honour of",
	note: "Note",
};

const OF_KIND: Record<ImportKind, { readonly needed: readonly ImportField[]; readonly also: readonly ImportField[] }> =
	{
		pledges: {
			needed: ["amount", "at"],
			also: [
				...(["time", "name", "town", "email", "phone", "monthly", "source", "station"] as const),
				...(["externalId", "onAir", "social", "anonymous", "honour", "note"] as const),
			],
		},
		offline: {
			needed: ["amount"],
			also: [
				...(["at", "time", "name", "source", "station", "externalId", "onAir", "social"] as const),
				...(["anonymous", "note"] as const),
			],
		},
		"last-year": { needed: ["amount", "at"], also: ["time", "name", "email", "phone", "monthly", "externalId"] },
	};

/** What a file of this kind can tell, what it must tell first. */
export function fieldsOf(kind: ImportKind): readonly FieldPlace[] {
	const { needed, also } = OF_KIND[kind];
	return [...needed, ...also].map((field) => ({ field, label: LABELS[field], isNeeded: needed.includes(field) }));
}

export function fieldLabel(field: ImportField): string {
	return LABELS[field];
}

export function kindWords(kind: ImportKind): string {
	switch (kind) {
		case "pledges":
			return "Pledges from a call centre";
		case "offline":
			return "Cheques, cash and sponsors' money";
		case "last-year":
			return "Last year's drive";
		default:
			return kind satisfies never;
	}
}

export const IMPORT_ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number];
export const IMPORT_SEPARATORS = [",", ";", "\t", "|"] as const;
export type ImportSeparator = (typeof IMPORT_SEPARATORS)[number];

/**
 * open: being set up. checking: every row is read, nothing is written. checked: what it would do is known. Then running, and done, or
 * cancelled on the way. undone: every row of it is taken back by new entries.
 */
export const IMPORT_STATES = [
	...(["uploading", "open", "checking", "checked", "running", "done", "cancelled", "undoing", "undone"] as const),
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export function isAtWork(state: ImportState): boolean {
	return state === "checking" || state === "running" || state === "undoing";
}
