import { writtenMills } from "../../../domain/post/x-cost.ts";
import type { Rehearsal } from "../../contract/staff/rehearsal.ts";
import { OUTCOME_WORDS } from "./words.ts";

const COLUMNS = [
	"No.",
	"Fell at",
	"Out or settled at",
	"Milestone",
	"Account",
	"What became of it",
	"Text",
	"Why",
	"Spoken for by",
	"X cost",
];

/** Spreadsheets take these for the start of a formula, as src/http/csv.ts knows of the exports. */
const FORMULA_START = /^\s*[=+\-@\t\r|]/;

/** The whole table, for a spreadsheet; times by the drive's own clock. */
export function csvOf({ posts, accounts, timeZone }: Rehearsal): string {
	const names = new Map(accounts.map(({ id, name }) => [id, name]));
	const time = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
	const rows = posts.map((post) => [
		String(post.id),
		time.format(post.fellAt),
		post.at === null ? "" : time.format(post.at),
		post.fell,
		names.get(post.accountId) ?? post.accountId,
		OUTCOME_WORDS[post.outcome].words,
		post.text ?? "",
		post.why ?? "",
		post.by === null ? "" : String(post.by),
		post.cost === 0 ? "" : writtenMills(post.cost),
	]);
	// Without the first character Excel reads UTF-8 as something else.
	return `\uFEFF${[COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(text: string): string {
	const safe = FORMULA_START.test(text) ? `'${text}` : text;
	return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
