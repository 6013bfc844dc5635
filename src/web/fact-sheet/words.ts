import type { Language } from "../../domain/plain/language.ts";

export type SheetWords = typeof ENGLISH;

const ENGLISH = {
	locale: "en-US",
	title: "Fact sheet",
	asOf: (time: string) => `As of ${time}`,
	print: "Print this page",
	refused: "This link doesn't work any more. Ask the development office for a new one.",
	away: "The figures could not be fetched. Look whether this machine is online, then load the page again.",
	raised: "raised of",
	gifts: "gifts",
	donors: "donors",
	monthlyDonors: "monthly donors",
	thisHour: "this hour",
	howCounted: "How we count",
	toGo: (toGo: string, target: string) => `${toGo} to go to ${target}`,
	goal: "the goal",
	milestones: "Next milestones",
	give: "How to give",
	phone: "Phone",
	text: "Text",
	web: "Web",
	hashtag: "Hashtag",
	today: "Today in the show",
	points: "Always good to say",
	stations: "By station",
};

const SPANISH: SheetWords = {
	locale: "es-US",
	title: "Hoja de datos",
	asOf: (time) => `A las ${time}`,
	print: "Imprimir esta hoja",
	refused: "Este enlace ya no funciona. Pida uno nuevo a la oficina de desarrollo.",
	away: "No se pudieron obtener las cifras. Vea si esta máquina tiene conexión y cargue la página otra vez.",
	raised: "recaudados de",
	gifts: "donativos",
	donors: "donantes",
	monthlyDonors: "donantes mensuales",
	thisHour: "esta hora",
	howCounted: "Cómo contamos",
	toGo: (toGo, target) => `Faltan ${toGo} para ${target}`,
	goal: "la meta",
	milestones: "Próximas metas",
	give: "Cómo donar",
	phone: "Teléfono",
	text: "Texto",
	web: "Web",
	hashtag: "Etiqueta",
	today: "Hoy en el programa",
	points: "Siempre se puede decir",
	stations: "Por emisora",
};

export const SHEET_WORDS: Readonly<Record<Language, SheetWords>> = { en: ENGLISH, es: SPANISH };
