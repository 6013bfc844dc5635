import { DAY, type Instant } from "../plain/instant.ts";
import type { Language } from "../plain/language.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(at: Instant, timeZone: string, language: Language): Record<string, string> {
	const key = `${language} ${timeZone}`;
	let formatter = formatters.get(key);
	if (formatter === undefined) {
		const shape = {
			weekday: "long",
			month: "long",
			day: "numeric",
			hour: "numeric",
			minute: "2-digit",
			year: "numeric",
		};
		formatter = new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", {
			...(shape as Intl.DateTimeFormatOptions),
			timeZone,
			hourCycle: "h23",
		});
		formatters.set(key, formatter);
	}
	return Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** "until noon", "until 3:30 PM", "until 9 AM on Friday", "hasta las 3 p. m.": as somebody says it on air at `now`. */
export function untilWords(at: Instant, now: Instant, timeZone: string, language: Language): string {
	// Until midnight is still the evening before.
	const day = dayWords(at - 1, now, timeZone, language);
	return language === "es"
		? `hasta ${clockWords(at, timeZone, language)}${day}`
		: `until ${clockWords(at, timeZone, language)}${day}`;
}

/** "from noon", "from 9 AM on Friday", "desde las 9 a. m. del viernes". */
export function fromWords(at: Instant, now: Instant, timeZone: string, language: Language): string {
	const clock = `${clockWords(at, timeZone, language)}${dayWords(at, now, timeZone, language)}`;
	return language === "es" ? `desde ${clock}` : `from ${clock}`;
}

/** "at noon", "at 9 AM on Friday", "a las 9 a. m. del viernes". */
export function atWords(at: Instant, now: Instant, timeZone: string, language: Language): string {
	const day = dayWords(at, now, timeZone, language);
	const clock = clockWords(at, timeZone, language);
	if (language === "en") return `at ${clock}${day}`;
	return `a ${clock}${day}`.replace(/^a el /, "al ");
}

function clockWords(at: Instant, timeZone: string, language: Language): string {
	const { hour = "0", minute = "00" } = parts(at, timeZone, language);
	const hours = Number(hour) % 24;
	if (minute === "00" && hours === 12) return language === "es" ? "el mediodía" : "noon";
	if (minute === "00" && hours === 0) return language === "es" ? "la medianoche" : "midnight";
	const twelve = hours % 12 === 0 ? 12 : hours % 12;
	const time = minute === "00" ? String(twelve) : `${twelve}:${minute}`;
	if (language === "en") return `${time} ${hours < 12 ? "AM" : "PM"}`;
	return `${twelve === 1 ? "la" : "las"} ${time} ${hours < 12 ? "a. m." : "p. m."}`;
}

function dayWords(at: Instant, now: Instant, timeZone: string, language: Language): string {
	const [then, today] = [parts(at, timeZone, language), parts(now, timeZone, language)];
	if (then.day === today.day && then.month === today.month && then.year === today.year) return "";
	const { weekday = "", month = "", day = "" } = then;
	const isThisWeek = Math.abs(at - now) < 6 * DAY;
	if (language === "es") return isThisWeek ? ` del ${weekday}` : ` del ${day} de ${month}`;
	return isThisWeek ? ` on ${weekday}` : ` on ${month} ${day}`;
}
