import type { Language } from "../plain/language.ts";
import { minorDigits } from "../plain/money.ts";
import { numberInWords } from "../words/thanks-numbers.ts";

/** What is read of one gift. */
export type SpokenThanks = {
	readonly name: string;
	readonly town: string | null;
	/** Minor units. */
	readonly amount: number;
	readonly monthly: boolean;
};

export type Speech = { readonly currency: string; readonly language: Language };

/** How fast hosts read names and numbers, calmly. */
const WORDS_A_MINUTE = 140;

const UNITS: Readonly<Record<string, Readonly<Record<Language, readonly [string, string]>>>> = {
	usd: { en: ["dollar", "dollars"], es: ["dólar", "dólares"] },
	cad: { en: ["dollar", "dollars"], es: ["dólar", "dólares"] },
	aud: { en: ["dollar", "dollars"], es: ["dólar", "dólares"] },
	eur: { en: ["euro", "euros"], es: ["euro", "euros"] },
	gbp: { en: ["pound", "pounds"], es: ["libra", "libras"] },
	mxn: { en: ["peso", "pesos"], es: ["peso", "pesos"] },
};
const CENTS: Readonly<Record<Language, readonly [string, string]>> = {
	en: ["cent", "cents"],
	es: ["centavo", "centavos"],
};

/** "fifty dollars". Without the cents, so that no more is claimed than was given; with them where there is nothing else. */
export function amountAloud(amount: number, { currency, language }: Speech): string {
	const scale = 10 ** minorDigits(currency);
	const whole = Math.trunc(Math.abs(amount) / scale);
	const code = currency.toUpperCase();
	const unit = UNITS[currency]?.[language] ?? [code, code];
	const [count, [one, many]] =
		whole === 0 && amount !== 0 && scale === 100 ? [Math.abs(amount), CENTS[language]] : [whole, unit];
	const of = language === "es" && count >= 1_000_000 && count % 1_000_000 === 0 ? "de " : "";
	return `${numberInWords(count, language)} ${of}${count === 1 ? one : many}`;
}

/** "Dana from Springfield, fifty dollars a month". */
export function thanksAloud({ name, town, amount, monthly }: SpokenThanks, speech: Speech): string {
	const isSpanish = speech.language === "es";
	const from = town === null ? "" : `${isSpanish ? " de" : " from"} ${town}`;
	const often = monthly ? (isSpanish ? " al mes" : " a month") : "";
	return `${name}${from}, ${amountAloud(amount, speech)}${often}`;
}

/** What reading it takes, in tenths of a second rounded up. "Thirty-four" is two words. */
export function secondsToRead(thanks: SpokenThanks, speech: Speech): number {
	const words = thanksAloud(thanks, speech)
		.split(/[\s,-]+/u)
		.filter((word) => word !== "").length;
	return Math.ceil((words * 600) / WORDS_A_MINUTE) / 10;
}

/** The first of these that can be read in so many seconds; at least one, since even the longest name is read some time. */
export function fitsInto<Row extends { readonly seconds: number }>(rows: readonly Row[], seconds: number): Row[] {
	let left = Math.round(seconds * 10);
	const fitting: Row[] = [];
	for (const row of rows) {
		left -= Math.round(row.seconds * 10);
		if (left < 0 && fitting.length > 0) break;
		fitting.push(row);
	}
	return fitting;
}
