import type { Giver, KnownVerdict, Moderation } from "./gift-fact.ts";
import { isUnfit, plainWords } from "./moderation.ts";

/** How a drive lets names through: at once unless something catches them, each one looked at first, or those of big gifts. */
export type NamePolicy = "at-once" | "all-wait" | "big-wait";

/** A drive's own rules for names. Amounts in minor units. */
export type NameRules = {
	readonly policy: NamePolicy;
	/** For "big-wait": names of gifts from this amount on wait. */
	readonly bigFrom: number;
	/** A name with one of these is denied by itself; staff may still approve it. */
	readonly block: readonly string[];
	/** A name with one of these waits for a person. */
	readonly hold: readonly string[];
};

export const USUAL_NAME_RULES: NameRules = { policy: "at-once", bigFrom: 100_000, block: [], hold: [] };

/** Why a name is as it is, for staff. */
export type NameCause =
	| { readonly kind: "person"; readonly is: KnownVerdict }
	| { readonly kind: "blocked-word"; readonly word: string }
	| { readonly kind: "held-word"; readonly word: string }
	| { readonly kind: "built-in" }
	| { readonly kind: "all-wait" }
	| { readonly kind: "big-gift" }
	| { readonly kind: "nothing" };

export type NameJudgement = { readonly moderation: Moderation | undefined; readonly cause: NameCause };

/**
 * What the drive's rules make of a name that no person has decided about. The hardest rule first; where nothing is against it, nothing
 * is written. Pure, and asked while a gift is booked: no query on the intake's way.
 */
export function judgeName(
	giver: Pick<Giver, "name" | "town" | "pronunciation">,
	amount: number,
	rules: NameRules = USUAL_NAME_RULES,
): NameJudgement {
	const { name = "", town = "", pronunciation = "" } = giver;
	if (name === "" && town === "") return { moderation: undefined, cause: { kind: "nothing" } };
	const said = [name, town, pronunciation].filter(Boolean);
	const blocked = firstFound(said, rules.block);
	if (blocked !== null) return { moderation: "denied", cause: { kind: "blocked-word", word: blocked } };
	if (said.some(isUnfit)) return { moderation: "flagged", cause: { kind: "built-in" } };
	const held = firstFound(said, rules.hold);
	if (held !== null) return { moderation: "pending", cause: { kind: "held-word", word: held } };
	if (name === "" || rules.policy === "at-once") return { moderation: undefined, cause: { kind: "nothing" } };
	if (rules.policy === "all-wait") return { moderation: "pending", cause: { kind: "all-wait" } };
	return amount >= rules.bigFrom
		? { moderation: "pending", cause: { kind: "big-gift" } }
		: { moderation: undefined, cause: { kind: "nothing" } };
}

/**
 * A list's word is found as whole words of the name, in disguise too ("A.c-m3", "ácme", "a c m e"): "ass" finds nobody called
 * "Cassidy", and "cunt" nobody from Scunthorpe. With a star at its end it is a beginning: "acme*".
 */
function firstFound(said: readonly string[], words: readonly string[]): string | null {
	if (words.length === 0) return null;
	const texts = said.map(plainWords);
	return words.find((word) => texts.some((text) => isIn(text, word))) ?? null;
}

function isIn(text: readonly string[], word: string): boolean {
	const isBeginning = word.trimEnd().endsWith("*");
	const wanted = plainWords(word.replaceAll("*", " ")).join(" ");
	if (wanted === "") return false;
	if (isBeginning) return ` ${text.join(" ")}`.includes(` ${wanted}`);
	if (` ${text.join(" ")} `.includes(` ${wanted} `)) return true;
	// "a c m e": a name's neighbours of one or two letters, read together.
	const whole = wanted.replaceAll(" ", "");
	return whole.length > 2 && runsOfPieces(text).includes(whole);
}

function runsOfPieces(words: readonly string[]): string[] {
	const runs: string[] = [];
	let run = "";
	for (const word of [...words, "..."]) {
		if (word !== "..." && word.length <= 2) run += word;
		else {
			if (run !== "") runs.push(run.replace(/(.)\1+/gu, "$1"));
			run = "";
		}
	}
	return runs;
}
