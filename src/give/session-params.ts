import type Stripe from "stripe";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Language } from "../domain/plain/language.ts";
import type { GiveChoice } from "./give-choice.ts";

export type SessionAsked = {
	readonly campaign: Campaign;
	readonly choice: GiveChoice;
	readonly language: Language;
	/** Where the world reaches us, without a trailing slash. */
	readonly base: string;
};

const PRODUCT: Readonly<Record<Language, (name: string) => string>> = {
	en: (name) => `Gift to ${name}`,
	es: (name) => `Donación a ${name}`,
};

/**
 * The Checkout Session to ask Stripe for. Which ways to pay it offers is Stripe's to decide (facts A4.7). The same metadata stands on the
 * session and on what it makes, because Stripe doesn't copy it, and any of their events may come first.
 */
export function sessionParams({ campaign, choice, language, base }: SessionAsked): Stripe.Checkout.SessionCreateParams {
	const metadata = giftMetadata(campaign, choice, language);
	const price = {
		currency: campaign.currency,
		unit_amount: choice.amount,
		product_data: { name: PRODUCT[language](campaign.name) },
	};
	const common = {
		// Stripe fills in the braces, so they must not be escaped.
		success_url: `${base}/c/${campaign.slug}/thank-you?lang=${language}&session={CHECKOUT_SESSION_ID}`,
		cancel_url: backTo(campaign, choice, language, base),
		locale: language,
		client_reference_id: campaign.id,
		metadata,
	};
	if (choice.monthly) {
		return {
			...common,
			mode: "subscription",
			line_items: [{ quantity: 1, price_data: { ...price, recurring: { interval: "month" } } }],
			subscription_data: { metadata },
		};
	}
	return {
		...common,
		mode: "payment",
		submit_type: "donate",
		line_items: [{ quantity: 1, price_data: price }],
		payment_intent_data: { metadata },
	};
}

/** Whoever turns back finds the amount chosen; names and whom a gift is for are never in an address. */
function backTo({ slug }: Campaign, choice: GiveChoice, language: Language, base: string): string {
	const kept = new URLSearchParams({ lang: language, often: choice.monthly ? "monthly" : "once" });
	kept.set(choice.monthly ? "monthly" : "once", String(choice.amount));
	if (choice.station) kept.set("station", choice.station);
	if (choice.via) kept.set("via", choice.via);
	return `${base}/c/${slug}?${kept}#give`;
}

/** Stripe's limit for one value: https://docs.stripe.com/api/metadata */
const LONGEST_VALUE = 500;

/**
 * Keys as src/intake/to-fact reads them. Whom a gift is for and the employer are for the receipt and the office: Stripe keeps them, and
 * nothing of ours reads them.
 */
export function giftMetadata(campaign: Campaign, choice: GiveChoice, language: Language): Record<string, string> {
	const { consent, dedication } = choice;
	const answer = (yes: boolean) => (yes ? "yes" : "no");
	const told: Record<string, string> = {
		campaign: campaign.id,
		language,
		on_air_name: choice.name,
		pronunciation: choice.pronunciation,
		town: choice.town,
		station: choice.station,
		via: choice.via,
		consent_name: answer(consent.page || consent.onAir || consent.social),
		consent_page: answer(consent.page),
		consent_amount: answer(consent.amount),
		consent_on_air: answer(consent.onAir),
		consent_social: answer(consent.social),
		dedication: dedication?.kind ?? "",
		dedication_name: dedication?.name ?? "",
		employer: choice.employer,
	};
	const given = Object.entries(told).filter(([, value]) => value !== "");
	return Object.fromEntries(given.map(([key, value]) => [key, value.slice(0, LONGEST_VALUE)]));
}
