/** Letters of other scripts that look like Latin ones: "Раtiеnt" with three Cyrillic letters reads as "Patient". */
const CYRILLIC_AND_GREEK = "аеорсухіѕјԁһмткАВЕКМНОРСТУХІЅЈοανρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
const LATIN = "aeopcyxisjdhmtkABEKMHOPCTYXISJoavpABEZHIKMNOPTYX";
const LOOKALIKES = new Map([...CYRILLIC_AND_GREEK].map((letter, index) => [letter, LATIN.charAt(index)]));

/** Letters, figures and signs of a keyboard: nothing hides in them but a figure that is a letter. */
const PLAIN = /^[ -_a-~]*$/;

/**
 * A text as rules should read it, so that nothing hides from them: NFKC (full-width and circled digits become digits),
 * no invisible characters, every dash a "-", every space a space, digits of other scripts and letters that pretend as
 * Latin ones, and "8OO-555-O142" with its letters read as digits. For comparing only, never for showing.
 */
export function comparableText(text: string): string {
	const plain = PLAIN.test(text) ? text.replace(/ {2,}/g, " ") : uncovered(text);
	return plain.replace(/[\dOolI().-]{7,}/g, (token) =>
		/(?:\d[^\d]*){5}/.test(token) ? digitsForLetters(token) : token,
	);
}

function uncovered(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/\p{Cf}|\p{Me}|\p{Default_Ignorable_Code_Point}|\u2800/gu, "")
		.replace(/[\p{Pd}\u2212\u00B7\u2022\u30FB]/gu, "-")
		.replace(/[’‘ʼ`´]/g, "'")
		.replace(/(?:(?!\n)[\p{Zs}\p{Cc}])+/gu, " ")
		.replace(/\p{Nd}/gu, latinDigit)
		.replace(/[\u0370-\u052F]/g, (letter) => LOOKALIKES.get(letter) ?? letter);
}

/** Unicode lays decimal digits out in runs of ten that start with zero. */
function latinDigit(digit: string): string {
	if (digit >= "0" && digit <= "9") return digit;
	const code = digit.codePointAt(0) ?? 0;
	let zero = code;
	while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
	return String((code - zero) % 10);
}

function digitsForLetters(token: string): string {
	return token.replace(/[Oo]/g, "0").replace(/[lI]/g, "1");
}
