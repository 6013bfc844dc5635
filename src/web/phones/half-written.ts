import { EMPTY_LINE, type Line, MOST_LINES } from "./batch-lines.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { nameFor } from "./kept-setting.ts";

/** What is half written in this tab survives a reload of it, and a sign-in in between. Each account has its own; "" is a link's. */
const PREFIX = "carillon-phones ";

export function keepDraft(account: string, draft: Draft): void {
	keep(nameFor("draft", account), withoutCards(draft));
}

export function keptDraft(account: string): Draft {
	return { ...EMPTY_DRAFT, ...kept(nameFor("draft", account)) };
}

export function keepLines(account: string, lines: readonly Line[]): void {
	keep(nameFor("lines", account), lines.map(withoutCards));
}

export function keptLines(account: string): Line[] {
	const found = kept(nameFor("lines", account));
	return Array.isArray(found)
		? found.slice(0, MOST_LINES).map((line: Partial<Line>) => ({ ...EMPTY_LINE, ...line }))
		: [];
}

export function forgetHalfWritten(account: string): void {
	keep(nameFor("draft", account), null);
	keep(nameFor("lines", account), null);
}

function withoutCards(fields: Draft | Line): object {
	return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, mayBeCard(value) ? "" : value]));
}

/** More digits than a telephone number's: on the way to a card's, which is kept nowhere, not even half typed. */
function mayBeCard(value: unknown): boolean {
	return typeof value === "string" && value.replace(/\P{Nd}/gu, "").length > 11;
}

function keep(name: string, value: object | null): void {
	try {
		if (value === null) sessionStorage.removeItem(PREFIX + name);
		else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
	} catch {
		// Storage is off: it lives as long as the page.
	}
}

function kept(name: string): object | null {
	try {
		const found: unknown = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? "null");
		return typeof found === "object" ? found : null;
	} catch {
		return null;
	}
}
