import twitterText from "twitter-text";
import type { Platform } from "../domain/post/post.ts";
import { maxLength } from "../domain/post/post-text.ts";

/**
 * The length X counts, by its configuration version 3: after NFC, 1 for most Latin text, 2 for an emoji (families and
 * flags too) or a CJK character, 23 for anything it takes for a link, bare domains included. 280 is the limit.
 * The library's list of top-level domains is from 2020: a bare domain under a newer one is counted letter by letter.
 */
export function weightedLength(text: string): number {
	return twitterText.parseTweet(text).weightedLength;
}

/** Whether X would accept it as far as the text goes: not empty, not too long, no characters it forbids. */
export function isValidForX(text: string): boolean {
	return twitterText.parseTweet(text).valid;
}

/** What X turns into links, "give.hospital.org" as much as "https://...". A post with one costs $0.20 instead of $0.015. */
export function linksIn(text: string): readonly string[] {
	return twitterText.extractUrls(text.normalize("NFC"));
}

/** "$GIVE" is a cashtag, "$5,000" is not. X takes at most one in a post. */
export function cashtagsIn(text: string): readonly string[] {
	return twitterText.extractCashtags(text);
}

/** Accounts it would notify. X forbids unsolicited mentions to automated accounts. */
export function mentionsIn(text: string): readonly string[] {
	return twitterText.extractMentions(text);
}

/** Length in the platform's own unit, to be compared with `maxLength(platform)`. */
export function textLength(platform: Platform, text: string): number {
	return platform === "x" || platform === "dry-run" ? weightedLength(text) : [...text].length;
}

/** From which UTF-16 unit on a text is too long for its platform; null where it fits. */
export function tooLongFrom(platform: Platform, text: string): number | null {
	const most = maxLength(platform);
	if (textLength(platform, text) <= most) return null;
	if (platform !== "x" && platform !== "dry-run") return [...text].slice(0, most).join("").length;
	return twitterText.parseTweet(text).validRangeEnd + 1;
}
