import type Stripe from "stripe";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Language } from "../../domain/plain/language.ts";
import type { GiveChoice } from "../../give/give-choice.ts";
import { sessionParams } from "../../give/session-params.ts";

export type PledgeSessionAsked = {
	readonly campaign: Campaign;
	readonly pledgeId: string;
	readonly choice: GiveChoice;
	readonly language: Language;
	readonly base: string;
	/** The pledge's own page, whole and without a query. */
	readonly address: string;
};

/**
 * The Checkout Session of a pledge. It says whose money it is and nothing of the giver: the name, the town and the consents were told on
 * the phone and stand on the ledger, and metadata that is silent takes none of them back.
 */
export function pledgeSessionParams(asked: PledgeSessionAsked): Stripe.Checkout.SessionCreateParams {
	const { campaign, pledgeId, choice, language, base, address } = asked;
	const metadata = { campaign: campaign.id, language, carillon_pledge: pledgeId };
	return {
		...sessionParams({ campaign, choice, language, base }),
		// Stripe fills in the braces, so they must not be escaped.
		success_url: `${address}?lang=${language}&session={CHECKOUT_SESSION_ID}`,
		cancel_url: `${address}?lang=${language}`,
		metadata,
		...(choice.monthly ? { subscription_data: { metadata } } : { payment_intent_data: { metadata } }),
	};
}
