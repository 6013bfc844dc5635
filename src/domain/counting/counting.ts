import type { Campaign } from "../drive/campaign.ts";
import { type Booking, type Gift, NOTHING_BOOKED } from "../gift/gift.ts";
import type { Recurring } from "../gift/gift-fact.ts";
import { termsAt } from "../gift/monthly-terms.ts";
import { goneAmount, type Payment, paidAmount, paidAt, paysMonthly, sum } from "../gift/payment.ts";

export type CountingRule = Pick<Campaign, "currency" | "monthlyMultiplier" | "closesAt" | "pledgesCount">;

const MONTHS: Record<Recurring["interval"], number> = { day: 12 / 365.25, week: 12 / (365.25 / 7), month: 1, year: 12 };

/**
 * What a campaign's ledger should hold of this gift.
 * Cash is what was paid and has not gone back. Counted is what is said on air: a single gift counts its cash; a monthly gift
 * counts one month times the campaign's multiplier once its first payment arrived, and its renewals nothing; an open pledge counts
 * what was promised (unless the campaign counts pledges when they are paid), and its payments nothing more up to that. A pledge that was
 * paid twice, as two monthly gifts or as one and a single payment, counts each by itself: both are money.
 */
export function worth(gift: Gift, rule: CountingRule): Booking {
	const paid = gift.payments.filter((payment) => paidAmount(payment, rule.currency) > 0);
	const promised = openPromise(gift, rule);
	if (paid.length === 0) {
		if (promised === 0) return NOTHING_BOOKED;
		return { cash: 0, counted: promised, gifts: 1, monthly: gift.promised?.value.monthly === true ? 1 : 0 };
	}
	const net = (payment: Payment) => Math.max(0, paidAmount(payment, rule.currency) - goneAmount(payment));
	const cash = sum(paid.map(net));
	if (gift.uncounted === true) return { cash, counted: 0, gifts: 0, monthly: 0 };
	const starts = startsOf(gift, paid);
	if (gift.subscriptions.length === 0) {
		const single = starts.filter((payment) => !payment.instalment);
		const monthly = promised > 0 && gift.promised?.value.monthly === true ? 1 : 0;
		const gone = sum(single.map((payment) => paidAmount(payment, rule.currency) - net(payment)));
		const given = Math.max(promised, sum(single.map((payment) => paidAmount(payment, rule.currency))));
		// What was there before the drive is money, and nobody's gift to this one.
		const isGift = gift.giver.source !== "opening-balance" && (single.length > 0 || promised > 0);
		return { cash, counted: given - gone, gifts: isGift ? 1 : 0, monthly };
	}
	const beside = besideMonthly(gift, starts);
	const firsts = firstPayments(
		gift,
		starts.filter((payment) => !beside.includes(payment)),
	);
	if (firsts.length === 0) {
		return { cash, counted: promised, gifts: promised > 0 ? 1 : 0, monthly: promised > 0 ? 1 : 0 };
	}
	const monthly = sum(firsts.map((first) => promiseWorth(gift, first, net(first.payment), rule)));
	return { cash, counted: monthly + sum(beside.map(net)), gifts: 1, monthly: 1 };
}

/** All that was paid but later months. Of a monthly gift that began without money, the first month that was paid is its start. */
export function startsOf({ beganUnpaid }: Gift, paid: readonly Payment[]): readonly Payment[] {
	const starts = paid.filter((payment) => !payment.renewal);
	if (beganUnpaid !== true || starts.some(paysMonthly)) return starts;
	return [
		...starts,
		...firstOf(
			paid.filter(({ renewal }) => renewal),
			undefined,
		).map(({ payment }) => payment),
	];
}

/** `of`: the subscription that it began; undefined where that was not kept, and all of the gift's are taken for one. */
type First = { readonly payment: Payment; readonly of: string | undefined };

function firstPayments({ subscriptions }: Gift, starts: readonly Payment[]): First[] {
	const ofEach = subscriptions.flatMap((of) =>
		firstOf(
			starts.filter(({ subscription }) => subscription === of),
			of,
		),
	);
	return subscriptions.length > 1 && ofEach.length > 0 ? ofEach : firstOf(starts, undefined);
}

function firstOf(payments: readonly Payment[], of: string | undefined): First[] {
	const [first, ...rest] = payments;
	if (first === undefined) return [];
	return [{ payment: rest.reduce((a, b) => (isEarlier(b, a) ? b : a), first), of }];
}

/** Of a pledge that was paid by a monthly gift and once more, what was paid once more. */
function besideMonthly({ pledges = [] }: Gift, starts: readonly Payment[]): readonly Payment[] {
	if (pledges.length === 0 || !starts.some(paysMonthly)) return [];
	return starts.filter((payment) => !paysMonthly(payment));
}

/** What an open pledge counts, minor units; 0 where there is none, or pledges count when they are paid. */
export function openPromise(gift: Gift, rule: CountingRule): number {
	const promised = gift.promised?.value;
	if (promised === undefined || rule.pledgesCount === "when-paid") return 0;
	const end = gift.pledgeEnd?.value ?? "open";
	if (end !== "open") return 0;
	return promised.monthly ? Math.round(promised.amount * rule.monthlyMultiplier) : promised.amount;
}

function isEarlier(a: Payment, b: Payment): boolean {
	const [whenA, whenB] = [paidAt(a), paidAt(b)];
	return whenA === whenB ? (a.refs[0] ?? "") < (b.refs[0] ?? "") : whenA < whenB;
}

/**
 * A first payment that went back in whole was no monthly gift; in part, it lowers the promise by that part. What the giver changes before
 * the drive closes counts as changed: another amount; paused or cancelled, only what was paid. After the close it stands.
 */
function promiseWorth(gift: Gift, { payment, of }: First, firstNet: number, rule: CountingRule): number {
	if (firstNet === 0) return 0;
	const terms = gift.terms === undefined ? gift.promise?.value : termsAt(gift.terms, rule.closesAt, of);
	if (terms === undefined || terms === null) return firstNet;
	const promised = Math.round(monthlyPart(terms) * rule.monthlyMultiplier);
	return Math.max(0, promised - goneAmount(payment));
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
	const paid = gift.payments.flatMap((payment) => Object.values(payment.paid));
	// What was corrected to nothing was paid all the same.
	return paid.length > 0 && !paid.some((one) => one.currency === currency && one.amount > 0);
}
