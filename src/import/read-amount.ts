import { minorDigits } from "../domain/plain/money.ts";

export type ReadAmount = { readonly ok: true; readonly amount: number } | { readonly ok: false; readonly says: string };

export type AmountTerms = {
	readonly currency: string;
	readonly decimal: "point" | "comma";
	/** Whole cents. */
	readonly minorUnits: boolean;
};

/** Ten million in a currency with cents: more in one row is a slip of the hand. */
const MOST_MINOR = 1_000_000_000;
const SIGNS = /^(?:US|A|C|CA|AU|NZ)?[$€£¥]|[$€£¥]$/i;

/** "1.000" is one or a thousand, by where it was written; "0.500" and "1234.500" are one thing only. */
const MAYBE_THOUSANDS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** "1,234.50", "1.234,50", "$50", "50 USD". Never through a float. */
export function readAmount(text: string, terms: AmountTerms): ReadAmount {
	const { currency, decimal, minorUnits } = terms;
	const bare = text
		.replace(/[\s\u00a0\u202f'’]/g, "")
		.replace(new RegExp(`^${currency}|${currency}$`, "i"), "")
		.replace(SIGNS, "");
	if (bare === "") return no("There is no amount.");
	if (/^[-(−]/.test(bare) || bare.endsWith("-"))
		return no("The amount is less than nothing. Money that went back is entered as a refund.");
	if (minorUnits) return /^\d{1,12}$/.test(bare) ? bounded(Number(bare)) : no("This is no whole number of cents.");
	const [point, group] = decimal === "point" ? [".", ","] : [",", "."];
	const match = new RegExp(`^(\\d{1,12}|\\d{1,3}(?:\\${group}\\d{3})+)(?:\\${point}(\\d*))?$`).exec(bare);
	if (match === null) return no(whyNot(bare, decimal));
	const digits = minorDigits(currency);
	if (digits < 3 && MAYBE_THOUSANDS.test(bare) && bare.includes(point)) return no(maybeThousands(decimal));
	const fraction = (match[2] ?? "").replace(/0+$/, "");
	if (fraction.length > digits) return no(`The amount has more than ${digits} digits after the ${decimal}.`);
	return bounded(Number(`${(match[1] ?? "").replaceAll(group, "")}${fraction.padEnd(digits, "0")}`));
}

function bounded(amount: number): ReadAmount {
	if (amount === 0) return no("The amount is nothing.");
	return amount > MOST_MINOR ? no("The amount is too large to be one gift.") : { ok: true, amount };
}

function maybeThousands(decimal: "point" | "comma"): string {
	const other = decimal === "point" ? "comma" : "point";
	return `Three digits after the ${decimal} may be a thousand times as much. If it parts thousands, choose the ${other} before the cents; if not, write two digits.`;
}

function whyNot(bare: string, decimal: "point" | "comma"): string {
	const other = decimal === "point" ? "comma" : "point";
	const asOther =
		decimal === "point"
			? /^\d{1,3}(?:\.\d{3})*,\d{1,2}$|^\d+,\d{1,2}$/
			: /^\d{1,3}(?:,\d{3})*\.\d{1,2}$|^\d+\.\d{1,2}$/;
	if (asOther.test(bare)) return `The amount has a ${other} before the cents, and this file is read with a ${decimal}.`;
	return /\d/.test(bare) ? "The amount isn't written as one." : "This is no amount.";
}

function no(says: string): ReadAmount {
	return { ok: false, says };
}

/** Which sign stands before the cents, as most of these amounts have it. */
export function guessDecimal(samples: readonly string[]): "point" | "comma" {
	let commas = 0;
	for (const sample of samples) {
		const bare = sample.replace(/[^\d.,]/g, "");
		const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
		if (last === -1) continue;
		const after = bare.length - last - 1;
		const both = bare.includes(".") && bare.includes(",");
		// "1,234" alone may be either; "1.234,50" and "12,5" may not.
		if (both || after !== 3) commas += bare[last] === "," ? 1 : -1;
	}
	return commas > 0 ? "comma" : "point";
}
