import type { Language } from "../../domain/language.ts";

export type Words = {
	readonly locale: string;
	readonly sayNow: string;
	readonly nothingToSay: string;
	readonly thank: string;
	readonly noGifts: string;
	readonly monthly: string;
	readonly thisHour: string;
	readonly gifts: string;
	readonly timeLeft: string;
	readonly over: string;
	readonly phone: string;
	readonly text: string;
	readonly goal: string;
	readonly goalReached: string;
	readonly connecting: string;
	readonly age: (seconds: number) => string;
	readonly stale: (age: string) => string;
	readonly revoked: string;
	readonly ago: (seconds: number) => string;
};

export const WORDS: Readonly<Record<Language, Words>> = {
	en: {
		locale: "en-US",
		sayNow: "Say now",
		nothingToSay: "The next milestone's sentence appears here.",
		thank: "Thank",
		noGifts: "The first gift appears here.",
		monthly: "monthly",
		thisHour: "This hour",
		gifts: "Gifts",
		timeLeft: "Time left",
		over: "closed",
		phone: "Phone",
		text: "Text",
		goal: "goal",
		goalReached: "The goal is reached.",
		connecting: "Connecting",
		age: (seconds) => (seconds < 60 ? `Data ${seconds} s old` : `Data ${Math.floor(seconds / 60)} min old`),
		stale: (age) => `${age}. Don't read the total out as current. Connecting again.`,
		revoked: "This screen's link was switched off. Ask the development office for a new one.",
		ago: (seconds) =>
			seconds < 60
				? "just now"
				: seconds < 3600
					? `${Math.floor(seconds / 60)} min ago`
					: `${Math.floor(seconds / 3600)} h ago`,
	},
	es: {
		locale: "es-US",
		sayNow: "Diga ahora",
		nothingToSay: "Aquí aparece la frase de la próxima meta.",
		thank: "Agradezca a",
		noGifts: "Aquí aparece el primer donativo.",
		monthly: "mensual",
		thisHour: "Esta hora",
		gifts: "Donativos",
		timeLeft: "Tiempo restante",
		over: "cerrado",
		phone: "Teléfono",
		text: "Texto",
		goal: "meta",
		goalReached: "La meta está cumplida.",
		connecting: "Conectando",
		age: (seconds) => (seconds < 60 ? `Datos de hace ${seconds} s` : `Datos de hace ${Math.floor(seconds / 60)} min`),
		stale: (age) => `${age}. No lea el total como actual. Conectando de nuevo.`,
		revoked: "El enlace de esta pantalla fue desactivado. Pida uno nuevo a la oficina de desarrollo.",
		ago: (seconds) =>
			seconds < 60
				? "ahora mismo"
				: seconds < 3600
					? `hace ${Math.floor(seconds / 60)} min`
					: `hace ${Math.floor(seconds / 3600)} h`,
	},
};
