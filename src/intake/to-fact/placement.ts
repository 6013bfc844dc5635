import type { GiftFact, Placement } from "../../domain/gift/gift-fact.ts";
import { cleanText, type JsonObject, readId } from "./read.ts";

/** Metadata in order of trust; the first that has a key wins. */
export type Metadata = readonly (JsonObject | null)[];

export function metadataText(metadata: Metadata, key: string): string | null {
	for (const one of metadata) {
		const text = cleanText(one?.[key]);
		if (text !== null) return text;
	}
	return null;
}

const PLEDGE = /^pl_[\w-]{1,80}$/;

/** Our own `metadata.carillon_pledge`: the promise that this money keeps (src/pledge/pay/). */
export function pledgeIn(metadata: Metadata): Pick<GiftFact, "pledge"> {
	const pledge = metadataText(metadata, "carillon_pledge");
	return pledge !== null && PLEDGE.test(pledge) ? { pledge } : {};
}

/** Our own `metadata.campaign`, and the payment link a Checkout Session came from. */
export function placementOf(metadata: Metadata, session: JsonObject | null = null): Placement {
	const campaign = metadataText(metadata, "campaign");
	const paymentLink = readId(session, "payment_link");
	if (campaign === null) return paymentLink === null ? {} : { paymentLink };
	return paymentLink === null ? { campaign } : { campaign, paymentLink };
}
