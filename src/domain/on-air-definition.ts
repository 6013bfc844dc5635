import type { Language } from "./language.ts";

/** How the announced total is made up (see counting.ts), for whoever asks the host on air. */
export function totalDefinition(monthlyMultiplier: number, language: Language): string {
	if (language === "es") {
		return [
			"El total que decimos al aire suma los donativos recibidos,",
			`y cada donativo mensual nuevo cuenta ${monthlyMultiplier === 1 ? "un mes" : `${monthlyMultiplier} meses`} cuando llega su primer pago.`,
			"Los pagos mensuales siguientes no se suman otra vez. Lo que se devuelve se resta.",
		].join(" ");
	}
	return [
		"The total we say on air adds up the gifts received,",
		`and each new monthly gift counts for ${monthlyMultiplier === 1 ? "one month" : `${monthlyMultiplier} months`} once its first payment arrives.`,
		"Later monthly payments are not added again. What is given back is taken off.",
	].join(" ");
}
