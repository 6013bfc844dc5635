import type { Campaign } from "../domain/drive/campaign.ts";

/** Which of Stripe's modes our key belongs to; null where there is none. */
export type StripeMode = "live" | "test" | null;

export function stripeModeOf(apiKey: string | undefined): StripeMode {
	if (apiKey === undefined) return null;
	return /^[sr]k_live_/.test(apiKey) ? "live" : "test";
}

/**
 * Whether the page shows the giving form. Giving has its own switch; a drive takes gifts as long as it is live, also before it opens
 * and after its last hour, because early and late gifts are real. Money of the wrong mode could not be placed, so it isn't asked for.
 */
export function takesGifts(campaign: Campaign, mode: StripeMode): boolean {
	const { state, page, livemode } = campaign;
	return state === "live" && page.isOpen && page.isGiving && mode === (livemode ? "live" : "test");
}

/** Where the form's answer may lead: Stripe's page, and the sandbox's where another Stripe is set. Browsers check where a form is redirected to. */
export function leadsTo(baseUrl: string | undefined): readonly string[] {
	return baseUrl === undefined
		? ["https://checkout.stripe.com"]
		: ["https://checkout.stripe.com", new URL(baseUrl).origin];
}
