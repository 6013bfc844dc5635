import { comparableText } from "../plain/comparable-text.ts";
import type { IdentifierClass, PrivacyRule } from "./privacy-rule.ts";
import { PRIVACY_RULES } from "./privacy-rules.ts";

/** What belongs to the drive itself, or has been consented to, and may be said. */
export type AllowedWords = {
	/** Hospital, drive, stations, a giver who consented for this place, a patient under a recorded authorisation. */
	readonly allowedNames: readonly string[];
	/** Numbers to call and text codes, as staff entered them: "800-555-0142", "KIDS to 51555". */
	readonly organisationPhones: readonly string[];
	/** Whole addresses; the bare host of one is allowed too, another page on it is not. */
	readonly organisationLinks: readonly string[];
};

export type PrivacyFinding = {
	readonly code: IdentifierClass;
	/** The words that were found, as rules read them. */
	readonly words: string;
	/** In plain words, for staff. */
	readonly explanation: string;
	/** Whether a person may answer for it, by name; else only other words help. */
	readonly answerable: boolean;
};

export type PrivacyVerdict =
	| { readonly ok: true }
	| { readonly ok: false; readonly findings: readonly PrivacyFinding[] };

/** A character no rule matches, in place of what may be said. */
const MASK = "\u25A1";

/**
 * The gate every outgoing text passes when it is sent (invariant 8). It finds what a rule can find of the 18 identifiers
 * of HIPAA's Safe Harbor, 45 CFR 164.514(b)(2), in English and Spanish. It cannot know a name by itself as a patient's:
 * that a text says nothing it may not is still the writer's part.
 */
export function checkOutgoingText(text: string, allowed: AllowedWords): PrivacyVerdict {
	const whole = comparableText(text);
	const findings = read(whole, maskNames(whole, allowed), PRIVACY_RULES, allowed);
	return findings.length === 0 ? { ok: true } : { ok: false, findings };
}

const CONTACT_RULES = PRIVACY_RULES.filter((rule) => rule.givesContact);

type Span = { readonly from: number; readonly to: number };

/**
 * Ways to reach somebody are read in the whole text, since the drive's name may be part of its link; all else with the
 * allowed names masked. The first rule that reads a piece of text decides about it: the drive's own phone number is not
 * looked at for ZIP codes.
 */
function read(whole: string, masked: string, rules: readonly PrivacyRule[], allowed: AllowedWords): PrivacyFinding[] {
	const settled: Span[] = [];
	const findings: PrivacyFinding[] = [];
	for (const rule of rules) {
		for (const pattern of rule.patterns) {
			for (const match of (rule.givesContact ? whole : masked).matchAll(pattern)) {
				const span = { from: match.index, to: match.index + match[0].length };
				if (settled.some((other) => span.from < other.to && other.from < span.to)) continue;
				settled.push(span);
				const words = match[0].trim();
				if (isOurs(rule, words, allowed)) continue;
				const { code, explanation, answerable = false } = rule;
				findings.push({ code, words, explanation, answerable });
			}
		}
	}
	return findings;
}

function isOurs(rule: PrivacyRule, words: string, allowed: AllowedWords): boolean {
	const { allowedAs } = rule;
	switch (allowedAs) {
		case "phone":
			return isOurNumber(words, allowed.organisationPhones);
		case "link":
			return isOurLink(words, allowed.organisationLinks);
		case undefined:
			return false;
		default:
			return allowedAs satisfies never;
	}
}

/** By digits, so that "(800) 555-0142" is "800-555-0142"; letters count as on a telephone's keys. */
function isOurNumber(words: string, phones: readonly string[]): boolean {
	const found = telephoneDigits(words).replace(/^1(?=\d{10})/, "");
	if (found.length < 5) return false;
	return phones
		.map((phone) => comparableText(phone))
		.some((phone) => {
			const whole = telephoneDigits(phone).replace(/^1(?=\d{10})/, "");
			return (found.length >= 7 && whole.startsWith(found)) || phone.split(/\D+/).includes(found);
		});
}

const KEYS = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

function telephoneDigits(text: string): string {
	const dialled = text
		.toLowerCase()
		.replace(/[a-z]/g, (letter) => String(KEYS.findIndex((key) => key.includes(letter)) + 2));
	return dialled.replace(/\D/g, "");
}

function isOurLink(words: string, links: readonly string[]): boolean {
	const found = plainLink(words);
	return links
		.map((link) => plainLink(comparableText(link)))
		.some((link) => found === link || found === link.split("/")[0]);
}

/** Without scheme, trailing slash or the sentence's punctuation; the host in lower case. */
function plainLink(link: string): string {
	const bare = link
		.trim()
		.replace(/^https?:\/\//i, "")
		.replace(/[.,;:!?)\]'"]+$/, "")
		.replace(/\/$/, "");
	const [host = "", ...path] = bare.split("/");
	return [host.toLowerCase(), ...path].join("/");
}

/**
 * Puts as many masks in a name's place as it has letters, so that positions stay. Names as typed by donors may carry a
 * number or an address ("Call 555-0199"): such a name excuses nothing. A name of one letter would excuse too much.
 */
function maskNames(text: string, allowed: AllowedWords): string {
	const names = allowed.allowedNames
		.map((name) => comparableText(name).trim())
		.filter((name) => name.length > 1 && !givesContact(name, allowed))
		.sort((one, other) => other.length - one.length);
	return names.reduce(
		(masked, name) =>
			masked.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(name)}(?![\\p{L}\\p{N}])`, "giu"), (found) =>
				MASK.repeat(found.length),
			),
		text,
	);
}

function givesContact(name: string, allowed: AllowedWords): boolean {
	return read(name, name, CONTACT_RULES, allowed).length > 0;
}

function escapePattern(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
