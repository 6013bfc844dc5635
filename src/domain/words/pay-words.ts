import type { Language } from "../plain/language.ts";

/** Everything a pledge's own pay page says, once for each language. Nobody's name: a code on a screen may be seen by others. */
const english = {
	title: "Your pledge",
	promised: (drive: string) => `You promised ${drive}`,
	eachMonth: "every month",
	onDay: (day: string) => `Promised on ${day}.`,
	partly: (paid: string, due: string) => `${paid} of it has arrived. ${due} is still to come.`,
	lapsed: "It has been a while. It still counts, and it still helps.",
	ask: "Choose how to give it. You may change the amount.",
	asPromised: (amount: string) => `${amount}, as promised`,
	rest: (amount: string) => `${amount}, the rest`,
	submit: "Continue to payment",
	paidTitle: "Thank you",
	paid: (hospital: string) => `Your pledge is paid. ${hospital} thanks you.`,
	paidMonthly: (hospital: string) => `Your monthly gift has begun. ${hospital} thanks you.`,
	came: (amount: string) => `You gave ${amount}.`,
	settled: (hospital: string) => `This pledge is settled: nothing is left to pay. ${hospital} thanks you.`,
	another: "Give again",
	underWay:
		"A payment for this pledge is on its way to us. There is nothing more to do; this page shows it once it has arrived.",
	underWayBank: "Your bank payment for this pledge is under way. It takes a few days. There is nothing more to do.",
	cancelled: "This pledge was cancelled. Nothing is owed. If you would like to give all the same, you are welcome.",
	give: "Give to the drive",
	closed: "Pledges can’t be paid here right now. Nothing was charged.",
	unknown: "This address leads to no pledge. Check that the whole address was copied, or call the hospital.",
};

export type PayWords = typeof english;

const spanish: PayWords = {
	title: "Su promesa",
	promised: (drive) => `Usted prometió a ${drive}`,
	eachMonth: "cada mes",
	onDay: (day) => `Prometido el ${day}.`,
	partly: (paid, due) => `Han llegado ${paid}. Faltan ${due}.`,
	lapsed: "Ha pasado un tiempo. Todavía cuenta, y todavía ayuda.",
	ask: "Elija cómo darlo. Puede cambiar la cantidad.",
	asPromised: (amount) => `${amount}, lo prometido`,
	rest: (amount) => `${amount}, lo que falta`,
	submit: "Continuar al pago",
	paidTitle: "Gracias",
	paid: (hospital) => `Su promesa está pagada. ${hospital} le da las gracias.`,
	paidMonthly: (hospital) => `Su donación mensual ha comenzado. ${hospital} le da las gracias.`,
	came: (amount) => `Usted dio ${amount}.`,
	settled: (hospital) => `Esta promesa está saldada: no queda nada por pagar. ${hospital} le da las gracias.`,
	another: "Donar de nuevo",
	underWay:
		"Un pago por esta promesa está en camino. No tiene que hacer nada más; esta página lo muestra en cuanto llegue.",
	underWayBank: "Su pago bancario por esta promesa está en camino. Tarda unos días. No tiene que hacer nada más.",
	cancelled: "Esta promesa se canceló. No debe nada. Si quiere donar de todos modos, será bienvenido.",
	give: "Donar a la campaña",
	closed: "Las promesas no se pueden pagar aquí en este momento. No se cobró nada.",
	unknown:
		"Esta dirección no lleva a ninguna promesa. Revise que haya copiado la dirección completa o llame al hospital.",
};

const WORDS: Readonly<Record<Language, PayWords>> = { en: english, es: spanish };

export function payWords(language: Language): PayWords {
	return WORDS[language];
}
