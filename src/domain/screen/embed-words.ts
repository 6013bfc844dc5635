import type { CampaignState } from "../drive/campaign.ts";
import { type NextMilestone, toGoParts } from "../milestone/next-milestone.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";

export type EmbedWords = {
	readonly raised: string;
	readonly final: string;
	readonly give: string;
	readonly opensInNewTab: string;
	readonly thankYou: string;
	readonly progress: string;
	/** The last time the ledger was seen, as a clock reads it there. */
	readonly asOf: (time: string) => string;
	readonly reached: (amount: string) => string;
	readonly thanks: string;
};

export const EMBED_WORDS: Readonly<Record<Language, EmbedWords>> = {
	en: {
		raised: "raised so far",
		final: "raised. Thank you!",
		give: "Give now",
		opensInNewTab: "opens in a new tab",
		thankYou: "Thank you",
		progress: "Raised so far, of the goal",
		asOf: (time) => `As of ${time}`,
		reached: (amount) => `We passed ${amount}`,
		thanks: "Thank you to everyone who gave.",
	},
	es: {
		raised: "recaudados hasta ahora",
		final: "recaudados. ¡Gracias!",
		give: "Done ahora",
		opensInNewTab: "se abre en otra pestaña",
		thankYou: "Gracias",
		progress: "Recaudado hasta ahora, de la meta",
		asOf: (time) => `A las ${time}`,
		reached: (amount) => `Pasamos de ${amount}`,
		thanks: "Gracias a todas las personas que donaron.",
	},
};

export type EmbedFigures = {
	readonly currency: string;
	readonly state: CampaignState;
	/** Minor units, as the rest. */
	readonly total: number;
	readonly goal: number;
	readonly next: NextMilestone | null;
};

/** What a widget and an overlay say of the same figures, on the server and in the browser alike. */
export function embedLines(figures: EmbedFigures, language: Language) {
	const words = EMBED_WORDS[language];
	const locale = language === "es" ? "es-US" : "en-US";
	const { currency, state, total, goal, next } = figures;
	const money = (amount: number) => formatMoney({ amount, currency }, locale);
	const isOver = state === "closed" || state === "archived";
	return {
		total: money(total),
		caption: isOver ? words.final : words.raised,
		toGo: isOver || next === null ? words.thanks : toGoParts(next, currency, language).sentence,
		progress: `${money(total)} / ${money(goal)}`,
		/** Of the thermometer's length; over the goal it is full. */
		percent: goal > 0 ? Math.min(100, Math.max(0, (total / goal) * 100)) : 0,
	};
}
