import type { Language } from "../plain/language.ts";

/** Everything the giving form says, once for each language. */
const english = {
	title: "Give now",
	often: "How often?",
	once: "Once",
	monthly: "Every month",
	amountOnce: "How much?",
	amountMonthly: "How much each month?",
	other: "Another amount",
	otherAmount: "Your amount",
	you: "Your name",
	name: "Name to say",
	nameHint: "As the host should read it. Leave it empty to give without a name.",
	pronunciation: "How to say it",
	pronunciationHint: "Only if people get it wrong, like “shi-VAWN”.",
	town: "Town",
	consents: "What may we show?",
	consentsHint: "Nothing, unless you tick it. You can change your mind later, with a link after your gift.",
	consentPage: "Show my name on this page",
	consentAmount: "Show how much I gave",
	consentOnAir: "Say my name on air",
	consentSocial: "Name me in posts on social media",
	more: "In honour of someone, or a matching gift",
	dedication: "Is this gift for someone?",
	noDedication: "No",
	honour: "In honour of",
	memory: "In memory of",
	honoured: "Their name",
	honouredHint: "Only the hospital sees this. It is never shown or said on air.",
	employer: "Your employer",
	employerHint: "If they match gifts. Only the hospital sees this.",
	station: "Which station were you listening to?",
	noStation: "I’d rather not say",
	submit: "Continue to payment",
	safe: "You pay on Stripe’s page. We never see your card.",
	fixOne: "One thing needs your attention:",
	fixMany: "Some things need your attention:",
	errors: {
		oftenMissing: "Choose once or every month.",
		amountMissing: "Choose an amount, or type your own.",
		amountUnreadable: "Type the amount in figures, like 50.",
		amountSmall: "The smallest gift we can take here is {least}.",
		amountLarge: "For a gift above {most}, please call us, so that we can thank you properly.",
		nameMissing: "Type the name to say, or untick what would show it.",
		nameUnsafe: "We can’t show this name. Type it in letters, without an address or a number.",
		tooLong: "This is too long. Shorten it to {longest} characters.",
		honouredMissing: "Type the name of the person this gift is for, or choose “No”.",
	},
};

export type GiveWords = typeof english;

const spanish: GiveWords = {
	title: "Done ahora",
	often: "¿Con qué frecuencia?",
	once: "Una vez",
	monthly: "Cada mes",
	amountOnce: "¿Cuánto?",
	amountMonthly: "¿Cuánto cada mes?",
	other: "Otra cantidad",
	otherAmount: "Su cantidad",
	you: "Su nombre",
	name: "Nombre para decir al aire",
	nameHint: "Como debe leerlo el locutor. Déjelo vacío para donar sin nombre.",
	pronunciation: "Cómo se pronuncia",
	pronunciationHint: "Solo si suelen decirlo mal, como «shi-VON».",
	town: "Ciudad",
	consents: "¿Qué podemos mostrar?",
	consentsHint: "Nada, a menos que usted lo marque. Podrá cambiarlo después, con un enlace tras su donación.",
	consentPage: "Mostrar mi nombre en esta página",
	consentAmount: "Mostrar cuánto doné",
	consentOnAir: "Decir mi nombre al aire",
	consentSocial: "Nombrarme en publicaciones en redes sociales",
	more: "En honor de alguien, o donación igualada por su empresa",
	dedication: "¿Es esta donación por alguien?",
	noDedication: "No",
	honour: "En honor de",
	memory: "En memoria de",
	honoured: "Su nombre",
	honouredHint: "Solo lo ve el hospital. Nunca se muestra ni se dice al aire.",
	employer: "Su empresa",
	employerHint: "Si iguala donaciones. Solo lo ve el hospital.",
	station: "¿Qué emisora estaba escuchando?",
	noStation: "Prefiero no decirlo",
	submit: "Continuar al pago",
	safe: "Usted paga en la página de Stripe. Nunca vemos su tarjeta.",
	fixOne: "Hay algo que revisar:",
	fixMany: "Hay cosas que revisar:",
	errors: {
		oftenMissing: "Elija una vez o cada mes.",
		amountMissing: "Elija una cantidad o escriba la suya.",
		amountUnreadable: "Escriba la cantidad en cifras, como 50.",
		amountSmall: "La donación mínima aquí es de {least}.",
		amountLarge: "Para donar más de {most}, llámenos, por favor, para darle las gracias como se merece.",
		nameMissing: "Escriba el nombre, o desmarque lo que lo mostraría.",
		nameUnsafe: "No podemos mostrar este nombre. Escríbalo con letras, sin direcciones ni números.",
		tooLong: "Es demasiado largo. Acórtelo a {longest} caracteres.",
		honouredMissing: "Escriba el nombre de la persona, o elija «No».",
	},
};

const WORDS: Readonly<Record<Language, GiveWords>> = { en: english, es: spanish };

export function giveWords(language: Language): GiveWords {
	return WORDS[language];
}

/** What the form's fields are called in its POST. */
export const GIVE_FIELDS = [
	"often",
	"once",
	"monthly",
	"other",
	"name",
	"pronunciation",
	"town",
	"show_page",
	"show_amount",
	"on_air",
	"social",
	"dedication",
	"honoured",
	"employer",
	"station",
	"via",
] as const;
export type GiveField = (typeof GIVE_FIELDS)[number];

/** What a visitor had typed or chosen, word for word; also how the form is opened with a choice made. */
export type GiveInput = Readonly<Partial<Record<GiveField, string>>>;

/** What is wrong with it, at its field, in words for the visitor. */
export type GiveErrors = Readonly<Partial<Record<GiveField, string>>>;
