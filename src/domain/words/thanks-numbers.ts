import type { Language } from "../plain/language.ts";

const EN_SMALL =
	"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
		" ",
	);
const EN_TENS = "  twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** "un" and "veintiún": the number stands before what it counts. */
const ES_SMALL =
	"cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve".split(
		" ",
	);
const ES_TENS = "   treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ");
const ES_HUNDREDS =
	" ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(" ");

/** A whole number as it is said before what it counts: "one thousand two hundred thirty-four", "mil doscientos treinta y cuatro". */
export function numberInWords(value: number, language: Language): string {
	const count = Math.trunc(Math.abs(value));
	if (count >= 1_000_000_000_000) return String(count);
	return language === "es" ? spanish(count) : english(count);
}

const EN_SCALES = [
	[1_000_000_000, "billion"],
	[1_000_000, "million"],
	[1_000, "thousand"],
] as const;

function english(count: number): string {
	const parts: string[] = [];
	let rest = count;
	for (const [scale, name] of EN_SCALES) {
		if (rest >= scale) parts.push(englishBelowThousand(Math.trunc(rest / scale)), name);
		rest %= scale;
	}
	if (rest > 0 || parts.length === 0) parts.push(englishBelowThousand(rest));
	return parts.join(" ");
}

function englishBelowThousand(count: number): string {
	const hundreds = Math.trunc(count / 100);
	const rest = count % 100;
	const parts = hundreds > 0 ? [`${EN_SMALL[hundreds]} hundred`] : [];
	if (rest >= 20) parts.push(`${EN_TENS[Math.trunc(rest / 10)]}${rest % 10 > 0 ? `-${EN_SMALL[rest % 10]}` : ""}`);
	else if (rest > 0 || hundreds === 0) parts.push(EN_SMALL[rest] ?? "");
	return parts.join(" ");
}

function spanish(count: number): string {
	const parts: string[] = [];
	const millions = Math.trunc(count / 1_000_000);
	const thousands = Math.trunc((count % 1_000_000) / 1_000);
	const rest = count % 1_000;
	if (millions > 0) parts.push(millions === 1 ? "un millón" : `${spanish(millions)} millones`);
	if (thousands > 0) parts.push(thousands === 1 ? "mil" : `${spanishBelowThousand(thousands)} mil`);
	if (rest > 0 || parts.length === 0) parts.push(spanishBelowThousand(rest));
	return parts.join(" ");
}

function spanishBelowThousand(count: number): string {
	if (count === 100) return "cien";
	const rest = count % 100;
	const parts = count > 100 ? [ES_HUNDREDS[Math.trunc(count / 100)] ?? ""] : [];
	if (rest >= 30) parts.push(`${ES_TENS[Math.trunc(rest / 10)]}${rest % 10 > 0 ? ` y ${ES_SMALL[rest % 10]}` : ""}`);
	else if (rest > 0 || count === 0) parts.push(ES_SMALL[rest] ?? "");
	return parts.join(" ");
}
