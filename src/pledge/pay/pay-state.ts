import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Gift } from "../../domain/gift/gift.ts";
import { pledgeState } from "../../domain/pledge/pledge-state.ts";
import type { StripeMode } from "../../give/takes-gifts.ts";
import type { ThanksState } from "../../give/thanks-state.ts";
import type { PledgeGift } from "./pledge-gift.ts";

/** What a pledge's own page shows. */
export type PayShows = "form" | "paid" | "under-way" | "bank" | "settled" | "cancelled" | "closed";

/** @param isBegun Stripe says that its page was filled in, and we have not heard of the money yet */
export function payShows(found: PledgeGift, campaign: Campaign, mode: StripeMode, isBegun: boolean): PayShows {
	const { money, figures } = found;
	const state = pledgeState(figures);
	if (state === "paid") return "paid";
	if (state === "settled") return "settled";
	if (state === "cancelled" || state === "undone") return "cancelled";
	if (isBegun) return "under-way";
	if (money.pending > 0) return "bank";
	return takesPledges(campaign, mode) ? "form" : "closed";
}

/**
 * Promises come in for weeks after the last hour, so a closed drive still takes them; its page needn't be open. While it is live the
 * switch for giving stops them too.
 */
export function takesPledges({ state, page, livemode }: Campaign, mode: StripeMode): boolean {
	const isOpen = state === "closed" || (state === "live" && page.isGiving);
	return isOpen && mode === (livemode ? "live" : "test");
}

/** How it stands with the one payment that this session made. A pledge's gift stands on the ledger before any money. */
export function stateOfPayment(gift: Gift | null, sessionId: string): ThanksState {
	const payment = gift?.payments.find(({ refs }) => refs.includes(sessionId));
	if (payment === undefined) return "waiting";
	if (Object.keys(payment.paid).length > 0) return "arrived";
	if (payment.failed) return "failed";
	return payment.pending > 0 ? "bank" : "waiting";
}

/** What that payment brought, minor units. */
export function amountOfPayment(gift: Gift | null, sessionId: string): number {
	const payment = gift?.payments.find(({ refs }) => refs.includes(sessionId));
	return payment === undefined
		? 0
		: Math.max(payment.pending, ...Object.values(payment.paid).map(({ amount }) => amount));
}
