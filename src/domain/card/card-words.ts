import type { Figures } from "../counting/figures.ts";
import type { Announcement } from "../milestone/announcement.ts";
import { isMatchKind, isPowerHourKind } from "../milestone/told-about.ts";
import type { Language } from "../plain/language.ts";

/** The figure that fills the picture, and the words it goes on with. */
export type CardLine = { readonly figure: string; readonly line: string };

type Speaking = {
	readonly language: Language;
	/** Minor units as they are written. */
	readonly money: (amount: number) => string;
};

type MilestoneSpeaking = Speaking & {
	readonly now: Figures;
	/** Empty: unnamed. */
	readonly giver: string;
};

export function milestoneLine(
	{ kind, value, figures }: Pick<Announcement, "kind" | "value" | "figures">,
	speaking: MilestoneSpeaking,
): CardLine {
	const { now, money, giver, language } = speaking;
	const say = (en: string, es: string) => (language === "es" ? es : en);
	const figure = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US").format(value);
	const counted = (one: string, many: string) => ({ figure, line: value === 1 ? one : many });
	// A picture about one that staff took out of the drive since: card-about.ts has the words of all others.
	if (isMatchKind(kind) || isPowerHourKind(kind)) return totalLine(now, { money, language, isClosed: false });
	switch (kind) {
		case "every":
			return { figure: money(value), line: onTheWay(say("passed", "superados"), value, speaking) };
		case "amounts":
			return { figure: money(value), line: onTheWay(say("reached", "alcanzados"), value, speaking) };
		case "percent": {
			const thanks = value >= 100 ? say(". Thank you.", ". Gracias.") : "";
			const goal = money(figures.goal);
			return { figure: `${value}%`, line: say(`of the ${goal} goal${thanks}`, `de la meta de ${goal}${thanks}`) };
		}
		case "gifts":
			return counted(
				say("gift. Thank you.", "donación. Gracias."),
				say("gifts. Thank you for each one.", "donaciones. Gracias por cada una."),
			);
		case "donors":
			return counted(
				say("person has given. Thank you.", "persona ya donó. Gracias."),
				say("people have given. Thank you.", "personas ya donaron. Gracias."),
			);
		case "monthly-donors":
			return counted(
				say("person now gives every month", "persona dona cada mes"),
				say("people now give every month", "personas donan cada mes"),
			);
		case "large-gift":
			return { figure: money(value), line: oneGift(giver, say) };
		case "hour-target":
			return { figure: money(value), line: say("in one hour: target met", "en una hora: objetivo cumplido") };
		case "best-hour":
			return { figure: money(value), line: say("in one hour, the best so far", "en una hora, la mejor hasta ahora") };
		case "hours-to-go":
			return counted(say("hour to go", "hora por delante"), say("hours to go", "horas por delante"));
		case "final-hour":
			return { figure: money(now.total), line: say("so far, and one hour left", "hasta ahora, y queda una hora") };
		case "closed":
			return { figure: money(now.total), line: say("raised. Thank you.", "recaudados. Gracias.") };
		case "thank-you":
			return { figure: money(now.total), line: say("Thank you for every gift.", "Gracias por cada donativo.") };
		case "goal-raised":
			return { figure: money(value), line: say("is our new goal", "es nuestra nueva meta") };
		default:
			return kind satisfies never;
	}
}

function oneGift(giver: string, say: (en: string, es: string) => string): string {
	return say(
		`in one gift, from ${giver || "a generous listener"}`,
		`en una sola donación, de ${giver || "una persona generosa que nos escucha"}`,
	);
}

/** "passed. $10,000 to go." */
function onTheWay(passed: string, value: number, { now, money, language }: MilestoneSpeaking): string {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	const toGo = now.goal - now.total;
	if (now.goal > 0 && value === now.goal)
		return say("and the goal is reached. Thank you.", "y llegamos a la meta. Gracias.");
	if (toGo > 0) return `${passed}. ${toGoWords(toGo, money, language)}`;
	if (now.goal > 0) return `${passed}. ${say("The goal is behind us.", "La meta ya quedó atrás.")}`;
	return `${passed}. ${say("Thank you.", "Gracias.")}`;
}

/** Held together by no-break spaces: a line ends before it, not inside. */
function toGoWords(toGo: number, money: Speaking["money"], language: Language): string {
	return (language === "es" ? `Faltan ${money(toGo)}.` : `${money(toGo)} to go.`).replace(/ /g, "\u00A0");
}

/** Before the first gift the goal is the figure: a nought invites nobody. */
export function totalLine(
	{ total, goal }: Pick<Figures, "total" | "goal">,
	{ money, language, isClosed }: Speaking & { readonly isClosed: boolean },
): CardLine {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	if (isClosed) return { figure: money(total), line: say("raised. Thank you.", "recaudados. Gracias.") };
	if (total <= 0 && goal > 0)
		return { figure: money(goal), line: say("is our goal. Join in.", "es nuestra meta. Únase.") };
	const toGo = goal - total;
	if (toGo > 0)
		return {
			figure: money(total),
			line: `${say("raised", "recaudados")}. ${toGoWords(toGo, money, language)}`,
		};
	return { figure: money(total), line: say("raised, and counting", "recaudados, y seguimos contando") };
}

/** What stands under the band. The total isn't said twice: where it is the figure, the share of the goal is said. */
export function bandWords(
	{ total, goal }: Pick<Figures, "total" | "goal">,
	{ figure }: CardLine,
	{ money, language, isClosed }: Speaking & { readonly isClosed: boolean },
): { left: string; right: string } {
	const say = (en: string, es: string) => (language === "es" ? es : en);
	const percent = `${Math.max(0, Math.floor((total / goal) * 100))}%`;
	const left =
		money(total) === figure
			? say(`${percent} of the goal`, `${percent} de la meta`)
			: isClosed
				? say(`${money(total)} raised`, `${money(total)} recaudados`)
				: say(`${money(total)} so far`, `${money(total)} hasta ahora`);
	const right =
		total >= goal
			? say(`Goal of ${money(goal)} reached`, `Meta de ${money(goal)} alcanzada`)
			: say(`Goal ${money(goal)}`, `Meta ${money(goal)}`);
	return { left, right };
}
