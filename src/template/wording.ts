import { HOUR, type Instant, MINUTE } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import { formatMoney, type Money, minorDigits } from "../domain/plain/money.ts";

/** US Spanish writes money and numbers as US English does: "$40,000". */
export function locale(language: Language): string {
	return language === "es" ? "es-US" : "en-US";
}

const numberFormats = new Map<Language, Intl.NumberFormat>();

export function formatNumber(value: number, language: Language): string {
	const known = numberFormats.get(language);
	if (known) return known.format(value);
	const format = new Intl.NumberFormat(locale(language), { maximumFractionDigits: 0 });
	numberFormats.set(language, format);
	return format.format(value);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl format costs more than a whole rendering, so each zone's is kept. */
function dateParts(at: Instant, timeZone: string, language: Language): Record<string, string> {
	const key = `${language} ${timeZone}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(locale(language), {
			timeZone,
			weekday: "long",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "2-digit",
			minute: "2-digit",
			hourCycle: "h23",
		});
		formats.set(key, format);
	}
	return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/** Goes after "until" and "hasta": "7 p.m.", "7:30 p.m.", "noon"; "las 7 p. m.", "el mediodía". Local to the drive. */
export function clockTime(at: Instant, timeZone: string, language: Language): string {
	const parts = dateParts(at, timeZone, language);
	const hour = Number(parts.hour);
	const minute = parts.minute ?? "00";
	if (minute === "00" && hour === 0) return language === "es" ? "la medianoche" : "midnight";
	if (minute === "00" && hour === 12) return language === "es" ? "el mediodía" : "noon";
	const shown = hour % 12 === 0 ? 12 : hour % 12;
	const clock = minute === "00" ? String(shown) : `${shown}:${minute}`;
	if (language === "es") return `${shown === 1 ? "la" : "las"} ${clock} ${hour < 12 ? "a. m." : "p. m."}`;
	return `${clock} ${hour < 12 ? "a.m." : "p.m."}`;
}

/** `clockTime`, with the weekday where it isn't the same local day: "7 p.m. Friday", "el viernes a las 7 p. m.". */
export function closingTime(at: Instant, seenFrom: Instant, timeZone: string, language: Language): string {
	const clock = clockTime(at, timeZone, language);
	const there = dateParts(at, timeZone, language);
	const here = dateParts(seenFrom, timeZone, language);
	if (there.day === here.day && there.month === here.month && there.year === here.year) return clock;
	if (language === "en") return `${clock} ${there.weekday}`;
	return `el ${there.weekday} ${clock.startsWith("el ") ? `al ${clock.slice(3)}` : `a ${clock}`}`;
}

/** Whole hours from an hour and a half on, else minutes: "6 hours", "1 hour", "45 minutes". Never below one minute. */
export function timeLeft(from: Instant, to: Instant, language: Language): string {
	const left = Math.max(to - from, MINUTE);
	const hours = Math.round(left / HOUR);
	if (left >= 1.5 * HOUR) return `${hours} ${language === "es" ? "horas" : "hours"}`;
	const minutes = Math.round(left / MINUTE);
	if (minutes >= 58 && minutes <= 62) return language === "es" ? "1 hora" : "1 hour";
	if (minutes === 1) return language === "es" ? "1 minuto" : "1 minute";
	return `${minutes} ${language === "es" ? "minutos" : "minutes"}`;
}

export function writtenMoney(money: Money, language: Language): string {
	return formatMoney(money, locale(language));
}

/**
 * An amount as a host says it: no cents (rounded down, so that no more is claimed than was given), and
 * "$1.5 million" where that is the whole number.
 */
export function spokenMoney(money: Money, language: Language): string {
	const unit = 10 ** minorDigits(money.currency);
	const whole = Math.trunc(money.amount / unit);
	const text = writtenMoney({ amount: whole * unit, currency: money.currency }, language);
	if (whole < 1_000_000 || whole % 100_000 !== 0) return text;
	const millions = whole / 1_000_000;
	const word = language === "en" ? "million" : millions === 1 ? "millón" : "millones";
	return `${text.replace(/[\d,.]+/, String(millions))} ${word}`;
}
