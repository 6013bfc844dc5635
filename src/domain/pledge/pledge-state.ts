import type { Gift } from "../gift/gift.ts";
import { lastTerms } from "../gift/monthly-terms.ts";
import { goneAmount, type Payment, paidAmount, paysMonthly } from "../gift/payment.ts";

/** How it stands with a promise. "part": something came, less than promised. "undone": a slip that was taken back at once. */
export const PLEDGE_STATES = ["open", "part", "paid", "lapsed", "cancelled", "settled", "undone"] as const;
export type PledgeState = (typeof PLEDGE_STATES)[number];

/** Ended by people: what was promised and didn't come counts no more. */
export type PledgeEnded = "cancelled" | "lapsed" | "settled";

/** What decides it. Minor units; `paid` is net of what went back. */
export type PledgeFigures = {
	/** Once, or each month. */
	readonly amount: number;
	readonly monthly: boolean;
	readonly ended: PledgeEnded | null;
	readonly isUndone: boolean;
	readonly paid: number;
	/** A standing monthly gift pays it. */
	readonly isSubscribed: boolean;
};

/**
 * Money decides before people do: what was paid in full is paid, also after it had lapsed or its slip was taken back. A monthly promise
 * is kept once a monthly gift has begun; the same money once, by a whole year. PLEDGE_STATE in src/pledge/desk/standing.ts says the same in SQL.
 */
export function pledgeState({ amount, monthly, ended, isUndone, paid, isSubscribed }: PledgeFigures): PledgeState {
	if (paid > 0 && (isSubscribed || paid >= (monthly ? amount * 12 : amount))) return "paid";
	if (isUndone && paid === 0) return "undone";
	if (ended !== null) return ended;
	return paid > 0 ? "part" : "open";
}

/** What is still to come of the promise, minor units: of a monthly one its first month. */
export function pledgeDue(figures: PledgeFigures): number {
	const state = pledgeState(figures);
	if (state !== "open" && state !== "part") return 0;
	return figures.monthly ? figures.amount : Math.max(0, figures.amount - figures.paid);
}

/** What was paid on a promise, told apart. Minor units of `currency`. */
export type PledgeMoney = {
	/** Net of what went back. */
	readonly paid: number;
	readonly gone: number;
	/** On its way from a bank, or not told of yet. */
	readonly pending: number;
	readonly isSubscribed: boolean;
	/** More than one payment stands, and without the smallest the promise would be kept as well: one of them goes back. */
	readonly isPaidTwice: boolean;
};

export function pledgeMoney(gift: Gift | null, amount: number, currency: string): PledgeMoney {
	if (gift === null) return { paid: 0, gone: 0, pending: 0, isSubscribed: false, isPaidTwice: false };
	const net = (payment: Payment) => Math.max(0, paidAmount(payment, currency) - goneAmount(payment));
	const paid = sumOf(gift.payments.map(net));
	const single = gift.payments.filter((payment) => !payment.renewal && !payment.instalment && net(payment) > 0);
	const least = Math.min(...single.map(net));
	const monthly = gift.subscriptions.filter((id) => stands(gift, id, net));
	const isPaidTwice =
		monthly.length > 1 ||
		(monthly.length === 1 && single.some((payment) => !paysMonthly(payment))) ||
		(single.length > 1 && gift.subscriptions.length === 0 && paid - least >= amount);
	return {
		paid,
		gone: sumOf(gift.payments.map((payment) => paidAmount(payment, currency) - net(payment))),
		pending: sumOf(gift.payments.filter(isUnderWay).map(({ pending }) => pending)),
		isSubscribed: gift.subscriptions.length > 0,
		isPaidTwice,
	};
}

/** Whether it runs on, or has left money here. Which one a payment is of was not always kept: then it stands. */
function stands(gift: Gift, subscription: string, net: (payment: Payment) => number): boolean {
	if (lastTerms(gift.terms ?? {}, subscription) !== null) return true;
	const own = gift.payments.filter((payment) => payment.subscription === subscription);
	return own.length === 0 ? gift.payments.some((payment) => net(payment) > 0) : own.some((payment) => net(payment) > 0);
}

function isUnderWay({ pending, failed, paid }: Payment): boolean {
	return pending > 0 && !failed && Object.keys(paid).length === 0;
}

function sumOf(amounts: readonly number[]): number {
	return amounts.reduce((all, one) => all + one, 0);
}
