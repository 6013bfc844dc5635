/**
 * Readers for JSON nobody has checked: each returns what it was asked for, or null where it is missing or of another type.
 * None of them throws. They cost nanoseconds, where a schema library costs the whole budget of a webhook.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Twelve digits: Stripe's largest amounts stay below, and sums of many still fit a safe integer. */
const MAX_AMOUNT = 999_999_999_999;
/** Seconds; the year 5138. Above it a "timestamp" is something else. */
const MAX_SECONDS = 99_999_999_999;
const MAX_TEXT = 200;
/** Stripe's ids are letters, digits and underscores, and "may be up to 255 characters". */
const ID = /^[\x21-\x7e]{1,255}$/;
const CURRENCY = /^[a-z]{3}$/i;
/** Control and format characters (NUL: PostgreSQL refuses it in jsonb; bidi marks: they reorder a screen), lone surrogates. */
const UNWANTED = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
/** Plain ASCII needs none of the work below. */
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readObject(from: JsonObject | null, key: string): JsonObject | null {
	const value = from?.[key];
	return isObject(value) ? value : null;
}

export function readRaw(from: JsonObject | null, key: string): string | null {
	const value = from?.[key];
	return typeof value === "string" ? value : null;
}

export function isId(value: unknown): value is string {
	return typeof value === "string" && ID.test(value);
}

/** An id, whether the field holds it as a string or as the expanded object. */
export function readId(from: JsonObject | null, key: string): string | null {
	const value = from?.[key];
	if (isId(value)) return value;
	if (!isObject(value)) return null;
	return isId(value.id) ? value.id : null;
}

/** Minor units, never negative. */
export function readAmount(from: JsonObject | null, key: string): number | null {
	const value = from?.[key];
	if (typeof value !== "number" || !Number.isSafeInteger(value)) return null;
	return value >= 0 && value <= MAX_AMOUNT ? value : null;
}

/** Stripe counts seconds; this answers milliseconds. */
export function readInstant(from: JsonObject | null, key: string): number | null {
	const value = from?.[key];
	if (typeof value !== "number" || !Number.isSafeInteger(value)) return null;
	return value > 0 && value <= MAX_SECONDS ? value * 1000 : null;
}

export function readCurrency(from: JsonObject | null): string | null {
	const value = from?.currency;
	return typeof value === "string" && CURRENCY.test(value) ? value.toLowerCase() : null;
}

/** The objects in a Stripe list (`{ data: [...] }`) or a plain array; anything else is empty. */
export function readList(from: JsonObject | null, key: string): readonly JsonObject[] {
	const value = from?.[key];
	const items = Array.isArray(value) ? value : isObject(value) ? value.data : undefined;
	return Array.isArray(items) ? items.filter(isObject) : [];
}

/** Text for people: NFC, trimmed, without control characters, at most 200 code points; null where nothing is left. */
export function cleanText(value: unknown): string | null {
	if (typeof value !== "string" || value === "") return null;
	if (PLAIN.test(value)) return value;
	// Cut first: nobody's name needs a megabyte normalised. Four units a code point is generous, accents included.
	const spaced = value.slice(0, MAX_TEXT * 4).replace(/[\t\r\n]+/g, " ");
	const cleaned = spaced.replace(UNWANTED, "").normalize("NFC").trim();
	const short = cleaned.length <= MAX_TEXT ? cleaned : [...cleaned].slice(0, MAX_TEXT).join("").trim();
	return short === "" ? null : short;
}

export function readText(from: JsonObject | null, key: string): string | null {
	return cleanText(from?.[key]);
}
