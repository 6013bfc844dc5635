import { comparableText } from "../plain/comparable-text.ts";
import type { Giver, Moderation, Verdict } from "./gift-fact.ts";
import { READ_ALOUD, UNFIT_BEGINNINGS, UNFIT_WORDS } from "./unfit-words.ts";

/** What of a giver can be read out or shown, as one text: what staff's verdict is about. */
export function namedText({ name, town, pronunciation }: Giver): string {
	return [name, town, pronunciation].map((one) => one ?? "").join("\n");
}

/**
 * What holds for this giver, from staff's last verdict ("approved\\n" and the text it was about). A denial stays whatever the name
 * becomes; an approval is good for the text that was approved; anything else is screened.
 */
export function moderated(giver: Giver, verdict: string | undefined): Moderation | undefined {
	return decidedByPerson(giver, verdict) ?? (isSuspicious(giver) ? "flagged" : undefined);
}

/** What a person has decided about exactly this name; null where nobody has. */
export function decidedByPerson(giver: Giver, verdict: string | undefined): Verdict | "flagged" | null {
	const [is, ...about] = (verdict ?? "").split("\n");
	if (is === "denied") return "denied";
	const isOfThisText = about.join("\n") === namedText(giver);
	return isOfThisText && (is === "approved" || is === "pending" || is === "flagged") ? is : null;
}

/** Whether the name may be shown at all, before any consent. A gift stored before there was a screen is screened now. */
export function isPresentable(giver: Giver): boolean {
	switch (giver.moderation) {
		case "approved":
			return true;
		case "pending":
		case "denied":
		case "flagged":
			return false;
		case undefined:
			return !isSuspicious(giver);
		default:
			return giver.moderation satisfies never;
	}
}

function isSuspicious({ name = "", town = "", pronunciation = "" }: Giver): boolean {
	return isUnfit(name) || (town !== "" && isUnfit(town)) || (pronunciation !== "" && isUnfit(pronunciation));
}

/** Whether a person should look at this text before it is shown: an insult, also in disguise, or a joke on whoever reads it out. */
export function isUnfit(text: string): boolean {
	if (text === "") return false;
	const known = judged.get(text);
	if (known !== undefined) return known;
	const words = plainWords(text);
	const unfit = READ_ALOUD.has(words.join("")) || words.some(isUnfitWord) || piecesJoined(words).some(isUnfitWord);
	if (judged.size >= MOST_JUDGED) judged.clear();
	judged.set(text, unfit);
	return unfit;
}

/** Kept, because four or five events tell the same name within a second, and every screen asks for it again. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 2_000;

const BEGINNING = new RegExp(`^(?:${UNFIT_BEGINNINGS.join("|")})`);

function isUnfitWord(word: string): boolean {
	return UNFIT_WORDS.has(word) || BEGINNING.test(word);
}

/** "f u c k" and "fu ck": neighbours of one or two letters are read together. Longer ones are words of their own. */
function piecesJoined(words: readonly string[]): string[] {
	const joined: string[] = [];
	let run = "";
	for (const word of [...words, "."]) {
		if (word !== "." && word.length <= 2) {
			run += word;
			continue;
		}
		if (run.length > 2) joined.push(squeezed(run));
		run = "";
	}
	return joined;
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
	"0": "o",
	"1": "i",
	"!": "i",
	"3": "e",
	"4": "a",
	"@": "a",
	"5": "s",
	$: "s",
	"7": "t",
	"8": "b",
	"+": "t",
	"€": "e",
	ß: "s",
};

/** The words of a text in plain small letters: figures read as the letters they stand for, no accents, no letter twice in a row. */
export function plainWords(text: string): string[] {
	// Most names need none of the work.
	const plain = /^[A-Za-z .'-]*$/.test(text)
		? text.toLowerCase()
		: comparableText(text.slice(0, 400))
				.toLowerCase()
				.normalize("NFKD")
				.replace(/[01!34@5$78+€ß]/g, (sign) => LOOKS_LIKE[sign] ?? sign);
	// A dot or a dash within a word hides it ("f.u-c.k"); a space parts words.
	return plain
		.split(/\s+/)
		.map((word) => {
			const letters = word.replace(/[^\p{L}]/gu, "");
			return letters === "kkk" ? letters : squeezed(letters);
		})
		.filter((word) => word !== "");
}

function squeezed(word: string): string {
	return word.replace(/(.)\1+/gu, "$1");
}
