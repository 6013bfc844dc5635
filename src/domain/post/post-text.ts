import type { Platform } from "./post.ts";

/** X's limit, in weighted characters of its configuration version 3 (a link is 23, an emoji or a CJK character 2). */
export const X_MAX_WEIGHTED = 280;
/** Ours: nobody reads more on a Page. Facebook itself refuses from 63,206 characters on. */
export const FACEBOOK_MAX_CHARACTERS = 5_000;
/** Ours: what a host reads in about 25 seconds at 140 words a minute. */
export const ON_AIR_MAX_CHARACTERS = 400;

/** The longest text for a platform: weighted characters on X (and in a dry run, which stands in for X), else characters. */
export function maxLength(platform: Platform): number {
	switch (platform) {
		case "x":
		case "dry-run":
			return X_MAX_WEIGHTED;
		case "facebook":
			return FACEBOOK_MAX_CHARACTERS;
		case "on-air":
			return ON_AIR_MAX_CHARACTERS;
		default:
			return platform satisfies never;
	}
}

/**
 * Makes rendered text fit to be seen: one space where an optional part was empty, no space before a full stop, no double
 * full stop after "p.m.", at most one empty line, NFC (X counts and compares the normalised form).
 */
export function tidyText(text: string): string {
	return text
		.normalize("NFC")
		.replace(/\r\n?/g, "\n")
		.replace(/[^\S\n]{2,}|[^\S\n ]/g, " ")
		.replace(/ \n ?|\n /g, "\n")
		.replace(/\n{3,}/g, "\n\n")
		.replace(/ +([.,;:!?])(?!\S)/g, "$1")
		.replace(/(?<!\.)\.\.(?!\.)/g, ".")
		.trim();
}
