import type { ImportKind, ImportState } from "../../../domain/gift/import-kind.ts";

export function rowsWords(kind: ImportKind, count: number): string {
	const many = count.toLocaleString("en-US");
	if (kind === "pledges") return count === 1 ? "1 pledge" : `${many} pledges`;
	return count === 1 ? "1 gift" : `${many} gifts`;
}

/** What a file of this kind becomes. */
export const KIND_LEADS: Readonly<Record<ImportKind, string>> = {
	pledges:
		"Promises that somebody else wrote down. They count as your drive counts pledges, and can be paid by a link.",
	offline: "Money that is in the house already. It counts as received, each in the hour it came.",
	"last-year": "Hour by hour, so that hosts see this year beside last year's same hour. Nothing is added to the total.",
};

export const KIND_EXAMPLES: Readonly<Record<ImportKind, string>> = {
	pledges: "Pledge ID, Date, Time, Name, City, Email, Amount, Monthly",
	offline: "Date, Given by, Amount, Type (cheque, cash, sponsor)",
	"last-year": "Date, Amount",
};

export const STATE_WORDS: Readonly<Record<ImportState, { readonly words: string; readonly color: string }>> = {
	uploading: { words: "Coming in", color: "gray" },
	open: { words: "To be checked", color: "brass" },
	checking: { words: "Being checked", color: "sky" },
	checked: { words: "Checked, nothing taken", color: "brass" },
	running: { words: "Being taken", color: "sky" },
	done: { words: "Taken", color: "verdant" },
	cancelled: { words: "Stopped on the way", color: "ember" },
	undoing: { words: "Being taken back", color: "sky" },
	undone: { words: "Taken back", color: "gray" },
};

export function sizeWords(bytes: number): string {
	if (bytes < 1_000) return `${bytes} bytes`;
	return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
