import { comparableText } from "../plain/comparable-text.ts";

/** Digits that stand together as people write a number: parted by at most two blanks, dots, dashes or slashes. */
const RUN = /\d+(?:[\s.\-_/]{1,2}\d+)*/g;
const SHORTEST = 13;
const LONGEST = 19;

/**
 * Whether a text holds what looks like a payment card's number: 13 to 19 digits, however they are parted or written, that pass the check
 * digit (ISO/IEC 7812-1). One in ten numbers of that length that are no card's passes too: ask for other words, never for proof.
 * A number that begins with "+" is a telephone's, up to the fifteen digits that those have (ITU-T E.164).
 */
export function holdsCardNumber(text: string): boolean {
	if (text.length < SHORTEST) return false;
	const plain = comparableText(text.slice(0, 4_000));
	for (const { 0: run, index } of plain.matchAll(RUN)) {
		const groups = run.split(/\D+/);
		const isTelephone = plain[index - 1] === "+" && groups.join("").length <= 15;
		if (!isTelephone && (groups.some(hidesCard) || groups.some((_, from) => beginsCard(groups, from)))) return true;
	}
	return false;
}

/** One number, or one with its date and code typed right behind it: that many digits together are nothing else on a slip. */
function hidesCard(digits: string): boolean {
	if (isCardNumber(digits)) return true;
	if (digits.length <= 16) return false;
	for (let from = 0; from + 15 <= digits.length; from += 1) {
		if (isCardNumber(digits.slice(from, from + 15)) || isCardNumber(digits.slice(from, from + 16))) return true;
	}
	return false;
}

function beginsCard(groups: readonly string[], from: number): boolean {
	let digits = "";
	for (let at = from; at < groups.length && digits.length <= LONGEST; at += 1) {
		digits += groups[at];
		if (isCardNumber(digits)) return true;
	}
	return false;
}

function isCardNumber(digits: string): boolean {
	if (digits.length < SHORTEST || digits.length > LONGEST) return false;
	// Zeroes alone pass any sum.
	if (/^0/.test(digits)) return false;
	let sum = 0;
	for (let place = 0; place < digits.length; place += 1) {
		const digit = Number(digits[digits.length - 1 - place]);
		const doubled = place % 2 === 1 ? digit * 2 : digit;
		sum += doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}
