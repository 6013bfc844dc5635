import { fieldsOf, type ImportField, type ImportKind } from "../domain/gift/import-kind.ts";
import { comparableText } from "../domain/plain/comparable-text.ts";

/** As programs and people name their columns, in English and in Spanish; plain (see plainHeader). The first that fits wins. */
const WORDS: Readonly<Record<ImportField, readonly string[]>> = {
	amount: [
		...[
			"amount",
			"pledge amount",
			"gift amount",
			"donation amount",
			"total",
			"amount usd",
			"amount cents",
			"amount minor",
		],
		...["pledged", "pledge", "gift", "donation", "value", "importe", "monto", "cantidad", "donativo", "donacion"],
	],
	at: [
		...[
			"date time",
			"datetime",
			"timestamp",
			"ts utc",
			"created at",
			"created",
			"created utc",
			"pledge date",
			"gift date",
		],
		...["donation date", "call date", "date received", "received", "date", "when", "fecha y hora", "fecha", "dia"],
	],
	time: ["time", "call time", "pledge time", "hora"],
	externalId: [
		...[
			"pledge id",
			"pledge number",
			"gift id",
			"donation id",
			"transaction id",
			"reference",
			"reference number",
			"ref",
		],
		...["receipt number", "external id", "record id", "id", "number", "no", "referencia", "folio", "numero"],
	],
	name: [
		...[
			"full name",
			"donor name",
			"caller name",
			"name",
			"donor",
			"caller",
			"display name",
			"given by",
			"nombre completo",
		],
		...["nombre", "donante", "nombre del donante", "first name"],
	],
	town: ["town", "city", "donor city", "ciudad", "localidad", "pueblo", "municipio"],
	email: ["email", "e mail", "email address", "donor email", "correo", "correo electronico"],
	phone: ["phone", "phone number", "telephone", "mobile", "cell", "tel", "telefono", "celular", "movil"],
	monthly: ["monthly", "recurring", "is monthly", "sustainer", "frequency", "mensual", "recurrente", "frecuencia"],
	source: ["source", "channel", "method", "payment method", "type", "how", "origen", "medio", "forma de pago", "tipo"],
	station: ["station", "radio station", "market", "emisora", "estacion", "radio"],
	onAir: ["on air", "name on air", "on air consent", "may be named on air", "read on air", "al aire", "nombre al aire"],
	social: ["social", "social media consent", "posts", "may be named in posts", "redes", "redes sociales"],
	anonymous: ["anonymous", "is anonymous", "anon", "anonimo"],
	honour: [
		"in honor of",
		"in honour of",
		"honor",
		"honoree",
		"tribute",
		"in memory of",
		"en honor de",
		"en memoria de",
	],
	note: ["note", "notes", "comment", "comments", "remarks", "nota", "notas", "comentario", "comentarios"],
};

const plainTexts = new Map<string, string>();
const MOST_KEPT = 5_000;

/** "E-mail_Address " and "email address" are one. Kept for a while: a file says "yes", "no" and its towns a thousand times. */
export function plainHeader(text: string): string {
	if (text.length > 40) return plainly(text);
	const known = plainTexts.get(text);
	if (known !== undefined) return known;
	if (plainTexts.size >= MOST_KEPT) plainTexts.clear();
	const plain = plainly(text);
	plainTexts.set(text, plain);
	return plain;
}

function plainly(text: string): string {
	return comparableText(text)
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/([a-z])([A-Z])/g, "$1 $2")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** Which column is what, as far as the names tell; a name that two columns have is left for a person to settle. */
export function guessColumns(kind: ImportKind, names: readonly string[]): Partial<Record<ImportField, number>> {
	const plain = names.map(plainHeader);
	const guessed: Partial<Record<ImportField, number>> = {};
	const taken = new Set<number>();
	for (const { field } of fieldsOf(kind)) {
		for (const word of WORDS[field]) {
			const place = plain.indexOf(word);
			if (place === -1 || taken.has(place)) continue;
			if (plain.indexOf(word, place + 1) !== -1) break;
			guessed[field] = place;
			taken.add(place);
			break;
		}
	}
	return guessed;
}

const ALL_WORDS = new Set(Object.values(WORDS).flat());

/** Whether the first row names the columns: it has a name we know, or nothing in it is a figure. */
export function looksLikeHeader(cells: readonly string[]): boolean {
	const told = cells.filter((cell) => cell.trim() !== "");
	if (told.some((cell) => ALL_WORDS.has(plainHeader(cell)))) return true;
	return told.length > 0 && told.every((cell) => !/^\W*\d[\d.,:/\s-]*\W*$/.test(cell) && !cell.includes("@"));
}

const MOST_ABOVE = 15;

/** How many rows stand above the one that names the columns, as programs write a title and a date there; 0 where none names them. */
export function rowsAboveHeader(kind: ImportKind, records: readonly { readonly cells: readonly string[] }[]): number {
	const needed = fieldsOf(kind).filter(({ isNeeded }) => isNeeded);
	const place = records.slice(0, MOST_ABOVE).findIndex(({ cells }) => {
		const found = guessColumns(kind, cells);
		return Object.keys(found).length > 1 && needed.every(({ field }) => found[field] !== undefined);
	});
	return Math.max(0, place);
}

/** "Column A" to "Column Z", then "Column AA". */
export function columnLetter(place: number): string {
	const before = Math.floor(place / 26);
	return `${before === 0 ? "" : columnLetter(before - 1)}${String.fromCharCode(65 + (place % 26))}`;
}
