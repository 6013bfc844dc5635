import type { Language } from "../../domain/plain/language.ts";
import type { SlipConsent } from "../../domain/pledge/slip.ts";

/** What is read to callers, word for word. */
type Script = {
	readonly greeting: string;
	readonly often: string;
	readonly name: string;
	readonly consents: Readonly<Record<keyof SlipConsent, string>>;
	readonly payment: string;
	readonly thanks: string;
};

const SCRIPTS: Readonly<Record<Language, Script>> = {
	en: {
		greeting: "“Thank you for calling {drive}! How much would you like to give today?”",
		often: "“Would you like to give that every month? You can stop at any time.”",
		name: "“What name may I write down?”",
		consents: {
			onAir: "“May we say your first name on air?”",
			town: "“And the town you are calling from?”",
			amount: "“May we say how much you gave?”",
			social: "“May we show your name online, on our page and in posts?”",
		},
		payment: "“We will send you a link to pay on a secure page. What is your e-mail or mobile number?”",
		thanks: "“Thank you! You are helping the children at {hospital}.”",
	},
	es: {
		greeting: "«¡Gracias por llamar a {drive}! ¿Cuánto le gustaría donar hoy?»",
		often: "«¿Le gustaría donar eso cada mes? Puede dejarlo cuando quiera.»",
		name: "«¿Qué nombre anoto?»",
		consents: {
			onAir: "«¿Podemos decir su nombre al aire?»",
			town: "«¿Y la ciudad desde donde llama?»",
			amount: "«¿Podemos decir cuánto donó?»",
			social: "«¿Podemos mostrar su nombre en internet, en nuestra página y en publicaciones?»",
		},
		payment: "«Le enviaremos un enlace para pagar en una página segura. ¿Cuál es su correo o su celular?»",
		thanks: "«¡Gracias! Usted ayuda a los niños de {hospital}.»",
	},
};

export function scriptWords(language: Language): Script {
	return SCRIPTS[language];
}
