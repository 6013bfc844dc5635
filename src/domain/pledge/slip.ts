import { safeName } from "../gift/donor-name.ts";
import type { GiftSource } from "../gift/gift-source.ts";
import { minorDigits } from "../plain/money.ts";
import { holdsCardNumber } from "./card-number.ts";

/** How somebody came to promise: asked for on the slip. */
export const SLIP_SOURCES = ["phone", "text", "walk-in"] as const satisfies readonly GiftSource[];
export type SlipSource = (typeof SLIP_SOURCES)[number];

/** What the caller said yes to when the script was read; no is the default. */
export type SlipConsent = {
	readonly onAir: boolean;
	readonly town: boolean;
	readonly amount: boolean;
	/** On the drive's page and in posts. */
	readonly social: boolean;
};
export const NO_CONSENT: SlipConsent = { onAir: false, town: false, amount: false, social: false };

/** Every text of a slip; empty where nothing was typed. */
export type SlipTexts = {
	readonly name: string;
	readonly town: string;
	readonly pronunciation: string;
	readonly email: string;
	readonly phone: string;
	readonly honoured: string;
	readonly note: string;
	readonly operator: string;
};
export type SlipTextField = keyof SlipTexts;

/** What a volunteer wrote down; amount in minor units of the drive's currency. */
export type Slip = SlipTexts & {
	readonly amount: number;
	readonly monthly: boolean;
	readonly source: SlipSource;
	readonly stationId: string | null;
	readonly consent: SlipConsent;
	readonly dedication: "honour" | "memory" | null;
};

export type SlipTerms = { readonly currency: string; readonly stationIds: readonly string[] };

export type SlipField = SlipTextField | "amount" | "station";
export type SlipProblemCode =
	| "amount-missing"
	| "amount-small"
	| "amount-large"
	| "card-number"
	| "too-long"
	| "name-missing"
	| "name-unsafe"
	| "name-dedicated"
	| "email-unreadable"
	| "phone-unreadable"
	| "honoured-missing"
	| "station-unknown";
export type SlipProblem = { readonly field: SlipField; readonly code: SlipProblemCode };

/** Characters as people see them; more is nobody's slip. */
export const LONGEST_SLIP_TEXT: Readonly<Record<SlipTextField, number>> = {
	name: 80,
	town: 60,
	pronunciation: 80,
	email: 120,
	phone: 30,
	honoured: 120,
	note: 300,
	operator: 40,
};

const MOST_WHOLE_UNITS = 100_000;

/** The smallest and the largest pledge a volunteer takes, minor units. A yen is small change: its amounts are a hundred times as many. */
export function slipBounds(currency: string): { readonly least: number; readonly most: number } {
	const unit = minorDigits(currency) === 3 ? 1000 : 100;
	return { least: unit, most: MOST_WHOLE_UNITS * unit };
}

/** What keeps a slip from being taken; the same in the browser and on the server. None: it can be. */
export function slipProblems(slip: Slip, { currency, stationIds }: SlipTerms): SlipProblem[] {
	const problems: SlipProblem[] = [];
	const add = (field: SlipField, code: SlipProblemCode) => problems.push({ field, code });
	const amount = amountProblem(slip.amount, currency);
	if (amount !== null) add("amount", amount);
	for (const [field, longest] of Object.entries(LONGEST_SLIP_TEXT) as [SlipTextField, number][]) {
		if (holdsCardNumber(slip[field])) add(field, "card-number");
		else if ([...slip[field]].length > longest) add(field, "too-long");
	}
	const has = (field: SlipField) => problems.some((one) => one.field === field);
	const { onAir, social } = slip.consent;
	if ((onAir || social) && slip.name === "") add("name", "name-missing");
	else if (slip.name !== "" && !has("name") && safeName(slip.name) === "") add("name", "name-unsafe");
	else if (slip.name !== "" && !has("name") && DEDICATED.test(slip.name)) add("name", "name-dedicated");
	if (slip.email !== "" && !has("email") && !EMAIL.test(slip.email)) add("email", "email-unreadable");
	if (slip.phone !== "" && !has("phone") && plainPhone(slip.phone) === null) add("phone", "phone-unreadable");
	if (slip.dedication !== null && slip.honoured === "") add("honoured", "honoured-missing");
	if (slip.stationId !== null && !stationIds.includes(slip.stationId)) add("station", "station-unknown");
	return problems;
}

function amountProblem(amount: number, currency: string): SlipProblemCode | null {
	const { least, most } = slipBounds(currency);
	if (!Number.isSafeInteger(amount) || amount <= 0) return "amount-missing";
	if (amount < least) return "amount-small";
	return amount > most ? "amount-large" : null;
}

/** Whom it is for, written where the giver's name is: read out or shown with the giver's yes, it would say a patient's name. */
const DEDICATED =
	/\bin (?:loving )?(?:memory|honou?r) of\b|\ben (?:memoria|honor) de\b|\bfor (?:my|our|his|her)\b|\b(?:por|para) (?:mis?|nuestr[oa]s?|su)\b/iu;

/** Typed down from hearing: one sign, one dot after it. Whether it exists the mail tells. */
const EMAIL = /^[^\s@<>()",;:]+@[^\s@<>()",;:.]+(?:\.[^\s@<>()",;:.]+)+$/;

/**
 * A telephone number as "+15555550142", or as its bare digits where no country can be told: ten digits are one of North America's.
 * Null where it is none.
 */
export function plainPhone(typed: string): string | null {
	const bare = typed.normalize("NFKC").replace(/[\s().\-/]/g, "");
	if (!/^\+?\d{7,15}$/.test(bare)) return null;
	if (bare.startsWith("+")) return bare;
	if (bare.startsWith("00")) return `+${bare.slice(2)}`;
	if (bare.length === 10 && /^[2-9]/.test(bare)) return `+1${bare}`;
	return bare.length === 11 && bare.startsWith("1") ? `+${bare}` : bare;
}
