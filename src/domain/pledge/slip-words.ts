import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";
import { LONGEST_SLIP_TEXT, type SlipProblem, type SlipProblemCode, slipBounds } from "./slip.ts";

type Words = Readonly<Record<SlipProblemCode, string>>;

const WORDS: Readonly<Record<Language, Words>> = {
	en: {
		"amount-missing": "Type the amount in figures, like 50.",
		"amount-small": "The smallest pledge is {least}.",
		"amount-large":
			"A pledge above {most} is entered by the development office: take the caller's number, and tell them.",
		"card-number":
			"This looks like a card number. Take it out: no card data is ever written down here. The caller pays on a secure page, by a link.",
		"too-long": "This is too long: at most {longest} characters.",
		"name-missing": "Type the name they want to be called by, or untick what would say it.",
		"name-unsafe": "This can't be said as a name. Write it in letters, without an address or a number.",
		"name-dedicated":
			"Only the giver's name goes here: it may be said on air. Write whom it is for below, at “Is it for someone?”.",
		"email-unreadable": "This is no e-mail address. Spell it back to the caller, or leave it empty.",
		"phone-unreadable": "This is no telephone number. Write it with its area code, or leave it empty.",
		"honoured-missing": "Write for whom it is, or choose “No one”.",
		"station-unknown": "The drive has no such station any more. Choose another.",
	},
	es: {
		"amount-missing": "Escriba la cantidad en cifras, como 50.",
		"amount-small": "La promesa mínima es de {least}.",
		"amount-large": "Una promesa de más de {most} la registra la oficina del hospital: anote el teléfono y avise.",
		"card-number":
			"Esto parece un número de tarjeta. Quítelo: aquí nunca se anotan datos de tarjetas. La persona paga en una página segura, con un enlace.",
		"too-long": "Es demasiado largo: como máximo {longest} caracteres.",
		"name-missing": "Escriba el nombre que quiere que digamos, o desmarque lo que lo diría.",
		"name-unsafe": "Esto no se puede decir como nombre. Escríbalo con letras, sin direcciones ni números.",
		"name-dedicated":
			"Aquí va solo el nombre de quien dona: puede decirse al aire. Anote por quién es más abajo, en «¿Es por alguien?».",
		"email-unreadable": "No es un correo electrónico. Repítalo letra por letra, o déjelo vacío.",
		"phone-unreadable": "No es un número de teléfono. Escríbalo con su código de área, o déjelo vacío.",
		"honoured-missing": "Escriba por quién es, o elija «Nadie».",
		"station-unknown": "La campaña ya no tiene esta emisora. Elija otra.",
	},
};

/** What is wrong with a slip, for the one who wrote it. Never says what was typed. */
export function slipProblemWords({ code, field }: SlipProblem, currency: string, language: Language): string {
	const { least, most } = slipBounds(currency);
	const money = (amount: number) => formatMoney({ amount, currency }, language === "es" ? "es-US" : "en-US");
	const longest = field === "amount" || field === "station" ? 0 : LONGEST_SLIP_TEXT[field];
	return WORDS[language][code]
		.replace("{least}", money(least))
		.replace("{most}", money(most))
		.replace("{longest}", String(longest));
}
