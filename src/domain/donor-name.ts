import type { Giver } from "./gift-fact.ts";
import type { Language } from "./language.ts";

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
	market|restaurant|auto|insurance|law)\\b`.replace(/\s+/g, ""),
	"iu",
);

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Cuts at whole characters as people see them, never inside one. */
function capped(text: string, longest: number): string {
	const characters = Array.from(graphemes.segment(text), (one) => one.segment);
	if (characters.length <= longest) return text;
	return `${characters
		.slice(0, longest - 1)
		.join("")
		.trimEnd()}…`;
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
		.replace(/^[\s\p{M}]+|\s+$/gu, "");
	if (!/\p{L}/u.test(plain) || NOT_A_NAME.test(plain)) return "";
	return capped(plain, longest);
}

function firstName(name: string): string {
	if (SEVERAL.test(name)) return name;
	const [family, given] = name.split(/,\s*/u, 2);
	const ordered = given && family ? `${given} ${family}` : name;
	const untitled = ordered.replace(TITLES, "");
	return untitled.split(" ")[0] ?? untitled;
}

function mayShow(giver: Giver, place: NamePlace): boolean {
	const consent = giver.consent;
	if (consent?.name !== true) return false;
	switch (place) {
		case "page":
			return true;
		case "on-air":
			return consent.onAir === true;
		case "social":
			return consent.social === true;
		default:
			return place satisfies never;
	}
}

/**
 * The name that may be shown in this place: on air the first name, with the town where given ("Dana, Springfield"); elsewhere the
 * name as typed. Without consent for the place, or where nothing safe is left of it: "A generous listener".
 */
export function publicName(giver: Giver | null, place: NamePlace, language: Language): string {
	const anonymous = GENEROUS_LISTENER[language];
	if (!giver?.name || !mayShow(giver, place)) return anonymous;
	const name = safeName(giver.name, place === "on-air" ? 200 : LONGEST_NAME);
	if (!name) return anonymous;
	if (place !== "on-air") return name;
	const first = capped(firstName(name), LONGEST_NAME);
	const town = giver.town ? safeName(giver.town, LONGEST_TOWN) : "";
	return town ? `${first}, ${town}` : first;
}
