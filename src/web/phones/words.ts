import type { Language } from "../../domain/plain/language.ts";
import { ENGLISH_WORDS, type PhoneWords } from "./english-words.ts";
import { SPANISH_WORDS } from "./spanish-words.ts";

const WORDS: Readonly<Record<Language, PhoneWords>> = { en: ENGLISH_WORDS, es: SPANISH_WORDS };

export function phoneWords(language: Language): PhoneWords {
	return WORDS[language];
}

/** "{count} slips" with its values put in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
