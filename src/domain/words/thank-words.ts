import type { Language } from "../plain/language.ts";

/** What the pages after a gift say, and the giving form's page where something was wrong. */
const english = {
	locale: "en-US",
	back: "Back to the drive",
	giveTitle: (name: string) => `Give to ${name}`,
	away: "The payment page can’t be reached right now. Nothing was charged. Your answers are still here: try again in a minute.",
	awayWays: "Or give another way:",
	call: (phone: string) => `Call ${phone}`,
	text: (code: string) => `Text ${code}`,
	tooMany: "That was very often in a short time. Wait a minute, then press again. Nothing was charged.",
	foreign: "This form was sent from another site, so nothing was done. Give on the drive’s own page.",
	closed: "This page takes no gifts right now. Nothing was charged.",
	thankTitle: "Thank you",
	thanks: {
		waiting: "Your payment is on its way to us. This page shows it as soon as it arrives, mostly within seconds.",
		arrived: (hospital: string) => `Your gift has arrived, and counts. ${hospital} thanks you.`,
		bank: "Your bank payment is under way. It counts as soon as your bank has sent it, which takes a few days. You need to do nothing.",
		failed: "This payment didn’t go through, and nothing was taken. You can try again with another card or account.",
		open: "This gift isn’t finished yet: nothing was taken.",
		unknown: "We don’t know this gift. Check the address, or the e-mail that Stripe sent you.",
	},
	monthly: "every month",
	tryAgain: "Give again",
	finish: "Go back and give",
	refresh: "Look again",
	shownTitle: "How you appear",
	places: { onAir: "On air", page: "On the drive’s page", social: "In posts", amount: "Your amount" },
	amountShown: "Shown on the page",
	amountHidden: "Not shown",
	held: "Somebody at the hospital looks at this name before it is shown.",
	change: "Change what is shown",
	keep: "Keep this link: with it you can hide or show your name at any time.",
	share: "Pass it on",
	shareText: (hospital: string) => `I gave to ${hospital}. Join in:`,
	newTab: "opens in a new tab",
	mineTitle: "Your name in this drive",
	hideTitle: "Hide my name",
	hideHint:
		"It disappears from the studio’s screens, the page and the overlay within seconds, and new posts don’t use it. Your gift stays.",
	hide: "Hide my name everywhere",
	chooseTitle: "Choose what is shown",
	save: "Save",
	saved: "Saved. Screens and pages follow within seconds.",
	hidden: "Your name is hidden everywhere.",
	posted: "What has been said on air or posted already can’t be taken back from here. Call us to have a post removed.",
	noName: "You gave no name, so there is none to show.",
	noGift: "This link doesn’t lead to a gift. Check that the whole address was copied.",
};

export type ThankWords = typeof english;

const spanish: ThankWords = {
	locale: "es-US",
	back: "Volver a la campaña",
	giveTitle: (name) => `Done a ${name}`,
	away: "No se puede llegar a la página de pago en este momento. No se cobró nada. Sus respuestas siguen aquí: inténtelo de nuevo en un minuto.",
	awayWays: "O done de otra manera:",
	call: (phone) => `Llame al ${phone}`,
	text: (code) => `Envíe ${code}`,
	tooMany: "Fueron muchas veces en poco tiempo. Espere un minuto y vuelva a intentarlo. No se cobró nada.",
	foreign: "Este formulario se envió desde otro sitio, así que no se hizo nada. Done en la página de la campaña.",
	closed: "Esta página no recibe donaciones en este momento. No se cobró nada.",
	thankTitle: "Gracias",
	thanks: {
		waiting: "Su pago está en camino. Esta página lo muestra en cuanto llegue, casi siempre en segundos.",
		arrived: (hospital) => `Su donación ha llegado y cuenta. ${hospital} le da las gracias.`,
		bank: "Su pago bancario está en camino. Cuenta en cuanto su banco lo envíe, lo que tarda unos días. No tiene que hacer nada.",
		failed: "Este pago no se pudo completar y no se cobró nada. Puede intentarlo con otra tarjeta o cuenta.",
		open: "Esta donación aún no está terminada: no se cobró nada.",
		unknown: "No conocemos esta donación. Revise la dirección, o el correo que le envió Stripe.",
	},
	monthly: "cada mes",
	tryAgain: "Donar de nuevo",
	finish: "Volver y donar",
	refresh: "Mirar otra vez",
	shownTitle: "Cómo aparece usted",
	places: { onAir: "Al aire", page: "En la página de la campaña", social: "En publicaciones", amount: "Su cantidad" },
	amountShown: "Se muestra en la página",
	amountHidden: "No se muestra",
	held: "Alguien del hospital revisa este nombre antes de mostrarlo.",
	change: "Cambiar lo que se muestra",
	keep: "Guarde este enlace: con él puede ocultar o mostrar su nombre cuando quiera.",
	share: "Compártalo",
	shareText: (hospital) => `Doné a ${hospital}. Únase:`,
	newTab: "se abre en otra pestaña",
	mineTitle: "Su nombre en esta campaña",
	hideTitle: "Ocultar mi nombre",
	hideHint:
		"Desaparece de las pantallas del estudio, de la página y del video en segundos, y las nuevas publicaciones no lo usan. Su donación sigue contando.",
	hide: "Ocultar mi nombre en todas partes",
	chooseTitle: "Elija lo que se muestra",
	save: "Guardar",
	saved: "Guardado. Las pantallas y páginas lo siguen en segundos.",
	hidden: "Su nombre está oculto en todas partes.",
	posted:
		"Lo que ya se dijo al aire o se publicó no se puede retirar desde aquí. Llámenos para borrar una publicación.",
	noName: "Usted no dio ningún nombre, así que no hay ninguno que mostrar.",
	noGift: "Este enlace no lleva a ninguna donación. Revise que haya copiado la dirección completa.",
};

const WORDS: Readonly<Record<Language, ThankWords>> = { en: english, es: spanish };

export function thankWords(language: Language): ThankWords {
	return WORDS[language];
}
