import type { OfflineKind, PresentRefusal } from "../../../domain/gift/offline-money.ts";
import type { Language } from "../../../domain/plain/language.ts";

const ENGLISH = {
	open: "To present",
	coming: "Comes on air",
	title: "To be presented",
	about: "None of this is on the total yet. It goes on at the moment it is presented.",
	aboutHost: "The producer presents these. Until then nobody says how much it is.",
	nothing: "Nothing waits to be presented.",
	kinds: { cheque: "A cheque", sponsor: "A sponsor", cash: "Cash", "opening-balance": "Money" } satisfies Record<
		OfflineKind,
		string
	>,
	present: "Present",
	goesOn: (amount: string, from: string) => `${amount} from ${from} goes on the total.`,
	notCounted: (amount: string, from: string) => `${amount} from ${from} is noted as paid. The total stays as it is.`,
	becomes: "becomes",
	matched: (amount: string) => `${amount} of it comes from a match.`,
	noMilestone: "No milestone falls.",
	confirm: (amount: string) => `Present ${amount} now`,
	back: "Not yet",
	close: "Close",
	done: "It is on the total.",
	undone: "Taken back. It waits again.",
	lately: "Presented by you",
	undo: "Take back",
	looking: "Looking at what happens…",
	failed: "That did not arrive. Look at the list, then press again.",
	offline: "No connection: presenting works again when the screen is live.",
	refused: {
		gone: "It doesn't wait any more. Look at the list again.",
		presented: "It was presented already. It counts once.",
		cancelled: "The office cancelled it.",
		"not-yours": "Somebody else presented it; only they can take it back.",
		"too-late": "More than ten minutes have gone by. Ask the office to correct it.",
		announced: "A milestone was announced because of it. Ask the office to correct the amount.",
	} satisfies Record<PresentRefusal, string>,
	own: "this station",
	together: "together",
};

export type PresentWords = typeof ENGLISH;

const SPANISH: PresentWords = {
	open: "Por presentar",
	coming: "Por entregar",
	title: "Por presentar",
	about: "Nada de esto está en el total todavía. Se suma en el momento en que se presenta.",
	aboutHost: "Producción presenta estos. Hasta entonces nadie dice cuánto es.",
	nothing: "No hay nada por presentar.",
	kinds: { cheque: "Un cheque", sponsor: "Un patrocinador", cash: "Efectivo", "opening-balance": "Dinero" },
	present: "Presentar",
	goesOn: (amount, from) => `${amount} de ${from} se suma al total.`,
	notCounted: (amount, from) => `${amount} de ${from} se anota como pagado. El total no cambia.`,
	becomes: "pasa a",
	matched: (amount) => `${amount} viene de un reto.`,
	noMilestone: "No se cumple ninguna meta.",
	confirm: (amount) => `Presentar ${amount} ahora`,
	back: "Todavía no",
	close: "Cerrar",
	done: "Ya está en el total.",
	undone: "Retirado. Espera otra vez.",
	lately: "Presentados por usted",
	undo: "Retirar",
	looking: "Viendo qué pasa…",
	failed: "No llegó. Mire la lista y pulse otra vez.",
	offline: "Sin conexión: podrá presentar cuando la pantalla esté en vivo.",
	refused: {
		gone: "Ya no espera. Mire la lista otra vez.",
		presented: "Ya fue presentado. Cuenta una sola vez.",
		cancelled: "La oficina lo canceló.",
		"not-yours": "Otra persona lo presentó; solo ella puede retirarlo.",
		"too-late": "Pasaron más de diez minutos. Pida a la oficina que lo corrija.",
		announced: "Se anunció una meta por él. Pida a la oficina que corrija el monto.",
	},
	own: "esta estación",
	together: "juntas",
};

export const PRESENT_WORDS: Readonly<Record<Language, PresentWords>> = { en: ENGLISH, es: SPANISH };
