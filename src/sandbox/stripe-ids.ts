import type { SandboxGift } from "./stripe-gift.ts";

/** One of Stripe's objects as JSON. */
export type StripeObject = Readonly<Record<string, unknown>>;

/** "pi_g17", or "pi_g17_2" for the second renewal of a monthly gift. */
export function stripeId(prefix: string, gift: Pick<SandboxGift, "id">, instalment = 0): string {
	return instalment === 0 ? `${prefix}_${gift.id}` : `${prefix}_${gift.id}_${instalment}`;
}

export function sessionId(gift: Pick<SandboxGift, "id" | "livemode">): string {
	return stripeId(gift.livemode ? "cs_live" : "cs_test", gift);
}

export const seconds = (gift: SandboxGift): number => Math.floor(gift.at / 1000);
export const customerId = (gift: SandboxGift): string | null => (gift.monthly ? stripeId("cus", gift) : null);

/** Our own metadata, as the giving page writes it (docs: what a donor answered, and where they came from). */
export function giftMetadata(gift: SandboxGift): Readonly<Record<string, string>> {
	if (gift.metadata !== undefined) return gift.metadata;
	const metadata: Record<string, string> = {};
	if (gift.campaign !== undefined) metadata.campaign = gift.campaign;
	if (gift.station !== undefined) metadata.station = gift.station;
	if (gift.town !== undefined) metadata.town = gift.town;
	if (gift.pronunciation !== undefined) metadata.pronunciation = gift.pronunciation;
	if (gift.consents === undefined) return metadata;
	if (gift.name !== undefined) metadata.on_air_name = gift.name;
	const answer = (yes: boolean | undefined) => (yes ? "yes" : "no");
	metadata.consent_name = answer(gift.consents.name);
	if (gift.consents.page !== undefined) metadata.consent_page = answer(gift.consents.page);
	metadata.consent_amount = answer(gift.consents.amount);
	metadata.consent_on_air = answer(gift.consents.onAir);
	metadata.consent_social = answer(gift.consents.social);
	return metadata;
}

/** A subscription's metadata is never copied to its PaymentIntents and charges. */
export const paymentMetadata = (gift: SandboxGift) =>
	gift.monthly ? {} : (gift.paymentMetadata ?? giftMetadata(gift));
export const subscriptionMetadata = (gift: SandboxGift) => gift.subscriptionMetadata ?? giftMetadata(gift);
export const paymentDescription = (gift: SandboxGift) => (gift.monthly ? "Subscription creation" : null);

export const NO_ADDRESS = {
	city: null,
	country: "US",
	line1: null,
	line2: null,
	postal_code: "64108",
	state: null,
} as const;
