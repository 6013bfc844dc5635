import type { Campaign } from "../../../src/domain/drive/campaign.ts";
import type { PledgeEnd } from "../../../src/domain/gift/gift-fact.ts";

export type Rule = Pick<Campaign, "monthlyMultiplier" | "pledgesCount" | "closesAt">;

/** One payment, and what went back of it. Minor units. */
export type Paid = { amount: number; gone: number };

type Asked = { readonly at: number; readonly each: number | null };

/** One gift on the pencil's sheet, as it stands now. What it is worth is said in plain sums, from product.md's words. */
export type Line = {
	readonly id: string;
	/** Every name the ledger may know it by. */
	readonly names: string[];
	/** When it was given: the earliest word on it. */
	readonly at: number;
	/** Null: in none. */
	drive: string | null;
	station: string | null;
	readonly donor: string | null;
	readonly paid: Paid[];
	promised: { amount: number; readonly monthly: boolean } | null;
	end: PledgeEnd;
	/** Of a monthly gift: what it asked for from when on, null while it was paused or ended; and what came after its first payment. */
	monthly: { readonly told: Asked[]; renewed: number } | null;
	/** By staff, and so whatever Stripe says of it later. */
	isPlaced: boolean;
	/** A sponsor's cheque and an opening balance are answered by no match. */
	readonly isMatched: boolean;
	/** What was there before, or pays for a match: money and nobody's gift. */
	readonly isGift: boolean;
	/** Pays for a match that was counted gift by gift. */
	readonly isUncounted: boolean;
};

export function aLine(line: Partial<Line> & Pick<Line, "id" | "names" | "at">): Line {
	const bare = {
		drive: "a",
		station: null,
		donor: null,
		promised: null,
		end: "open",
		monthly: null,
		isPlaced: false,
	} as const;
	return { ...bare, paid: [], isMatched: true, isGift: true, isUncounted: false, ...line };
}

export const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

const gross = ({ paid }: Line) => sumOf(paid.map(({ amount }) => amount));
const gone = ({ paid }: Line) => sumOf(paid.map((one) => one.gone));

export function cash(line: Line): number {
	return gross(line) - gone(line) + (line.monthly?.renewed ?? 0);
}

function promiseOf({ promised }: Line, rule: Rule): number {
	if (promised === null || rule.pledgesCount === "when-paid") return 0;
	return promised.amount * (promised.monthly ? rule.monthlyMultiplier : 1);
}

/** What it asks for as the drive closes; begun after that, as it began. */
function asked(told: readonly Asked[], { closesAt }: Rule): number | null {
	return (told.findLast(({ at }) => at < closesAt) ?? told[0])?.each ?? null;
}

/** On air. */
export function counted(line: Line, rule: Rule): number {
	if (line.isUncounted) return 0;
	if (line.monthly !== null && line.paid.length > 0) {
		const first = gross(line) - gone(line);
		if (first === 0) return 0;
		const each = asked(line.monthly.told, rule);
		return each === null ? first : Math.max(0, each * rule.monthlyMultiplier - gone(line));
	}
	return Math.max(line.end === "open" ? promiseOf(line, rule) : 0, gross(line)) - gone(line);
}

/** As if nothing had gone back and nothing had lapsed: by this, conditions of matches are met. */
export function given(line: Line, rule: Rule): number {
	if (line.isUncounted) return 0;
	if (line.monthly !== null && line.paid.length > 0) {
		const stood = line.monthly.told.filter(({ each }) => each !== null);
		return (asked(stood, rule) ?? 0) * rule.monthlyMultiplier;
	}
	return Math.max(line.end === "cancelled" ? 0 : promiseOf(line, rule), gross(line));
}

/** Is it one of the number of gifts, and its giver a donor? Also where all of it went back. */
export function isOne(line: Line, rule: Rule): boolean {
	if (!line.isGift || line.isUncounted) return false;
	return gross(line) > 0 || (line.end === "open" && promiseOf(line, rule) > 0);
}

export function isOneMonthly(line: Line, rule: Rule): boolean {
	if (line.monthly !== null && line.paid.length > 0) return true;
	return line.promised?.monthly === true && line.end === "open" && promiseOf(line, rule) > 0;
}
