import type { Gift } from "../gift/gift.ts";
import type { GiftSource } from "../gift/gift-source.ts";
import { goneAmount, paidAmount, sum } from "../gift/payment.ts";
import { type CountingRule, openPromise, startsOf, worth } from "./counting.ts";

/** What the announced total is made of, before anything went back (product.md S19). Matches are no gifts and stand beside. */
export const TOTAL_LINES = [
	"web",
	"monthly",
	"pledges-paid",
	"pledges-open",
	"cheque",
	"cash",
	"sponsor",
	"opening-balance",
	"import",
] as const;
export type TotalLine = (typeof TOTAL_LINES)[number];

/** One gift's part in each, minor units. The lines less what went back are what it counts. */
export type GiftLines = {
	readonly lines: readonly { readonly line: TotalLine; readonly amount: number }[];
	readonly refunded: number;
	readonly disputed: number;
	readonly counted: number;
	readonly source: GiftSource;
	/** Beside the total. */
	readonly pending: number;
	readonly failed: number;
	/** Later payments of monthly gifts. */
	readonly renewals: number;
	/** Cash for what was counted in another way: a sponsor pays their match. */
	readonly uncounted: number;
};

export function giftLines(gift: Gift, rule: CountingRule): GiftLines {
	const { counted } = worth(gift, rule);
	const lines = linesOf(gift, rule);
	const returned = sum(lines.map(({ amount }) => amount)) - counted;
	const disputed = Math.min(returned, disputedAmount(gift));
	const unpaid = gift.payments.filter((payment) => paidAmount(payment, rule.currency) === 0);
	const paid = gift.payments.filter((payment) => !unpaid.includes(payment));
	const starts = startsOf(gift, paid);
	const renewed = paid.filter((payment) => !starts.includes(payment));
	return {
		lines: lines.filter(({ amount }) => amount !== 0),
		disputed,
		refunded: returned - disputed,
		counted,
		source: sourceOf(gift),
		pending: sum(unpaid.filter(({ failed }) => !failed).map(({ pending }) => pending)),
		failed: unpaid.filter(({ failed }) => failed).length,
		renewals: sum(renewed.map((payment) => Math.max(0, paidAmount(payment, rule.currency) - goneAmount(payment)))),
		uncounted: gift.uncounted === true ? worth(gift, rule).cash : 0,
	};
}

function linesOf(gift: Gift, rule: CountingRule): readonly { readonly line: TotalLine; readonly amount: number }[] {
	const gross = worth(withoutReturns(gift), rule).counted;
	const isMonthly = gift.subscriptions.length > 0 && gift.payments.length > 0;
	if (gift.pledges === undefined || isMonthly)
		return [{ line: isMonthly ? "monthly" : singleLine(gift), amount: gross }];
	const promised = openPromise(gift, rule);
	const paid = promised === 0 ? gross : Math.min(gross, paidInAll(gift, rule));
	return [
		{ line: "pledges-paid", amount: paid },
		{ line: "pledges-open", amount: gross - paid },
	];
}

function paidInAll({ payments }: Gift, { currency }: CountingRule): number {
	const first = payments.filter(({ renewal, instalment }) => !renewal && !instalment);
	return sum(first.map((payment) => paidAmount(payment, currency)));
}

function withoutReturns(gift: Gift): Gift {
	return {
		...gift,
		payments: gift.payments.map((payment) => ({ ...payment, refunds: {}, refundedInAll: {}, disputes: {} })),
	};
}

function disputedAmount({ payments }: Gift): number {
	const all = payments.flatMap(({ disputes }) => Object.values(disputes));
	return sum(all.filter(({ stage }) => stage === "withdrawn" || stage === "lost").map(({ amount }) => amount));
}

export function sourceOf({ giver }: Pick<Gift, "giver">): GiftSource {
	return giver.source ?? "web";
}

/** Money without a promise: by how it came. */
function singleLine(gift: Gift): TotalLine {
	const source = sourceOf(gift);
	switch (source) {
		case "cheque":
		case "cash":
		case "sponsor":
		case "opening-balance":
		case "import":
			return source;
		case "web":
		case "phone":
		case "text":
		case "walk-in":
			return "web";
		default:
			return source satisfies never;
	}
}
