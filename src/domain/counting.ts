import type { Campaign } from "./campaign.ts";
import { type Booking, type Gift, NOTHING_BOOKED } from "./gift.ts";
import type { Recurring } from "./gift-fact.ts";
import { goneAmount, type Payment, paidAmount, paidAt, sum } from "./payment.ts";

type CountingRule = Pick<Campaign, "currency" | "monthlyMultiplier">;

const MONTHS: Record<Recurring["interval"], number> = { day: 12 / 365.25, week: 12 / (365.25 / 7), month: 1, year: 12 };

/**
 * What a campaign's ledger should hold of this gift.
 * Cash is what was paid and has not gone back. Counted is what is said on air: a single gift counts its cash; a monthly gift
 * counts one month times the campaign's multiplier once its first payment arrived, and its renewals nothing.
 */
export function worth(gift: Gift, rule: CountingRule): Booking {
	const paid = gift.payments.filter((payment) => paidAmount(payment, rule.currency) > 0);
	if (paid.length === 0) return NOTHING_BOOKED;
	const net = (payment: Payment) => Math.max(0, paidAmount(payment, rule.currency) - goneAmount(payment));
	const cash = sum(paid.map(net));
	const starts = paid.filter((payment) => !payment.renewal);
	if (gift.subscriptions.length === 0) {
		const single = starts.filter((payment) => !payment.instalment);
		return { cash, counted: sum(single.map(net)), gifts: single.length > 0 ? 1 : 0, monthly: 0 };
	}
	const first = starts.reduce<Payment | null>((a, b) => (a === null || isEarlier(b, a) ? b : a), null);
	if (first === null) return { cash, counted: 0, gifts: 0, monthly: 0 };
	return { cash, counted: promiseWorth(gift, first, net(first), rule), gifts: 1, monthly: 1 };
}

function isEarlier(a: Payment, b: Payment): boolean {
	const [whenA, whenB] = [paidAt(a), paidAt(b)];
	return whenA === whenB ? (a.refs[0] ?? "") < (b.refs[0] ?? "") : whenA < whenB;
}

/** A first payment that went back in whole was no monthly gift; in part, it lowers the promise by that part. */
function promiseWorth(gift: Gift, first: Payment, firstNet: number, rule: CountingRule): number {
	if (firstNet === 0) return 0;
	if (gift.promise === null) return firstNet;
	const promised = Math.round(monthlyPart(gift.promise.value) * rule.monthlyMultiplier);
	return Math.max(0, promised - goneAmount(first));
}

/** One month's part of a recurring amount, unrounded; a yearly gift is a twelfth a month. */
function monthlyPart(recurring: Recurring): number {
	return recurring.amount / (MONTHS[recurring.interval] * Math.max(1, recurring.intervalCount));
}

export function isPaidIn(gift: Gift, currency: string): boolean {
	return gift.payments.some((payment) => paidAmount(payment, currency) > 0);
}

/** Paid, but in another currency than this one only. */
export function isPaidElsewhere(gift: Gift, currency: string): boolean {
	return !isPaidIn(gift, currency) && gift.payments.some((payment) => Object.keys(payment.paid).length > 0);
}
