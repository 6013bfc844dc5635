import type { Language } from "../plain/language.ts";
import { formatMoney, type Money } from "../plain/money.ts";

/**
 * The characters that the bundled Inter has (Latin, Vietnamese, Greek, Cyrillic, signs of money), as code points from-to in
 * hexadecimal. test/card/fonts.test.ts holds it to the files. Combining marks are left out: they lie in files of their own and
 * would stand beside their letter.
 */
const COVERED =
	"20-7e a0-ac ae-148 14a-1c3 1c5-254 256-27b 27e-284 286-290 292-2a4 2a6-2cc 2ce-2d7 2da 2dc-2ff 374-376 37a-37f 384-38a 38c " +
	"38e-3a1 3a3-3d7 3f9-3fa 3fc-479 480-482 48a-49d 4a0-4ff 1e00-1e9b 1e9d-1eff 2009 2013-2014 2018-201a 201c-201e 2020 2022 2026 " +
	"2032-2033 2039-203a 2044 20a0-20af 20b1-20b5 20b8-20ba 20bc-20bf 2113 2116 2122 2191 2193 2212";

const CLASS = COVERED.split(" ")
	.map((range) =>
		range
			.split("-")
			.map((code) => `\\u{${code}}`)
			.join("-"),
	)
	.join("");
const SETTABLE = new RegExp(`^[${CLASS}]*$`, "u");
/** Ornament, not a letter: a name goes on without it. */
const ORNAMENT =
	/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}\p{Cf}]|\u20E3/gu;
/** Of these the fonts have some; as letters of a trade name they stay. */
const TRADE_SIGNS = /[©®™]/u;

/** True where the bundled fonts have every character: no picture ever shows empty boxes. */
export function canBeSet(text: string): boolean {
	return SETTABLE.test(text);
}

/** A text as a picture can show it, on one line and without emoji; empty where its letters aren't in the fonts. */
export function settable(typed: string): string {
	const text = typed
		.slice(0, 1000)
		.normalize("NFC")
		.replace(/[\p{Cc}\s\u2028\u2029]+/gu, " ")
		.replace(ORNAMENT, (sign) => (TRADE_SIGNS.test(sign) ? sign : ""))
		.replace(/ {2,}/g, " ")
		.trim();
	return canBeSet(text) ? text : "";
}

/** As posts write it. A currency whose sign the fonts lack is named by its code. */
export function settableMoney(money: Money, language: Language): string {
	// Some locales write the narrow space that the fonts don't have.
	const written = formatMoney(money, language === "es" ? "es-US" : "en-US").replace(/\u202F/g, "\u00A0");
	if (canBeSet(written)) return written;
	return `${money.currency.toUpperCase()}\u00A0${written.replace(/[^\d.,-]/g, "")}`;
}
