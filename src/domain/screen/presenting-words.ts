import type { TriggerKind } from "../drive/milestone-rule.ts";
import type { Language } from "../plain/language.ts";

/** What counting it would do now; amounts are minor units. */
export type Foreseen = {
	readonly amount: number;
	readonly total: number;
	readonly totalAfter: number;
	readonly matched: number;
	readonly passes: readonly { readonly kind: TriggerKind; readonly value: number }[];
};

type Told = { readonly language: Language; readonly money: (amount: number) => string };

/** "Passes $250,000 and half of the goal." Empty where nothing falls by it. */
export function passingWords({ passes }: Pick<Foreseen, "passes">, { language, money }: Told): string {
	const named = [...new Set(passes.map((one) => nameOf(one, language, money)))];
	if (named.length === 0) return "";
	const list = new Intl.ListFormat(language, { type: "conjunction" }).format(named);
	return language === "es" ? `Se anuncia: ${list}.` : `Announced with it: ${list}.`;
}

function nameOf(
	{ kind, value }: Foreseen["passes"][number],
	language: Language,
	money: (amount: number) => string,
): string {
	const isSpanish = language === "es";
	switch (kind) {
		case "every":
		case "amounts":
			return money(value);
		case "percent":
			if (value === 100) return isSpanish ? "la meta" : "the goal";
			return isSpanish ? `${value} % de la meta` : `${value}% of the goal`;
		case "gifts":
			return isSpanish ? `${value} donativos` : `${value} gifts`;
		case "donors":
			return isSpanish ? `${value} donantes` : `${value} donors`;
		case "large-gift":
			return isSpanish ? "un donativo grande" : "a large gift";
		case "hour-target":
			return isSpanish ? "el objetivo de la hora" : "this hour's target";
		case "best-hour":
			return isSpanish ? "la mejor hora" : "the best hour so far";
		default:
			if (kind.startsWith("match-")) return isSpanish ? "noticias del reto" : "news of a match";
			if (kind.startsWith("power-hour-"))
				return isSpanish ? "noticias de la hora de impulso" : "news of the power hour";
			return isSpanish ? "otra meta" : "another milestone";
	}
}
