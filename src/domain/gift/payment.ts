import type { Instant } from "../plain/instant.ts";
import type { DisputeStage, GiftFact, PaidEvidence, PaymentRefs, RefundStatus } from "./gift-fact.ts";

type Paid = { readonly amount: number; readonly currency: string; readonly at: Instant };

/**
 * All that is known of one payment: the join of every fact that shared one of its refs. Joining is commutative, associative
 * and idempotent, so order, duplicates and batch splits of the facts cannot change it (invariant 1).
 */
export type Payment = {
	readonly refs: readonly string[];
	/** By "<evidence>:<its id>". The same money stands here up to four times; see `paidAmount`. */
	readonly paid: Readonly<Record<string, Paid>>;
	readonly pending: number;
	readonly failed: boolean;
	readonly renewal: boolean;
	readonly instalment: boolean;
	/** The one it pays for; absent: none was told. */
	readonly subscription?: string;
	readonly refunds: Readonly<Record<string, { readonly amount: number; readonly status: RefundStatus }>>;
	readonly refundedInAll: Readonly<Record<string, number>>;
	readonly disputes: Readonly<Record<string, { readonly amount: number; readonly stage: DisputeStage }>>;
	/** Of offline money, signed, by the correction's id. Absent: none. */
	readonly corrections?: Readonly<Record<string, number>>;
};

const EVIDENCE_REF: Record<PaidEvidence, keyof PaymentRefs> = {
	payment_intent: "payment",
	charge: "charge",
	session: "session",
	invoice: "invoice",
	offline: "offline",
};

/** What is later in a refund's life wins; a refund that failed stays failed. */
const REFUND_RANK: Record<RefundStatus, number> = { pending: 0, succeeded: 1, canceled: 2, failed: 3 };
/** Won stands above lost: since 2026 an appeal can turn a lost dispute, and never the other way round. */
const DISPUTE_RANK: Record<DisputeStage, number> = { inquiry: 0, opened: 1, withdrawn: 2, lost: 3, won: 4 };

export function refList(refs: PaymentRefs): string[] {
	return [refs.payment, refs.charge, refs.session, refs.invoice, refs.offline].filter((ref) => ref !== undefined);
}

/** The payment as this one fact alone tells it. */
export function paymentFrom(fact: GiftFact): Payment {
	const { happening } = fact;
	const refs = refList(fact.refs);
	const anyRef = refs[0] ?? fact.sourceId;
	const bare: Payment = {
		refs: refs.sort(),
		paid: {},
		pending: 0,
		failed: false,
		renewal: fact.renewal === true,
		instalment: fact.instalment === true,
		...(fact.subscription !== undefined && { subscription: fact.subscription }),
		refunds: {},
		refundedInAll: {},
		disputes: {},
	};
	switch (happening.type) {
		case "received": {
			const key = `${happening.evidence}:${fact.refs[EVIDENCE_REF[happening.evidence]] ?? anyRef}`;
			return { ...bare, paid: { [key]: { amount: happening.amount, currency: fact.currency ?? "", at: fact.at } } };
		}
		case "pending":
			return { ...bare, pending: happening.amount };
		case "failed":
			return { ...bare, failed: true };
		case "refund-changed":
			return { ...bare, refunds: { [happening.refundId]: { amount: happening.amount, status: happening.status } } };
		case "refunded-in-all":
			return { ...bare, refundedInAll: { [fact.refs.charge ?? anyRef]: happening.amount } };
		case "dispute-changed":
			return { ...bare, disputes: { [happening.disputeId]: { amount: happening.amount, stage: happening.stage } } };
		case "corrected":
			return { ...bare, corrections: { [happening.correctionId]: happening.amount } };
		case "monthly-promised":
		case "monthly-ended":
		case "pledged":
		case "pledge-ended":
		case "described":
			return bare;
	}
}

export function joinPayments(a: Payment, b: Payment): Payment {
	const corrections = { ...a.corrections, ...b.corrections };
	const [subscription] = [a.subscription, b.subscription].filter((one) => one !== undefined).sort();
	return {
		...(subscription !== undefined && { subscription }),
		...(Object.keys(corrections).length > 0 && { corrections }),
		refs: [...new Set([...a.refs, ...b.refs])].sort(),
		paid: joinRecords(a.paid, b.paid, (x, y) => ({
			amount: Math.max(x.amount, y.amount),
			currency: x.currency >= y.currency ? x.currency : y.currency,
			at: Math.min(x.at, y.at),
		})),
		pending: Math.max(a.pending, b.pending),
		failed: a.failed || b.failed,
		renewal: a.renewal || b.renewal,
		instalment: a.instalment || b.instalment,
		refunds: joinRecords(a.refunds, b.refunds, (x, y) => ({
			amount: Math.max(x.amount, y.amount),
			status: REFUND_RANK[x.status] >= REFUND_RANK[y.status] ? x.status : y.status,
		})),
		refundedInAll: joinRecords(a.refundedInAll, b.refundedInAll, Math.max),
		disputes: joinRecords(a.disputes, b.disputes, (x, y) => ({
			amount: Math.max(x.amount, y.amount),
			stage: DISPUTE_RANK[x.stage] >= DISPUTE_RANK[y.stage] ? x.stage : y.stage,
		})),
	};
}

/** Whether it is a part of a monthly gift: a subscription's payments come with an invoice. */
export function paysMonthly({ subscription, instalment, refs }: Payment): boolean {
	return subscription !== undefined || instalment || refs.some((ref) => ref.startsWith("in_"));
}

function joinRecords<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, join: (x: T, y: T) => T) {
	const joined: Record<string, T> = { ...a };
	for (const [key, value] of Object.entries(b)) {
		const known = Object.hasOwn(joined, key) ? joined[key] : undefined;
		joined[key] = known === undefined ? value : join(known, value);
	}
	return joined;
}

/**
 * What was paid, minor units of `currency`. PaymentIntent, charge, session and invoice each tell the same money, so the
 * answer is the largest of the four sums, never their total; an invoice paid by two PaymentIntents still adds up.
 */
export function paidAmount(payment: Payment, currency: string): number {
	const sums = new Map<string, number>();
	for (const [key, paid] of Object.entries(payment.paid)) {
		if (paid.currency !== currency) continue;
		const evidence = key.slice(0, key.indexOf(":"));
		sums.set(evidence, (sums.get(evidence) ?? 0) + paid.amount);
	}
	const told = Math.max(0, ...sums.values());
	return told === 0 ? 0 : Math.max(0, told + sum(Object.values(payment.corrections ?? {})));
}

/** When the money first arrived; infinity while it has not. */
export function paidAt(payment: Payment): Instant {
	return Math.min(Number.POSITIVE_INFINITY, ...Object.values(payment.paid).map((paid) => paid.at));
}

/**
 * What went back or is gone: refunds under way or done, and disputes that took the money. A charge's cumulative figure is
 * only a backstop for refunds nobody told us of one by one; one that failed later is known, and so gives its part back.
 */
export function goneAmount(payment: Payment): number {
	const refunds = Object.values(payment.refunds);
	const known = sum(refunds.map((refund) => refund.amount));
	const standing = sum(refunds.filter((refund) => REFUND_RANK[refund.status] <= 1).map((refund) => refund.amount));
	const inAll = sum(Object.values(payment.refundedInAll));
	const disputed = Object.values(payment.disputes).filter(({ stage }) => stage === "withdrawn" || stage === "lost");
	return standing + Math.max(0, inAll - known) + sum(disputed.map((dispute) => dispute.amount));
}

export function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
