import type { CampaignState } from "../drive/campaign.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney, minorDigits } from "../plain/money.ts";

/** RDS RadioText: 64 characters on every receiver (IEC 62106). */
export const RDS_LENGTH = 64;

export type RdsFacts = {
	readonly shortName: string;
	readonly state: CampaignState;
	readonly language: Language;
	readonly currency: string;
	/** Minor units. */
	readonly total: number;
	readonly toGo: number | null;
	readonly phone: string;
	/** The match that is open now: minor units left; null or absent where there is none. */
	readonly match?: { readonly ratio: number; readonly left: number } | null;
};

/**
 * One line for the car radio: the longest of our sentences that fits. Whole currency, rounded towards zero, because a line is
 * read at a glance and must never say more than there is. ASCII, because encoders differ in everything beyond it; with
 * `keepAccents`, for those that take Latin letters.
 */
export function rdsLine(facts: RdsFacts, keepAccents = false): string {
	const fold = (text: string) => plain(text, keepAccents);
	const line = candidates(facts)
		.map(fold)
		.find((text) => text.length <= RDS_LENGTH);
	// Nothing fits a name of 40 letters and a total of twelve digits badly enough: the figure alone always does.
	return line ?? fold(whole(facts, facts.total)).slice(0, RDS_LENGTH);
}

function candidates(facts: RdsFacts): string[] {
	const { shortName, phone, language, state } = facts;
	const total = whole(facts, facts.total);
	const said = language === "es" ? `${total} recaudados` : `${total} raised`;
	const named = `${shortName}: ${said}`;
	if (state !== "live") {
		const thanks = language === "es" ? "Gracias" : "Thank you";
		return [`${named}. ${thanks}!`, `${said}. ${thanks}!`];
	}
	const toGo = facts.toGo === null ? "" : whole(facts, facts.toGo, "up");
	const left = toGo && (language === "es" ? `, faltan ${toGo}` : `, ${toGo} to go`);
	const call = phone && `. ${phone}`;
	return [
		...matchCandidates(facts, named, said, call),
		...[named + left + call, named + call, said + left + call, named + left, said + call, named, said],
	];
}

/** While a match is open, that is the news; how far to go can wait. */
function matchCandidates(facts: RdsFacts, named: string, said: string, call: string): string[] {
	if (!facts.match) return [];
	const { ratio, left } = facts.match;
	const isSpanish = facts.language === "es";
	const times = ratio === 1 ? 0 : ratio === 2 ? 1 : 2;
	const doubled = isSpanish
		? ["donativos al doble", "donativos al triple", "donativos igualados"][times]
		: ["gifts doubled", "gifts tripled", "gifts matched"][times];
	const rest = whole(facts, left);
	const withLeft = `, ${doubled}, ${isSpanish ? `quedan ${rest}` : `${rest} left`}`;
	const bare = `, ${doubled}`;
	return [named + withLeft + call, said + withLeft + call, named + withLeft, said + bare + call, said + withLeft];
}

/** What is raised is rounded down and what is missing up: the line never promises too much. */
function whole(facts: RdsFacts, amount: number, way: "down" | "up" = "down"): string {
	const unit = 10 ** minorDigits(facts.currency);
	const units = way === "down" ? Math.floor(amount / unit) : Math.ceil(amount / unit);
	const locale = facts.language === "es" ? "es-US" : "en-US";
	return formatMoney({ amount: units * unit, currency: facts.currency }, locale);
}

/** Currency signs that ASCII lacks are written as their codes; other letters lose their accents, and what is left is dropped. */
const SIGNS: ReadonlyMap<string, string> = new Map([
	["€", "EUR "],
	["£", "GBP "],
	["¥", "JPY "],
]);

function plain(text: string, keepAccents: boolean): string {
	const spaced = text
		.replace(/[\s\u00A0\u202F]+/g, " ")
		.replace(/[–—]/g, "-")
		.replace(/[‘’]/g, "'");
	if (keepAccents) return spaced.normalize("NFC").replace(/[^\x20-\x7E\u00A1-\u017F€]/g, "");
	return spaced
		.replace(/[€£¥]/g, (sign) => SIGNS.get(sign) ?? "")
		.normalize("NFD")
		.replace(/[^\x20-\x7E]/g, "");
}
