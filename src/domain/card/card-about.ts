import type { MatchKind, PowerHourKind, TriggerKind } from "../drive/milestone-rule.ts";
import type { MatchNow } from "../match/match-now.ts";
import { sponsorWords, timesOf, unlockWords } from "../match/match-told.ts";
import type { PowerHourNow } from "../match/power-hour-now.ts";
import { isMatchKind, isPowerHourKind } from "../milestone/told-about.ts";
import type { Language } from "../plain/language.ts";
import { thermometerOf } from "./card-band.ts";
import { settable } from "./card-letters.ts";
import type { CardLine } from "./card-words.ts";

/** What a picture about a match or power hour is made from; both null: it is about neither, or that is gone. */
export type CardAbout = { readonly match?: MatchNow | null; readonly powerHour?: PowerHourNow | null };

type Speaking = {
	readonly language: Language;
	readonly money: (amount: number) => string;
	/** The announced total, for where nothing was brought. */
	readonly total: number;
};

/** A band of its own, where the match or power hour is what moves. */
export type AboutBand = { readonly filled: number; readonly left: string; readonly right: string };

/** Null where the picture is about neither. */
export function aboutLine(kind: TriggerKind, about: CardAbout, speaking: Speaking): CardLine | null {
	if (isMatchKind(kind) && about.match) return matchLine(kind, about.match, speaking);
	if (isPowerHourKind(kind) && about.powerHour) return powerHourLine(kind, about.powerHour, speaking);
	return null;
}

function matchLine(kind: MatchKind, match: MatchNow, { language, money, total }: Speaking): CardLine {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	const who = sponsorWords({ sponsor: settable(match.sponsor ?? "") || null }, language);
	const isChallenge = match.kind === "challenge";
	switch (kind) {
		case "match-opened": {
			const number = (count: number) => count.toLocaleString(language === "es" ? "es-US" : "en-US");
			const when = unlockWords(match, { language, money, number, station: "" });
			if (isChallenge) return { figure: money(match.pool), line: say(`from ${who}, ${when}`, `de ${who}, ${when}`) };
			const pool = money(match.pool);
			return {
				figure: `×${timesOf(match.ratio, language)}`,
				line: say(`${pool} from ${who} to match your gifts`, `${pool} de ${who} para igualar sus donaciones`),
			};
		}
		case "match-half":
			return {
				figure: money(match.left),
				line: say(`left from ${who} to match your gifts`, `de ${who} quedan para igualar sus donaciones`),
			};
		case "match-nearly-gone":
			return {
				figure: money(match.left),
				line: say(
					`is all that is left from ${who} to match your gifts`,
					`de ${who} es lo último para igualar donaciones`,
				),
			};
		case "match-spent":
			return {
				figure: money(match.pool),
				line: isChallenge
					? say(`given, thanks to ${who} and to you`, `entregados, gracias a ${who} y a ustedes`)
					: say(`matched, thanks to ${who} and to you`, `igualados, gracias a ${who} y a ustedes`),
			};
		case "match-ended":
			return match.matched > 0
				? { figure: money(match.matched), line: say(`matched by ${who}. Thank you.`, `igualados por ${who}. Gracias.`) }
				: { figure: money(total), line: say("so far, and every gift counts", "hasta ahora, y toda donación cuenta") };
		default:
			return kind satisfies never;
	}
}

function powerHourLine(kind: PowerHourKind, hour: PowerHourNow, { language, money, total }: Speaking): CardLine {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	const name = settable(hour.name) || say("the power hour", "la hora de todos");
	const sponsor = settable(hour.sponsor ?? "");
	const together = sponsor === "" ? "" : say(`, with ${sponsor}`, `, con ${sponsor}`);
	const [counted, target] = [money(hour.counted), money(hour.target)];
	switch (kind) {
		case "power-hour-start":
			return { figure: target, line: say(`is the aim of ${name}${together}`, `es la meta de ${name}${together}`) };
		case "power-hour-half":
			return { figure: counted, line: say(`of ${target} in ${name}${together}`, `de ${target} en ${name}${together}`) };
		case "power-hour-reached":
			return { figure: target, line: say(`reached in ${name}. Thank you.`, `logrados en ${name}. Gracias.`) };
		case "power-hour-end":
			return hour.counted > 0
				? { figure: counted, line: say(`in ${name}. Thank you.`, `en ${name}. Gracias.`) }
				: { figure: money(total), line: say("so far, and every gift counts", "hasta ahora, y toda donación cuenta") };
		default:
			return kind satisfies never;
	}
}

/** How much of the match is given, or of the power hour's target reached; null where the drive's own thermometer says more. */
export function aboutBand(
	kind: TriggerKind,
	{ match, powerHour }: CardAbout,
	{ language, money }: Pick<Speaking, "language" | "money">,
): AboutBand | null {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	if (match && (kind === "match-half" || kind === "match-nearly-gone")) {
		const { matched, pool } = match;
		return {
			filled: thermometerOf({ total: matched, goal: pool }, null).filled,
			left: say(`${money(matched)} matched`, `${money(matched)} igualados`),
			right: say(`of ${money(pool)}`, `de ${money(pool)}`),
		};
	}
	if (powerHour && (kind === "power-hour-half" || kind === "power-hour-reached")) {
		const { counted, target } = powerHour;
		const share = target > 0 ? Math.max(0, Math.floor((counted / target) * 100)) : 0;
		return {
			filled: thermometerOf({ total: counted, goal: target }, null).filled,
			left: say(`${share}% of the target`, `${share}% de la meta`),
			right: say(`Target ${money(target)}`, `Meta ${money(target)}`),
		};
	}
	return null;
}
