import type { Campaign } from "../drive/campaign.ts";
import type { Gift } from "../gift/gift.ts";
import { isPaidElsewhere, isPaidIn } from "./counting.ts";

/** Why a gift stands in no campaign. Shown to staff, who can place it; it is kept in any case (invariant 9). */
export type UnplacedReason =
	| "no-campaign"
	| "unknown-campaign"
	| "wrong-mode"
	| "wrong-currency"
	| "waits-for-its-payment";

export type Placed = { readonly campaign: Campaign } | { readonly unplaced: UnplacedReason };

/** Campaigns by every name a gift can call them. */
export type CampaignIndex = {
	readonly byName: ReadonlyMap<string, Campaign>;
	readonly byPaymentLink: ReadonlyMap<string, Campaign>;
	readonly byDefault: Campaign | null;
};

export function indexCampaigns(campaigns: readonly Campaign[]): CampaignIndex {
	return {
		byName: new Map(campaigns.flatMap((one) => [[one.id, one] as const, [one.slug, one] as const])),
		byPaymentLink: new Map(campaigns.flatMap((one) => one.paymentLinks.map((link) => [link, one] as const))),
		byDefault: campaigns.find((one) => one.isDefault) ?? null,
	};
}

/** Metadata first, then the payment link, then the default campaign; the wrong mode or currency is never let in. */
export function place(gift: Gift, index: CampaignIndex): Placed {
	const campaign = named(gift, index);
	if (campaign === undefined) return { unplaced: "unknown-campaign" };
	if (campaign === null) return { unplaced: "no-campaign" };
	if (campaign.livemode !== gift.livemode) return { unplaced: "wrong-mode" };
	if (isPaidElsewhere(gift, campaign.currency)) return { unplaced: "wrong-currency" };
	if (!isPaidIn(gift, campaign.currency) && isOrphan(gift)) return { unplaced: "waits-for-its-payment" };
	return { campaign };
}

function named(gift: Gift, index: CampaignIndex): Campaign | null | undefined {
	if (gift.campaign !== null) return index.byName.get(gift.campaign.value);
	const linked = gift.paymentLink === null ? undefined : index.byPaymentLink.get(gift.paymentLink);
	return linked ?? index.byDefault;
}

/** A refund or dispute whose payment nobody has told us of. */
function isOrphan(gift: Gift): boolean {
	return gift.payments.some((payment) =>
		[payment.refunds, payment.refundedInAll, payment.disputes].some((known) => Object.keys(known).length > 0),
	);
}
