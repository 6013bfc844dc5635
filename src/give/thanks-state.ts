import type { Gift } from "../domain/gift/gift.ts";
import type { FoundSession } from "./checkout.ts";

/** How it stands with a gift, as its donor sees it. */
export type ThanksState = "waiting" | "arrived" | "bank" | "failed" | "open" | "unknown";

/** From the ledger's own gift. */
export function stateOfGift(gift: Gift): ThanksState {
	if (Object.values(gift.booked).some(({ gifts }) => gifts > 0)) return "arrived";
	if (gift.payments.some((payment) => payment.failed && Object.keys(payment.paid).length === 0)) return "failed";
	if (gift.payments.some((payment) => payment.pending > 0)) return "bank";
	// Paid and taken back, or placed nowhere yet: it came to us.
	return gift.payments.some((payment) => Object.keys(payment.paid).length > 0) ? "arrived" : "waiting";
}

/** From Stripe, where the ledger hasn't heard of it. While Stripe can't be asked, the donor is believed. */
export function stateOfSession(session: FoundSession, campaignId: string): ThanksState {
	if (session.kind === "away") return "waiting";
	if (session.kind === "unknown" || session.campaignId !== campaignId) return "unknown";
	return session.isComplete ? "waiting" : "open";
}

/** What the donor gave, in minor units: one payment of it, also where it is still under way. */
export function amountOfGift(gift: Gift): number {
	const amounts = gift.payments.flatMap((payment) => [
		...Object.values(payment.paid).map(({ amount }) => amount),
		payment.pending,
	]);
	return Math.max(0, ...amounts);
}
