import type { Language } from "../plain/language.ts";
import type { Campaign } from "./campaign.ts";

type Rule = Pick<Campaign, "monthlyMultiplier" | "pledgesCount" | "matches">;

/** How the announced total is made up (see counting.ts), for whoever asks the host on air. */
export function totalDefinition(rule: Rule, language: Language): string {
	const lines = language === "es" ? spanish(rule) : english(rule);
	return lines.filter((line) => line !== "").join(" ");
}

function english({ monthlyMultiplier, pledgesCount, matches = [] }: Rule): string[] {
	const months = monthlyMultiplier === 1 ? "one month" : `${monthlyMultiplier} months`;
	return [
		pledgesCount === "when-paid"
			? "The total we say on air adds up the gifts received. A promise counts once it is paid, for what was paid."
			: "The total we say on air adds up the gifts received and the promises made. A promise counts when it is made, its payment is not added again, and one that is given up is taken off but for what was paid.",
		`Each new monthly gift counts for ${months} once its first payment arrives; later monthly payments are not added again.`,
		"Changed before the drive closes, it counts as changed; stopped before that, only what was paid.",
		matches.length > 0 ? "What challenge matches give for these gifts is added." : "",
		"What is given back is taken off.",
	];
}

function spanish({ monthlyMultiplier, pledgesCount, matches = [] }: Rule): string[] {
	const months = monthlyMultiplier === 1 ? "un mes" : `${monthlyMultiplier} meses`;
	return [
		pledgesCount === "when-paid"
			? "El total que decimos al aire suma los donativos recibidos. Una promesa cuenta cuando se paga, por lo pagado."
			: "El total que decimos al aire suma los donativos recibidos y las promesas hechas. Una promesa cuenta cuando se hace, su pago no se suma otra vez, y la que se abandona se resta, salvo lo que se pagó.",
		`Cada donativo mensual nuevo cuenta ${months} cuando llega su primer pago; los pagos mensuales siguientes no se suman otra vez.`,
		"Si cambia antes del cierre, cuenta como quedó; si se detiene antes, solo lo que se pagó.",
		matches.length > 0 ? "Lo que los patrocinadores igualan por estos donativos se suma." : "",
		"Lo que se devuelve se resta.",
	];
}
