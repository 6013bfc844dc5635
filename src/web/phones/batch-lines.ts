import { type Draft, EMPTY_DRAFT } from "./draft.ts";

/** One line of many slips: what paper slips have. */
export type Line = Pick<Draft, "amount" | "monthly" | "name" | "town"> & { readonly onAir: boolean };

export const EMPTY_LINE: Line = { amount: "", monthly: false, name: "", town: "", onAir: false };
export const MOST_LINES = 100;

export function isEmpty({ amount, name, town }: Line): boolean {
	return amount.trim() === "" && name.trim() === "" && town.trim() === "";
}

/** Amount, name and town of each line, parted as a spreadsheet copies them (tabs) or as a list is written (semicolons, commas). */
export function pastedLines(text: string): Line[] {
	const rows = text
		.split(/\r\n|\r|\n/)
		.map((row) => row.trim())
		.filter((row) => row !== "")
		.slice(0, MOST_LINES);
	return rows.map((row) => {
		const [amount = "", name = "", town = ""] = cellsOf(row).map((cell) => cell.replace(/^"|"$/g, "").trim());
		return { ...EMPTY_LINE, amount, name, town };
	});
}

/** "1,000" is an amount and no two cells: a comma parts only where something other than three digits follows. */
function cellsOf(row: string): string[] {
	if (row.includes("\t")) return row.split("\t");
	if (row.includes(";")) return row.split(";");
	return row.split(/,(?!\d{3}(?!\d))/);
}

export function draftOfLine({ amount, monthly, name, town, onAir }: Line): Draft {
	// On a paper slip the yes to the air is one for the town beside the name.
	const consent = { ...EMPTY_DRAFT.consent, onAir: onAir && name.trim() !== "", town: onAir && town.trim() !== "" };
	return { ...EMPTY_DRAFT, amount, monthly, name, town, consent };
}
