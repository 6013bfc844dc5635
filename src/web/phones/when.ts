import type { Language } from "../../domain/plain/language.ts";
import { formatMoney } from "../../domain/plain/money.ts";

const LOCALES: Readonly<Record<Language, string>> = { en: "en-US", es: "es-US" };

/** "10:42 AM", where the volunteer sits. */
export function timeOf(at: number, language: Language): string {
	return new Intl.DateTimeFormat(LOCALES[language], { hour: "numeric", minute: "2-digit" }).format(at);
}

export function moneyOf(amount: number, currency: string, language: Language): string {
	return formatMoney({ amount, currency }, LOCALES[language]);
}
