import type { ImportField, ImportKind } from "../domain/gift/import-kind.ts";
import type { ImportProblem } from "../web/contract/staff/imports.ts";
import { plainHeader } from "./header-words.ts";

/** By columns that nobody else's file has: what of a drive this is, where Carillon itself gave the file out. */
function ownExport(names: readonly string[]): string | null {
	const plain = new Set(names.map(plainHeader));
	if (!plain.has("time utc")) return null;
	if (plain.has("counts on air")) return "gifts";
	if (plain.has("link sent utc")) return "pledges";
	return plain.has("donor key") ? "gifts for the donor database" : null;
}

/** Its gifts stand on a ledger already: brought in as new ones, each would count twice. */
export function ownExportProblem(kind: ImportKind, names: readonly string[]): ImportProblem | null {
	const what = ownExport(names);
	if (what === null || kind === "last-year") return null;
	return {
		...{
			line: null,
			column: null,
			says: `This is Carillon's own list of a drive's ${what}: they count there already.`,
		},
		todo: "To see this year beside that drive's hours, bring its list of gifts in as last year's drive.",
	};
}

/** A drive's list of gifts is the best "last year" there is: what counted on air, at its moment. */
export function ownExportColumns(
	kind: ImportKind,
	names: readonly string[],
): Partial<Record<ImportField, number>> | null {
	if (kind !== "last-year" || ownExport(names) !== "gifts") return null;
	const plain = names.map(plainHeader);
	return { at: plain.indexOf("time utc"), amount: plain.indexOf("counts on air") };
}
