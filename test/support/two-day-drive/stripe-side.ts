import {
	chargeRefunded,
	disputeEvent,
	giftEvents,
	invoicePaid,
	invoicePaymentPaid,
	refundCreated,
	type SandboxEvent,
	stripeEvent,
	subscriptionDeleted,
} from "../../../src/sandbox/stripe-events.ts";
import type { SandboxGift } from "../../../src/sandbox/stripe-gift.ts";
import { subscriptionObject } from "../../../src/sandbox/stripe-monthly-objects.ts";
import type { MonthlyGift, Slip, WebGift } from "./script.ts";

/** What Stripe makes of a gift, each event at the time it happened. */
export function eventsOf(gift: WebGift | MonthlyGift, campaign: string): readonly SandboxEvent[] {
	return gift.kind === "once" ? onceEvents(gift, campaign) : monthlyEvents(gift, campaign);
}

function sandboxGift({ id, at, station, email, amount }: WebGift | MonthlyGift, campaign: string): SandboxGift {
	return {
		...{ id, amount, currency: "usd", at, livemode: false, campaign, name: `Giver ${id}` },
		email: email ?? undefined,
		station: station ?? undefined,
	};
}

function onceEvents(gift: WebGift, campaign: string): readonly SandboxEvent[] {
	const paid = sandboxGift(gift, campaign);
	const { refund, dispute } = gift;
	const events = [...giftEvents(paid).all];
	if (refund !== null) events.push(...refundEvents({ ...paid, at: refund.at }, refund.amount));
	if (dispute !== null) {
		const at = { ...paid, at: dispute.at };
		events.push(
			disputeEvent(at, "created", "needs_response"),
			disputeEvent(at, "funds_withdrawn", "under_review"),
			disputeEvent({ ...at, at: dispute.at + 60_000 }, "closed", dispute.end),
		);
		if (dispute.end === "won") events.push(disputeEvent({ ...at, at: dispute.at + 61_000 }, "funds_reinstated", "won"));
	}
	return events;
}

function refundEvents(gift: SandboxGift, amount: number): readonly SandboxEvent[] {
	return [refundCreated(gift, { amount, refundId: `re_${gift.id}` }), chargeRefunded(gift, amount)];
}

function monthlyEvents(gift: MonthlyGift, campaign: string): readonly SandboxEvent[] {
	const begun = { ...sandboxGift(gift, campaign), monthly: true };
	const { change, cancelledAt, renewedAt } = gift;
	const changed = change === null ? begun : { ...begun, amount: change.amount };
	return [
		...giftEvents(begun).all,
		...(change === null ? [] : [updated({ ...changed, at: change.at })]),
		...(cancelledAt === null ? [] : [subscriptionDeleted({ ...changed, at: cancelledAt })]),
		...(renewedAt === null
			? []
			: [invoicePaid({ ...changed, at: renewedAt }, 1), invoicePaymentPaid({ ...changed, at: renewedAt }, 1)]),
	];
}

function updated(gift: SandboxGift): SandboxEvent {
	return stripeEvent(gift, "customer.subscription.updated", subscriptionObject(gift, "active"), `_${gift.amount}`);
}

/** A pledge that is paid by its link: the payment carries its id. */
export function payingEvents(slip: Slip, pledgeId: string, campaign: string): readonly SandboxEvent[] {
	if (slip.paid === null) return [];
	const metadata = { campaign, carillon_pledge: pledgeId };
	const paid: SandboxGift = {
		...{ id: `pay${slip.id}`, amount: slip.paid.amount, currency: "usd", at: slip.paid.at, livemode: false },
		...{ metadata, paymentMetadata: metadata },
	};
	const { refund } = slip.paid;
	return [
		...giftEvents(paid).all,
		...(refund > 0 ? refundEvents({ ...paid, at: slip.paid.at + 600_000 }, refund) : []),
	];
}
