import type { Station } from "../domain/drive/campaign.ts";
import type { ImportField } from "../domain/gift/import-kind.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { withoutMonth } from "../domain/plain/typed-amount.ts";
import { holdsCardNumber } from "../domain/pledge/card-number.ts";
import { LONGEST_SLIP_TEXT, plainPhone } from "../domain/pledge/slip.ts";
import type { ImportProblem, ImportSettings } from "../web/contract/staff/imports.ts";
import { plainHeader } from "./header-words.ts";
import { type ReadAmount, readAmount } from "./read-amount.ts";
import { type ReadWhen, readWhen } from "./read-when.ts";
import { readSource, readStation, readYes, type YesNo } from "./read-words.ts";
import type { FileRecord } from "./records.ts";
import { written } from "./written-name.ts";

/** A row that can be taken. Amount in minor units of the drive's currency; a monthly one's for one month. */
export type ReadRow = {
	readonly line: number;
	readonly amount: number;
	readonly at: Instant;
	/** False: only the day is known. */
	readonly hasTime: boolean;
	readonly externalId: string | null;
	readonly name: string | null;
	readonly town: string | null;
	readonly email: string | null;
	readonly phone: string | null;
	readonly monthly: boolean;
	readonly source: string;
	readonly stationId: string | null;
	readonly onAir: boolean;
	readonly social: boolean;
	readonly honour: string | null;
	readonly note: string | null;
};

export type RowReading = {
	readonly record: FileRecord;
	/** Null where it can't be taken. */
	readonly row: ReadRow | null;
	/** As far as it could be read. */
	readonly amount: number | null;
	readonly at: Instant | null;
	readonly name: string | null;
	readonly problems: readonly ImportProblem[];
};

export type RowTerms = {
	readonly settings: ImportSettings;
	/** The columns' names, in their order. */
	readonly names: readonly string[];
	readonly currency: string;
	readonly timeZone: string;
	readonly stations: readonly Station[];
	/** Where a row of money says no date: when the file came. */
	readonly madeAt: Instant;
	readonly now: Instant;
};

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;
const MOST = {
	name: LONGEST_SLIP_TEXT.name,
	town: LONGEST_SLIP_TEXT.town,
	honour: LONGEST_SLIP_TEXT.honoured,
	note: 300,
};
const MOST_ID = 100;
/** Spaces that aren't one plain space: most cells have none. */
const UNEVEN = /\s\s|[^\S ]/;
/** "5.55E+09" */
const SHORTENED = /^\d(?:[.,]\d+)?E\+?\d+$/i;
const KEEP_IDS_WHOLE =
	"Save the list again with that column as text; or choose no column for the other system's number.";
const KEEP_PHONES_WHOLE = "Save the list again with that column as text; or choose no column for the phone.";

/** Reads one row; nothing of what stands in it is ever run or followed, and no problem repeats it. */
export function readRow(record: FileRecord, terms: RowTerms): RowReading {
	const { settings, names } = terms;
	const problems: ImportProblem[] = [];
	const add = (field: ImportField | null, says: string, todo = "Correct it in the file, or leave this row out.") => {
		const place = field === null ? undefined : settings.columns[field];
		problems.push({ line: record.line, column: place === undefined ? null : (names[place] ?? null), says, todo });
	};
	const cell = (field: ImportField): string => {
		const place = settings.columns[field];
		return place === undefined ? "" : (record.cells[place] ?? "").trim();
	};
	const texts = readTexts(cell, add);
	const { figures, monthly } = withoutMonth(cell("amount"));
	const amount = readAmount(figures, { currency: terms.currency, ...settings });
	if (!amount.ok) add("amount", amount.says, amountTodo(amount));
	const when = readRowsTime(cell, terms);
	const isSum = isSumOfOthers(record, cell);
	if (!when.ok && !isSum) add("at", when.says, whenTodo(when));
	const told = readFlags(cell, add);
	const flags = { ...told, monthly: told.monthly || (monthly && settings.kind !== "offline") };
	if (isSum) {
		const todo = "Leave this row out; if it is a gift after all, write its date.";
		add(null, "It looks like a sum of the rows above: it has no date, and nobody's name.", todo);
	}
	const source = readSource(cell("source"), settings);
	if (source === null) add("source", "Nobody here knows this way of giving.", "Write cheque, cash or sponsor.");
	const stationId = readStation(cell("station"), terms.stations);
	if (stationId === undefined)
		add("station", "There is no such station in this drive.", "Add the station in the set-up, or correct its name.");
	if (record.cells.slice(names.length).some((extra) => extra.trim() !== "")) {
		add(
			null,
			`The row has ${record.cells.length} cells, and there are ${names.length} columns.`,
			"A text with a separator in it needs quotes around it.",
		);
	}
	const isGood = problems.length === 0 && amount.ok && when.ok;
	return {
		record,
		problems,
		amount: amount.ok ? amount.amount : null,
		at: when.ok ? when.at : null,
		name: texts.name,
		row: isGood
			? {
					...texts,
					...flags,
					line: record.line,
					amount: amount.amount,
					at: when.at,
					hasTime: when.hasTime,
					source: source ?? "import",
					stationId: stationId ?? null,
				}
			: null,
	};
}

const SUM = /^(?:grand |sub ?)?totals?$|^sum$|^total general$|^suma$/;

/** "TOTAL,,$5,000": at the end of many lists, and the worst row that could be taken for a gift. */
function isSumOfOthers({ cells }: FileRecord, cell: CellOf): boolean {
	if (cell("at") !== "") return false;
	const told = cells.filter((one) => one.trim() !== "");
	if (told.some((one) => SUM.test(plainHeader(one)))) return true;
	return cells.length > 1 && told.length === 1 && cell("amount") !== "";
}

type AddProblem = (field: ImportField | null, says: string, todo?: string) => void;
type CellOf = (field: ImportField) => string;

function readTexts(cell: CellOf, add: AddProblem) {
	const read = (field: ImportField, most: number): string | null => {
		const text = cell(field).normalize("NFC");
		if (text === "") return null;
		if (text.includes("\0")) add(field, "It holds a character that is none (NUL).");
		else if (text.length > most && [...text].length > most)
			add(field, `It has more than ${most} characters.`, "Shorten it in the file.");
		else if (mayHoldCard(text) && holdsCardNumber(text))
			add(field, "It looks like a payment card's number.", "Take it out of the file: card numbers don't belong here.");
		else return UNEVEN.test(text) ? text.replace(/\s+/g, " ") : text;
		return null;
	};
	const externalId = read("externalId", MOST_ID);
	// Two different numbers look the same once they are cut short.
	if (externalId !== null && SHORTENED.test(externalId))
		add("externalId", "Excel has cut this number short.", KEEP_IDS_WHOLE);
	const email = read("email", LONGEST_SLIP_TEXT.email)?.toLowerCase() ?? null;
	if (email !== null && !EMAIL.test(email))
		add("email", "This is no e-mail address.", "Correct it, or empty the cell.");
	const typed = read("phone", LONGEST_SLIP_TEXT.phone);
	const phone = typed === null ? null : plainPhone(typed);
	if (typed !== null && phone === null) {
		if (SHORTENED.test(typed)) add("phone", "Excel has cut this number short.", KEEP_PHONES_WHOLE);
		else add("phone", "This is no telephone number.", "Correct it, or empty the cell.");
	}
	return {
		...{ email, phone, externalId },
		...{ name: written(read("name", MOST.name)), town: written(read("town", MOST.town)) },
		...{ honour: read("honour", MOST.honour), note: read("note", MOST.note) },
	};
}

/** Asked first, because looking closely costs more than all the rest of the row: a card's number has thirteen digits at least. */
function mayHoldCard(text: string): boolean {
	if (text.length < 13) return false;
	let digits = 0;
	for (let place = 0; place < text.length; place += 1) {
		const code = text.charCodeAt(place);
		// Digits of other scripts are read as such by whoever looks closely.
		if (code < 0x20 || code > 0x7e) return true;
		if (code >= 0x30 && code <= 0x39) digits += 1;
	}
	return digits >= 12;
}

/** Nobody has agreed to anything that isn't said. */
function readFlags(cell: CellOf, add: AddProblem) {
	const read = (field: "monthly" | "onAir" | "social" | "anonymous"): boolean => {
		const told: YesNo = readYes(cell(field), field === "monthly");
		if (told === "unclear") add(field, "It is neither yes nor no.", "Write yes or no, or empty the cell.");
		return told === "yes";
	};
	const [monthly, anonymous] = [read("monthly"), read("anonymous")];
	const [onAir, social] = [read("onAir"), read("social")];
	return { monthly, onAir: onAir && !anonymous, social: social && !anonymous };
}

function readRowsTime(cell: CellOf, { settings, timeZone, madeAt, now }: RowTerms): ReadWhen {
	if (settings.kind === "offline" && cell("at") === "") return { ok: true, at: madeAt, hasTime: false };
	return readWhen(cell("at"), cell("time"), { timeZone, dateOrder: settings.dateOrder, now });
}

function amountTodo({ says }: ReadAmount & { ok: false }): string {
	if (says.includes("is read with a")) return "Choose the sign before the cents above, or correct the row.";
	return "Correct it in the file, or leave this row out.";
}

function whenTodo({ says }: ReadWhen & { ok: false }): string {
	if (says.includes("two dates") || says.includes("come first")) return "Choose the order of day and month above.";
	return "Write it like 2026-12-03 14:05, or leave this row out.";
}
