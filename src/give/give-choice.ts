import type { Campaign } from "../domain/drive/campaign.ts";
import { isLinkCode } from "../domain/drive/link-code.ts";
import { safeName } from "../domain/gift/donor-name.ts";
import type { Language } from "../domain/plain/language.ts";
import { formatMoney, minorDigits, parseAmount } from "../domain/plain/money.ts";
import { plainFigures } from "../domain/plain/typed-amount.ts";
import { GIVE_FIELDS, type GiveErrors, type GiveField, type GiveInput, giveWords } from "../domain/words/give-words.ts";

/** What a visitor wants to give, checked. `amount` in minor units of the campaign's currency; empty texts mean nothing was typed. */
export type GiveChoice = {
	readonly monthly: boolean;
	readonly amount: number;
	readonly name: string;
	readonly pronunciation: string;
	readonly town: string;
	readonly consent: {
		readonly page: boolean;
		readonly amount: boolean;
		readonly onAir: boolean;
		readonly social: boolean;
	};
	readonly dedication: { readonly kind: "honour" | "memory"; readonly name: string } | null;
	readonly employer: string;
	/** One of the campaign's, or empty. */
	readonly station: string;
	/** The code of the short link that led here, or empty. */
	readonly via: string;
};

export type ReadForm =
	| { readonly kind: "choice"; readonly choice: GiveChoice; readonly input: GiveInput }
	| { readonly kind: "errors"; readonly errors: GiveErrors; readonly input: GiveInput };

/** As the form's fields allow; more is nobody's typing. */
const LONGEST: Readonly<Partial<Record<GiveField, number>>> = {
	name: 80,
	town: 60,
	pronunciation: 80,
	honoured: 120,
	employer: 120,
};
const MOST_KEPT = 300;

/** Reads the form's POST. What was typed comes back with the errors, so that nobody types it twice. */
export function readGiveForm(body: unknown, campaign: Campaign, language: Language): ReadForm {
	const input = inputOf(body);
	const errors: Partial<Record<GiveField, string>> = {};
	const monthly = input.often === "monthly";
	if (input.often !== "once" && input.often !== "monthly") errors.often = giveWords(language).errors.oftenMissing;
	const amount = readAmount(input, campaign, language, errors);
	checkTexts(input, language, errors);
	if (Object.keys(errors).length > 0) return { kind: "errors", errors, input };
	const text = (field: GiveField) => (input[field] ?? "").trim();
	const isYes = (field: GiveField) => input[field] === "yes";
	const { dedication } = input;
	return {
		kind: "choice",
		input,
		choice: {
			monthly,
			amount,
			name: text("name"),
			pronunciation: text("pronunciation"),
			town: text("town"),
			consent: {
				page: isYes("show_page"),
				amount: isYes("show_amount"),
				onAir: isYes("on_air"),
				social: isYes("social"),
			},
			dedication:
				dedication === "honour" || dedication === "memory" ? { kind: dedication, name: text("honoured") } : null,
			employer: text("employer"),
			// A link of last year may name one that is gone: no reason to refuse a gift.
			station: campaign.stations.find(({ id }) => id === text("station"))?.id ?? "",
			via: isLinkCode(text("via")) ? text("via") : "",
		},
	};
}

/** Only the fields the form has, as text, without what no form sends: control characters and megabytes. */
function inputOf(body: unknown): GiveInput {
	const input: Partial<Record<GiveField, string>> = {};
	for (const field of GIVE_FIELDS) {
		const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, field) : undefined;
		if (typeof value === "string" && value !== "") {
			input[field] = value.slice(0, MOST_KEPT).replace(/[\p{Cc}\p{Cs}]+/gu, " ");
		}
	}
	return input;
}

/** Stripe takes 99,999,999 minor units; a gift this large deserves a call instead. */
const MOST_WHOLE_UNITS = 25_000;

/** The smallest and the largest gift, in minor units. A yen is small change: its amounts are a hundred times as many. */
export function amountBounds(currency: string): { readonly least: number; readonly most: number } {
	const unit = minorDigits(currency) === 3 ? 1000 : 100;
	return { least: unit, most: MOST_WHOLE_UNITS * unit };
}

function readAmount(
	input: GiveInput,
	campaign: Campaign,
	language: Language,
	errors: Partial<Record<GiveField, string>>,
): number {
	const { currency, page } = campaign;
	const words = giveWords(language).errors;
	const [field, offered] =
		input.often === "monthly" ? (["monthly", page.monthlyAmounts] as const) : (["once", page.onceAmounts] as const);
	const preset = input[field];
	// Somebody who typed an amount means it, also where no script and no style hid the line.
	if (preset !== undefined && preset !== "other") {
		const amount = /^\d{1,9}$/.test(preset) ? Number(preset) : Number.NaN;
		if (offered.includes(amount)) return amount;
		errors[field] = words.amountMissing;
		return 0;
	}
	const typed = input.other?.trim() ?? "";
	if (typed === "") {
		errors[preset === "other" ? "other" : field] = words.amountMissing;
		return 0;
	}
	const amount = parseAmount(plainFigures(typed, currency), currency);
	const { least, most } = amountBounds(currency);
	const money = (minor: number) => formatMoney({ amount: minor, currency }, language === "es" ? "es-US" : "en-US");
	if (amount === null) errors.other = words.amountUnreadable;
	else if (amount < least) errors.other = words.amountSmall.replace("{least}", money(least));
	else if (amount > most) errors.other = words.amountLarge.replace("{most}", money(most));
	// Stripe wants three-decimal currencies in tens: https://docs.stripe.com/currencies#three-decimal
	else if (minorDigits(currency) === 3 && amount % 10 !== 0) errors.other = words.amountUnreadable;
	return amount ?? 0;
}

function checkTexts(input: GiveInput, language: Language, errors: Partial<Record<GiveField, string>>): void {
	const words = giveWords(language).errors;
	for (const [field, longest] of Object.entries(LONGEST) as [GiveField, number][]) {
		if ([...(input[field] ?? "").trim()].length > longest) {
			errors[field] = words.tooLong.replace("{longest}", String(longest));
		}
	}
	const name = input.name?.trim() ?? "";
	const wantsName = input.show_page === "yes" || input.on_air === "yes" || input.social === "yes";
	if (wantsName && name === "") errors.name = words.nameMissing;
	else if (wantsName && !errors.name && safeName(name) === "") errors.name = words.nameUnsafe;
	const isDedicated = input.dedication === "honour" || input.dedication === "memory";
	if (isDedicated && !input.honoured?.trim()) errors.honoured = words.honouredMissing;
}
