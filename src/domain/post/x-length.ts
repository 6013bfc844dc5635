import type { Platform } from "./post.ts";

/** What X takes for a link counts 23, whatever its length. */
const LINK =
	/\bhttps?:\/\/\S+|(?<![\p{L}\p{N}@.])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|health|us|io|co)\b(?:\/\S*)?/giu;
const EMOJI =
	/\p{Extended_Pictographic}(?:\uFE0F|[\u{1F3FB}-\u{1F3FF}])?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*|\p{RI}{2}/gu;
const LINK_LENGTH = 23;

/**
 * How long a text is on its platform, for a counter beside a text that is being typed: as X weighs it (its configuration version 3), else
 * in characters. The API's own count (twitter-text's) has the last word; this one needs no library in the browser.
 */
export function typedLength(platform: Platform, text: string): number {
	if (platform !== "x" && platform !== "dry-run") return [...text].length;
	let links = 0;
	const bare = text.normalize("NFC").replace(LINK, () => {
		links += 1;
		return "";
	});
	let emoji = 0;
	const letters = bare.replace(EMOJI, () => {
		emoji += 1;
		return "";
	});
	const weight = [...letters].reduce((sum, letter) => sum + (isLight(letter.codePointAt(0) ?? 0) ? 1 : 2), 0);
	return links * LINK_LENGTH + emoji * 2 + weight;
}

/** The ranges that weigh 100 of 200 in X's configuration. */
function isLight(code: number): boolean {
	return (
		code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247)
	);
}
