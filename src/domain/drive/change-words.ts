import type { Instant } from "../plain/instant.ts";
import { formatMoney } from "../plain/money.ts";

/** How a drive writes money and time; null fields where a change belongs to no drive. */
export type ChangeTerms = { readonly currency: string | null; readonly timeZone: string };

const MONEY_FIELD =
	/^(?:goal|amount|amounts|total|step|target|atLeast|hourTarget|budget|onceAmounts|monthlyAmounts|counted|cash)$/;
const TIME_FIELD = /(?:At|Until|From|^at|^from|^to|^until)$/;
/** Seconds would be read as 1970, and no count of ours is that large: 2001 in milliseconds. */
const FIRST_INSTANT = 1_000_000_000_000;

/** "posting.stopped" -> "Posting stopped"; "two-factor.set-up" -> "Two factor set up". */
export function whatWords(what: string): string {
	const words = what.replaceAll(/[.\-_]+/g, " ").trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "opensAt" -> "opens at", in the order they stand in: "rules, every-10000, expires after minutes". */
export function pathWords(path: readonly string[]): string {
	if (path.length === 0) return "value";
	return path.map((name) => (/[-\s\d]/.test(name) ? name : spaced(name))).join(" › ");
}

function spaced(name: string): string {
	return name
		.replaceAll("_", " ")
		.replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

/** One value as a person reads it, by its field's name: money in the drive's currency, moments in its zone. */
export function valueWords(value: unknown, path: readonly string[], terms: ChangeTerms): string {
	if (value === undefined || value === null || value === "") return "nothing";
	if (value === true) return "yes";
	if (value === false) return "no";
	if (Array.isArray(value)) {
		if (value.length === 0) return "nothing";
		return value.map((item) => valueWords(item, path, terms)).join(", ");
	}
	if (typeof value === "number") return numberWords(value, path, terms);
	if (typeof value === "object") return JSON.stringify(value);
	return String(value);
}

function numberWords(value: number, path: readonly string[], { currency, timeZone }: ChangeTerms): string {
	const field = [...path].reverse().find((name) => !/^\d+$/.test(name)) ?? "";
	if (value >= FIRST_INSTANT && (TIME_FIELD.test(field) || Number.isInteger(value))) return moment(value, timeZone);
	if (currency !== null && MONEY_FIELD.test(field) && Number.isInteger(value)) {
		return formatMoney({ amount: value, currency });
	}
	return new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 }).format(value);
}

function moment(at: Instant, timeZone: string): string {
	return new Intl.DateTimeFormat("en-US", {
		timeZone,
		...{ year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" },
	}).format(at);
}
