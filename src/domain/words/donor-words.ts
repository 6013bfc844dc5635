import type { Language } from "../plain/language.ts";

/** Who counts as one donor, for whoever asks. */
export function donorDefinition(language: Language): string {
	if (language === "es") {
		return [
			"Un donante cuenta una vez en la campaña, con su primera donación o promesa.",
			"Es el mismo donante quien usa el mismo correo; si no hay correo, el mismo teléfono o el mismo cliente de Stripe.",
			"El nombre solo no basta: dos personas pueden llamarse igual. El personal puede unir a dos donantes.",
		].join(" ");
	}
	return [
		"A donor counts once in a drive, with their first gift or promise.",
		"Who uses the same e-mail is the same donor; without an e-mail, the same telephone number or the same customer at Stripe.",
		"A name alone is not enough: two people can share one. Staff can put two donors together.",
	].join(" ");
}
