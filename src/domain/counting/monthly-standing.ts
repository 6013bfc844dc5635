import type { Gift } from "../gift/gift.ts";
import type { Recurring } from "../gift/gift-fact.ts";
import { lastTerms, termsAt, termsInOrder } from "../gift/monthly-terms.ts";
import { goneAmount, paidAmount } from "../gift/payment.ts";
import type { Instant } from "../plain/instant.ts";
import { formatMoney } from "../plain/money.ts";
import { type CountingRule, worth } from "./counting.ts";

/** "stopped": paused or cancelled. "waiting": no payment has come. "returned": all that came went back. */
export type MonthlyStanding = {
	readonly state: "active" | "changed" | "stopped" | "waiting" | "returned";
	/** When it was changed or stopped last. */
	readonly changedAt: Instant | null;
	/** What it asks for now, or asked for last. */
	readonly terms: Recurring | null;
	/** Net, minor units; and by how many payments. */
	readonly paid: number;
	readonly payments: number;
	readonly counted: number;
	/** By which rule it counts that, in a sentence for staff. */
	readonly why: string;
};

/** How it stands with a monthly gift, and what it counts (src/domain/counting/counting.ts) in words. */
export function monthlyStanding(gift: Gift, rule: CountingRule): MonthlyStanding {
	const { currency } = rule;
	const paid = gift.payments.map((payment) => paidAmount(payment, currency) - goneAmount(payment));
	const received = gift.payments.filter((payment) => paidAmount(payment, currency) > 0).length;
	const { counted } = worth(gift, rule);
	const told = termsInOrder(gift.terms ?? {}, runningOf(gift));
	const last = told.at(-1);
	const asked = told.findLast(({ asks }) => asks !== null)?.asks ?? gift.promise?.value ?? null;
	const net = paid.reduce((all, one) => all + Math.max(0, one), 0);
	const turned = told.findLast(({ asks }, at) => at > 0 && JSON.stringify(asks) !== JSON.stringify(told[at - 1]?.asks));
	const state = stateOf(received, net, last?.asks, turned !== undefined);
	return {
		...{ state, terms: asked, paid: net, payments: received, counted },
		changedAt: turned?.at ?? (last?.asks === null ? last.at : null),
		why: why(gift, rule, { state, counted, changedAt: turned?.at ?? null }),
	};
}

/** Of a pledge that was paid by two monthly gifts, the one that runs on; undefined where there is only one. */
function runningOf({ subscriptions, terms = {} }: Gift): string | undefined {
	if (subscriptions.length < 2) return undefined;
	return subscriptions.find((one) => lastTerms(terms, one) !== null) ?? subscriptions[0];
}

function stateOf(received: number, net: number, last: Recurring | null | undefined, isTurned: boolean) {
	if (received === 0) return "waiting";
	if (net === 0) return "returned";
	if (last === null) return "stopped";
	return isTurned ? "changed" : "active";
}

type Known = Pick<MonthlyStanding, "state" | "counted" | "changedAt">;

function why(gift: Gift, rule: CountingRule, { state, counted, changedAt }: Known): string {
	const { currency, monthlyMultiplier, closesAt } = rule;
	const money = (amount: number) => formatMoney({ amount, currency });
	if (state === "waiting") {
		return counted > 0
			? "Counts as promised on the slip, until its first payment arrives."
			: "Counts nothing yet: no payment has arrived.";
	}
	if (state === "returned") return "Counts nothing: what was paid went back.";
	if (gift.subscriptions.length > 1) return "One pledge was paid by several monthly gifts: each counts by itself.";
	const terms = gift.terms === undefined ? gift.promise?.value : termsAt(gift.terms, closesAt);
	if (terms === undefined || terms === null) {
		return terms === null
			? "Stopped before the drive closed: counts its first payment alone."
			: "Its terms are not known yet: counts its first payment alone.";
	}
	const months = monthlyMultiplier === 1 ? "one month" : `${monthlyMultiplier} months`;
	const each = `${money(terms.amount)} ${everyWords(terms)}, counted for ${months} once its first payment arrived`;
	if (changedAt === null) return `${each}.`;
	if (changedAt < closesAt) return state === "stopped" ? `${each}.` : `${each}; changed before the drive closed.`;
	return `${each}. What changed after the drive had closed doesn't count.`;
}

/** "a month", "every 3 months". */
export function everyWords({ interval, intervalCount }: Pick<Recurring, "interval" | "intervalCount">): string {
	return intervalCount === 1 ? `a ${interval}` : `every ${intervalCount} ${interval}s`;
}

/** How the drive counts monthly gifts. */
export function monthlyRule({ monthlyMultiplier }: Pick<CountingRule, "monthlyMultiplier">): string {
	const months = monthlyMultiplier === 1 ? "one month" : `${monthlyMultiplier} months`;
	return [
		`A monthly gift counts ${months} of what it asks for, once, when its first payment arrives. Later payments are recorded and never added.`,
		"Changed before the drive closes, it counts as changed; paused or cancelled before that, its first payment alone. After the close it stands.",
	].join(" ");
}
