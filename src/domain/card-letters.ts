import type { Language } from "./language.ts";
import { formatMoney, type Money } from "./money.ts";

/** True where the bundled fonts have every character: no picture ever shows empty boxes. */
export function canBeSet(text: string): boolean {
	return /^[\p{sc=Latn}\p{sc=Zyyy}]*$/u.test(text);
}

/** A text as a picture can show it; empty where it can't. */
export function settable(typed: string): string {
	const text = typed.normalize("NFC").replace(/\s+/gu, " ").trim();
	return canBeSet(text) ? text : "";
}

export function settableMoney(money: Money, language: Language): string {
	return formatMoney(money, language === "es" ? "es-US" : "en-US");
}
