/** An amount in the currency's minor unit (cents for usd, yen for jpy), always an integer; currency in Stripe's lower-case spelling. */
export type Money = { readonly amount: number; readonly currency: string };

/** Stripe's zero-decimal currencies: https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
/** Stripe's three-decimal currencies: https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** How many digits the minor unit has: 2 for usd, 0 for jpy, 3 for kwd. */
export function minorDigits(currency: string): 0 | 2 | 3 {
	if (ZERO_DECIMAL.has(currency)) return 0;
	return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** "$40,000" or "$40,000.50": cents are said only where there are some. */
export function formatMoney(money: Money, locale = "en-US"): string {
	const digits = minorDigits(money.currency);
	const scale = 10 ** digits;
	const shown = money.amount % scale === 0 ? 0 : digits;
	return formatter(locale, money.currency, shown).format(money.amount / scale);
}

/** For amounts that stand under one another: where one of them has cents, all show theirs, so that the points stand in one line. */
export function formatColumn(
	currency: string,
	amounts: readonly number[],
	locale = "en-US",
): (amount: number) => string {
	const digits = minorDigits(currency);
	const scale = 10 ** digits;
	const shown = amounts.every((amount) => amount % scale === 0) ? 0 : digits;
	return (amount) => formatter(locale, currency, shown).format(amount / scale);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Kept, because making one costs fifty times as much as using it. */
function formatter(locale: string, currency: string, fractionDigits: number): Intl.NumberFormat {
	const key = `${locale} ${currency} ${fractionDigits}`;
	const known = formatters.get(key);
	if (known !== undefined) return known;
	const made = new Intl.NumberFormat(locale, {
		style: "currency",
		currency: currency.toUpperCase(),
		currencyDisplay: "narrowSymbol",
		minimumFractionDigits: fractionDigits,
		maximumFractionDigits: fractionDigits,
	});
	formatters.set(key, made);
	return made;
}

/**
 * Reads "12.34" as 1234 minor units without passing through a float.
 * Returns null where the text is no amount, or has more digits than the currency's minor unit.
 */
export function parseAmount(text: string, currency: string): number | null {
	const match = /^(-?)(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text.trim());
	if (!match) return null;
	const digits = minorDigits(currency);
	const fraction = match[3] ?? "";
	if (fraction.length > digits) return null;
	const amount = Number(`${match[2]}${fraction.padEnd(digits, "0")}`);
	return match[1] ? -amount : amount;
}
