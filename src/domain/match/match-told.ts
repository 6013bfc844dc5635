import type { Language } from "../plain/language.ts";
import type { MatchNow } from "./match-now.ts";

/** What the phrases of a match are put together with. */
export type MatchSaying = {
	readonly language: Language;
	/** Minor units as they are written, or said, where the text goes. */
	readonly money: (amount: number) => string;
	readonly number: (count: number) => string;
	/** Empty: gifts of every station count. */
	readonly station: string;
};

/** Who stands behind a match, as it goes into a sentence: by name only where they may be named. */
export function sponsorWords({ sponsor }: Pick<MatchNow, "sponsor">, language: Language): string {
	return sponsor ?? (language === "es" ? "un amigo generoso del hospital" : "a generous friend of the hospital");
}

const TIMES = {
	en: ["doubled", "tripled", "quadrupled"],
	es: ["duplicada", "triplicada", "cuadruplicada"],
} as const;

/** "doubled", "counted 1.5 times"; in Spanish of a donación, "duplicada". Null: a challenge answers no gift. */
export function ratioWords({ kind, ratio }: Pick<MatchNow, "kind" | "ratio">, language: Language): string | null {
	if (kind === "challenge") return null;
	const word = TIMES[language][ratio - 1];
	if (word !== undefined) return word;
	const times = timesOf(ratio, language);
	return language === "es" ? `contada ${times} veces` : `counted ${times} times`;
}

/** "2", "1.5": how often each unit given counts. */
export function timesOf(ratio: number, language: Language): string {
	return (ratio + 1).toLocaleString(language === "es" ? "es-US" : "en-US", { maximumFractionDigits: 2 });
}

/** What the sponsor asks for, as half a sentence: "once 100 people give". A challenge without a condition gives with the next gift. */
export function unlockWords({ kind, unlock }: MatchNow, { language, money, number }: MatchSaying): string | null {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	if (unlock === null) return kind === "challenge" ? say("with the next gift", "con la próxima donación") : null;
	if (unlock.kind === "amount")
		return say(`once ${money(unlock.needed)} is given`, `cuando se donen ${money(unlock.needed)}`);
	const people = number(unlock.needed);
	return unlock.needed === 1
		? say("once 1 person gives", "cuando done 1 persona")
		: say(`once ${people} people give`, `cuando donen ${people} personas`);
}

/** What is offered, exactly and whole: "every gift of $25 or more is doubled, up to $1,000 of each". Begins in small letters. */
export function offerWords(match: MatchNow, saying: MatchSaying): string {
	const { language, money, station } = saying;
	const say = (en: string, es: string) => (language === "es" ? es : en);
	if (match.kind === "challenge") {
		const when = unlockWords(match, saying) ?? "";
		return say(`all of it is given ${when}`, `se entrega todo ${when}`);
	}
	const { minGift, maxGift } = match;
	const least = minGift === null ? "" : say(` of ${money(minGift)} or more`, ` de ${money(minGift)} o más`);
	const through = station === "" ? "" : say(` through ${station}`, ` por ${station}`);
	const most =
		maxGift === null ? "" : say(`, up to ${money(maxGift)} of each`, `, hasta ${money(maxGift)} de cada una`);
	return say(
		`every gift${least}${through} is ${ratioWords(match, language)}${most}`,
		`cada donación${least}${through} queda ${ratioWords(match, language)}${most}`,
	);
}
