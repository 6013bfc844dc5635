import { minorDigits, parseAmount } from "./money.ts";

/** "$1,000", "1 000,50 €" and "1.000,50" as "1000" and "1000.50", for parseAmount: people write amounts as they learnt to. */
export function plainFigures(typed: string, currency: string): string {
	const bare = typed
		.replace(/[\s\u00a0\u202f'’]|\p{Sc}/gu, "")
		// "US" is what "US$" leaves.
		.replace(new RegExp(`^${currency}|${currency}$|^${currency.slice(0, 2)}(?=\\d)`, "i"), "")
		.replace(/[.,]$/, "");
	if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return bare.replaceAll(",", "");
	if (/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/.test(bare)) return bare.replaceAll(".", "").replace(",", ".");
	if (/^[1-9]\d{0,2}(?:\.\d{3}){2,}$/.test(bare)) return bare.replaceAll(".", "");
	return /^\d+,\d{1,2}$/.test(bare) ? bare.replace(",", ".") : bare;
}

const MONTH_BEFORE = /^(?:monthly|(?:every|each|per) month|mensual(?:es)?|(?:cada|al|por) mes)\b[\s:]*/iu;
const MONTH_BEHIND =
	/\s*(?:\/|a |al |each |every |per |cada |por )?\s*m(?:o|es|onth|onthly|ensual|ensuales|ensualmente)?\.?$/iu;

/** What a volunteer types as fast as a caller speaks: "50" once, "50m", "monthly 50" or "50 al mes" every month; null where it is no amount. */
export function readTypedPledge(
	typed: string,
	currency: string,
): { readonly amount: number | null; readonly monthly: boolean } {
	const { figures, monthly } = withoutMonth(typed);
	return { amount: parseAmount(thousands(plainFigures(figures, currency), currency), currency), monthly };
}

/** "1.000" is a thousand to whoever writes Spanish, where the currency has no thousandths; a volunteer sees what it was taken for, a donor on the web is asked instead. */
function thousands(figures: string, currency: string): string {
	return /^[1-9]\d{0,2}\.\d{3}$/.test(figures) && minorDigits(currency) < 3 ? figures.replace(".", "") : figures;
}

/** "20/month" as "20", and that it is each month. */
export function withoutMonth(typed: string): { readonly figures: string; readonly monthly: boolean } {
	const said = typed.trim();
	const figures = said.replace(MONTH_BEFORE, "").replace(MONTH_BEHIND, "");
	return { figures, monthly: figures !== said };
}
