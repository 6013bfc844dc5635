import { comparableText } from "../plain/comparable-text.ts";

/** The same sponsor, however somebody wrote it. */
export function sponsorKey(name: string): string {
	return comparableText(name).toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether a text says this name, as whole words: "Ace" is not in "place". Capitals and kinds of spaces and dashes don't matter. */
export function namesSponsor(text: string, name: string): boolean {
	const key = sponsorKey(name);
	if (key === "") return false;
	const read = sponsorKey(text);
	for (let at = read.indexOf(key); at !== -1; at = read.indexOf(key, at + 1)) {
		if (!isInWord(read.slice(0, at).at(-1)) && !isInWord(read.at(at + key.length))) return true;
	}
	return false;
}

function isInWord(letter: string | undefined): boolean {
	return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}
