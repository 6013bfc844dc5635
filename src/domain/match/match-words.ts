import type { Instant } from "../plain/instant.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";
import { PUBLIC_WORDS } from "../words/public-words.ts";
import { atWords, fromWords, untilWords } from "../words/spoken-time.ts";
import { isNearlyGone, type MatchNow } from "./match-now.ts";
import type { PowerHourNow } from "./power-hour-now.ts";

/** What a sentence needs beside the match itself. */
export type Said = {
	readonly currency: string;
	readonly timeZone: string;
	readonly language: Language;
	readonly now: Instant;
	/** A match that lasts as long as the drive says no "until". */
	readonly closesAt: Instant;
	readonly stations: readonly { readonly id: string; readonly name: string }[];
};

export type MatchLines = {
	/** "Every dollar counts twice, thanks to Lakeview Bank" */
	readonly claim: string;
	/** "$12,400 left until noon"; what is to say of it now. */
	readonly standing: string;
	/** Both, to be read aloud. */
	readonly sentence: string;
};

/** What is said of a match now, the same on every page and screen. */
export function matchLines(match: MatchNow, said: Said): MatchLines {
	const claim = claimOf(match, said);
	const standing = standingOf(match, said);
	return { claim, standing, sentence: standing === "" ? `${claim}.` : `${claim}: ${standing}${endOf(standing)}` };
}

function endOf(text: string): string {
	return /[.!?]$/.test(text) ? "" : ".";
}

function claimOf(match: MatchNow, said: Said): string {
	const { language } = said;
	const isPast = match.state === "spent" || match.state === "ended";
	if (isPast || match.kind === "challenge") return gives(match, said, isPast);
	const counts = countsWords(match, said);
	const thanks = match.sponsor && (language === "es" ? ` gracias a ${match.sponsor}` : `, thanks to ${match.sponsor}`);
	const body = `${counts}${thanks ?? ""}`;
	if (match.state === "coming")
		return `${capital(fromWords(match.from, said.now, said.timeZone, language))}, ${small(body)}`;
	return body;
}

function gives(match: MatchNow, said: Said, isPast: boolean): string {
	const isSpanish = said.language === "es";
	const amount = money(isPast ? match.matched : match.pool, said);
	const who = match.sponsor ?? (isSpanish ? "Alguien generoso" : "A generous sponsor");
	if (!isPast) return isSpanish ? `${who} dona ${amount}` : `${who} gives ${amount}`;
	if (match.matched <= 0) return isSpanish ? "Ningún donativo fue igualado" : "No gift was matched";
	if (match.kind === "challenge" && match.matched > 0)
		return isSpanish ? `${who} donó ${amount}` : `${who} gave ${amount}`;
	return isSpanish ? `${who} igualó ${amount}` : `${who} matched ${amount}`;
}

function countsWords(match: MatchNow, said: Said): string {
	const { minGift, maxGift, stationId } = match;
	const isSpanish = said.language === "es";
	const station = stationId && said.stations.find(({ id }) => id === stationId)?.name;
	const through = station ? (isSpanish ? ` por ${station}` : ` through ${station}`) : "";
	const what = isSpanish
		? minGift !== null
			? `Cada donativo de ${money(minGift, said)} o más${through}`
			: `Cada ${unitOf(said)}${through}`
		: minGift !== null
			? `Every gift of ${money(minGift, said)} or more${through}`
			: `Every ${unitOf(said)}${station ? " given" : ""}${through}`;
	const most =
		maxGift === null
			? ""
			: isSpanish
				? `, hasta ${money(maxGift, said)} por donativo`
				: `, up to ${money(maxGift, said)} a gift`;
	return `${what} ${times(match.ratio, isSpanish)}${most}`;
}

const TIMES = {
	en: ["", "", "twice", "three times", "four times", "five times"],
	es: ["", "", "dos", "tres", "cuatro", "cinco"],
};

function times(ratio: number, isSpanish: boolean): string {
	const all = ratio + 1;
	const word = Number.isInteger(all) ? (isSpanish ? TIMES.es : TIMES.en)[all] : undefined;
	if (word) return isSpanish ? `vale por ${word}` : `counts ${word}`;
	const number = all.toLocaleString(isSpanish ? "es-US" : "en-US", { maximumFractionDigits: 2 });
	return isSpanish ? `vale por ${number}` : `counts ${number} times`;
}

function standingOf(match: MatchNow, said: Said): string {
	const isSpanish = said.language === "es";
	const until = match.to < said.closesAt ? ` ${untilWords(match.to, said.now, said.timeZone, said.language)}` : "";
	const left = money(match.left, said);
	switch (match.state) {
		case "coming":
			if (match.kind === "challenge") return lockedWords(match, said);
			return isSpanish ? `hasta ${money(match.pool, said)}` : `up to ${money(match.pool, said)}`;
		case "locked":
			return lockedWords(match, said);
		case "open":
			if (match.kind === "challenge") return lockedWords(match, said);
			if (isNearlyGone(match))
				return isSpanish ? `ya casi se acaba, solo quedan ${left}${until}` : `nearly gone, only ${left} left${until}`;
			return isSpanish ? `quedan ${left}${until}` : `${left} left${until}`;
		case "spent":
			return isSpanish ? "se entregó completo. ¡Gracias!" : "all of it. Thank you!";
		case "ended":
			if (match.matched <= 0) return "";
			return isSpanish ? "terminó. ¡Gracias!" : "it has ended. Thank you!";
		default:
			return match.state satisfies never;
	}
}

/** What has to be reached, and how far it is; of one to come, from when on it counts. */
function lockedWords({ unlock, state, from }: MatchNow, said: Said): string {
	const isSpanish = said.language === "es";
	if (unlock === null) return "";
	const isAmount = unlock.kind === "amount";
	const say = (value: number) =>
		isAmount ? money(value, said) : value.toLocaleString(PUBLIC_WORDS[said.language].locale);
	const needed = say(unlock.needed);
	const goal = isSpanish
		? `al llegar a ${needed}${isAmount ? "" : " donantes"}`
		: `once ${needed}${isAmount ? " are given" : " donors have given"}`;
	if (state === "coming") return `${goal} ${fromWords(from, said.now, said.timeZone, said.language)}`;
	const missing = say(Math.max(0, unlock.needed - unlock.reached));
	return isSpanish ? `${goal}, faltan ${missing}` : `${goal}, ${missing} to go`;
}

/** What is said of a power hour now. */
export function powerHourLines(hour: PowerHourNow, said: Said): MatchLines {
	const { name, sponsor, counted, target, to, from } = hour;
	const { language, timeZone, now } = said;
	const isSpanish = language === "es";
	const claim = sponsor ? `${name} ${isSpanish ? "con" : "with"} ${sponsor}` : name;
	const [sum, aim] = [money(counted, said), money(target, said)];
	const until = untilWords(to, now, timeZone, language);
	const lines = (standing: string) => ({ claim, standing, sentence: `${claim}: ${standing}${endOf(standing)}` });
	switch (hour.state) {
		case "coming": {
			const begins = atWords(from, now, timeZone, language);
			return lines(isSpanish ? `meta de ${aim}, empieza ${begins}` : `a target of ${aim}, starting ${begins}`);
		}
		case "on": {
			const toGo = money(target - counted, said);
			return lines(isSpanish ? `${sum}, faltan ${toGo} ${until}` : `${sum}, ${toGo} to go ${until}`);
		}
		case "reached":
			return lines(isSpanish ? `${sum}, la meta de ${aim} está cumplida` : `${sum}, the target of ${aim} is reached`);
		case "over":
			return lines(isSpanish ? `${sum} reunidos. ¡Gracias!` : `${sum} raised. Thank you!`);
		default:
			return hour.state satisfies never;
	}
}

const UNITS: Readonly<Record<string, { readonly en: string; readonly es: string }>> = {
	usd: { en: "dollar", es: "dólar" },
	cad: { en: "dollar", es: "dólar" },
	aud: { en: "dollar", es: "dólar" },
	nzd: { en: "dollar", es: "dólar" },
	eur: { en: "euro", es: "euro" },
	gbp: { en: "pound", es: "libra" },
	mxn: { en: "peso", es: "peso" },
};

function unitOf({ currency, language }: Said): string {
	return UNITS[currency]?.[language] ?? (language === "es" ? "donativo" : "gift");
}

function money(amount: number, { currency, language }: Said): string {
	return formatMoney({ amount, currency }, PUBLIC_WORDS[language].locale);
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function small(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
