import type { Language } from "../plain/language.ts";
import type { Giver } from "./gift-fact.ts";
import { isPresentable } from "./moderation.ts";

/** Where a name would appear: on the host's screen, on the public page, in a post. */
export type NamePlace = "on-air" | "page" | "social";

/** What stands in for a name that may not be shown, or cannot be shown safely. */
export const GENEROUS_LISTENER: Readonly<Record<Language, string>> = {
	en: "A generous listener",
	es: "Un oyente generoso",
};

const LONGEST_NAME = 40;
const LONGEST_TOWN = 30;

/** Scripts whose spelling needs the (otherwise invisible) joiners U+200C and U+200D. */
const JOINING =
	"\\p{sc=Arab}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}";
const STRAY_JOINER = new RegExp(`(?<![${JOINING}\\p{M}])[\\u200C\\u200D]|[\\u200C\\u200D](?![${JOINING}])`, "gu");
/** Bidi overrides and isolates, zero-width characters, tags, controls, private use, lone surrogates, unassigned. */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cf}\p{Cc}\p{Co}\p{Cn}\p{Cs}]/gu;
/** Letters and symbols that draw nothing: Hangul fillers, the blank Braille pattern. */
const BLANKS = /[\u115F\u1160\u3164\uFFA0\u2800]/gu;
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}]|\u20E3/gu;
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;
/** An address, a handle or a number that somebody wants read out is not a name. */
const NOT_A_NAME = /https?:|www\.|:\/\/|@|#|\.(?:com|net|org|info|io|ru|xyz)\b|(?:\d[\s().-]*){5,}/iu;

const TITLES =
	/^(?:dr|dra|mr|mrs|ms|miss|mx|sr|sra|srta|don|doña|rev|fr|prof|hon|sgt|cpl|capt|lt|col)\.?\s+(?=\p{L})/iu;
/** Families, couples and firms have no first name: they are shown whole. */
const SEVERAL = new RegExp(
	`[&+/]|\\b(?:and|y|e|the|family|familia|los|las|llc|inc|corp|ltd|co|company|bank|credit|union|motors|group|foundation|
	fundación|partners|associates|church|iglesia|school|escuela|club|team|equipo|class|grade|crew|staff|employees|dental|realty|
	market|restaurant|auto|insurance|law|plumbing|heating|roofing|construction|electric|landscaping|industries|enterprises|services|
	solutions|systems|logistics|bakery|brewery|brewing|pizza|diner|cafe|salon|pharmacy|farmacia|panadería|taquería|ferretería|dealership|
	dept|department|local|league|society|sons|bros|hermanos|studios|farms|foods|properties|garage|fitness|gym|daycare|preschool|academy|
	college|university|hospital|clinic|troop|rotary|kiwanis|lions|raffle|fundraiser|fund|trust|committee|council|association|
	shop|store|(?:bake|book|yard|rummage)\\ssale)\\b|[’']s\\s`.replace(/\s+/g, ""),
	"iu",
);

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A character as people see it is one to four code points; a chain of joined consonants can be one of hundreds. */
const POINTS_PER_CHARACTER = 4;

/** Cuts at whole characters as people see them, never inside one. */
function capped(text: string, longest: number): string {
	const characters = Array.from(graphemes.segment(text), (one) => one.segment);
	const most = longest * POINTS_PER_CHARACTER;
	if (characters.length <= longest && text.length <= most) return text;
	let kept = "";
	for (const character of characters.slice(0, longest - 1)) {
		if (kept.length + character.length >= most) break;
		kept += character;
	}
	return `${kept.trimEnd()}…`;
}

/**
 * A name as typed by a stranger, made harmless to show: no direction overrides, nothing invisible, no pictures, at most two
 * combining marks on a letter, a bounded length. Empty where nothing readable is left, or where it is no name.
 */
export function safeName(typed: string, longest = LONGEST_NAME): string {
	// NFKC also turns "𝓓𝓪𝓷𝓪" and full-width letters into plain ones. Cut first: normalising megabytes is work.
	const plain = typed
		.slice(0, 1000)
		.normalize("NFKC")
		.replace(/[^\S\uFEFF]+/gu, " ")
		.replace(INVISIBLE, "")
		.replace(STRAY_JOINER, "")
		.replace(BLANKS, "")
		.replace(PICTURES, "")
		.replace(PILED_MARKS, "$1")
		.replace(/[<>{}[\]\\|`]/gu, "")
		.replace(/ {2,}/gu, " ")
		.replace(/^[\s\p{M}]+|\s+$/gu, "")
		// What was taken out may have parted a letter from its accent.
		.normalize("NFC");
	if (!/\p{L}/u.test(plain) || NOT_A_NAME.test(plain)) return "";
	return capped(plain, longest);
}

/** The given name; families, couples and firms whole. */
function firstName(name: string): string {
	if (SEVERAL.test(name)) return name;
	const untitled = inOrder(name).replace(TITLES, "");
	return untitled.split(" ")[0] ?? untitled;
}

/** "Dana S." of "Dana Smith": enough to know oneself by, too little to be found by. */
function firstAndInitial(name: string): string {
	if (SEVERAL.test(name)) return name;
	const words = inOrder(name).replace(TITLES, "").split(" ");
	const [first = "", last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
	const letter = last === undefined ? undefined : /\p{L}\p{M}*/u.exec(last)?.[0];
	return letter === undefined ? first : `${first} ${letter.toLocaleUpperCase("en")}.`;
}

/** "Smith, Dana" is how forms and banks write it. */
function inOrder(name: string): string {
	const [family, given] = name.split(/,\s*/u, 2);
	return given && family ? `${given} ${family}` : name;
}

/** How a name may be written: whole as typed, "Dana S.", or "Dana, Springfield" (the town only where it was given). */
export type NameForm = "as-typed" | "first-and-initial" | "first-and-town";

/**
 * On air a first name and a town is what hosts read, and enough to be recognised by. Elsewhere the name stands as its owner typed it
 * for this; a card's name, typed for a bank, is shortened.
 */
function formFor(giver: Giver, place: NamePlace): NameForm {
	if (place === "on-air") return "first-and-town";
	return giver.isBillingName === true ? "first-and-initial" : "as-typed";
}

function mayShow(giver: Giver, place: NamePlace): boolean {
	const consent = giver.consent;
	if (consent?.name !== true) return false;
	switch (place) {
		case "page":
			return consent.page !== false;
		case "on-air":
			return consent.onAir === true;
		case "social":
			return consent.social === true;
		default:
			return place satisfies never;
	}
}

/**
 * The giver's name in the form for this place; null where it may not be shown: no consent for the place, held back by moderation, or
 * nothing safe left of it. Every name that leaves the server comes through here.
 */
export function consentedName(giver: Giver | null, place: NamePlace): string | null {
	if (!giver?.name || !mayShow(giver, place) || !isPresentable(giver)) return null;
	return nameInForm(giver.name, giver.town, formFor(giver, place)) || null;
}

/** The same as one text to show: "A generous listener" where there is no name to show. */
export function publicName(giver: Giver | null, place: NamePlace, language: Language): string {
	return consentedName(giver, place) ?? GENEROUS_LISTENER[language];
}

/** Empty where nothing safe is left. */
function nameInForm(typed: string, town: string | undefined, form: NameForm): string {
	switch (form) {
		case "as-typed":
			return safeName(typed);
		case "first-and-initial":
			return capped(firstAndInitial(safeName(typed, 200)), LONGEST_NAME);
		case "first-and-town": {
			const first = capped(firstName(safeName(typed, 200)), LONGEST_NAME);
			const place = town ? safeName(town, LONGEST_TOWN) : "";
			return first && place ? `${first}, ${place}` : first;
		}
		default:
			return form satisfies never;
	}
}
