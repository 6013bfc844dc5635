import type { Recurring } from "../../domain/gift/gift-fact.ts";
import { type JsonObject, readAmount, readInstant, readList, readObject, readRaw } from "./read.ts";

type Period = Omit<Recurring, "amount">;

const DAY_MS = 86_400_000;
const MONTH_DAYS = 365.25 / 12;

/**
 * A subscription's terms: the sum of its items. Null where an item has no fixed price (tiers, metered use) or the items'
 * periods differ: then nobody can say "so much a month".
 */
export function termsOfSubscription(subscription: JsonObject): Recurring | null {
	const items = readList(subscription, "items");
	// Before 2018-ish there was one plan on the subscription itself.
	return sumOf((items.length > 0 ? items : [subscription]).map(termsOfItem));
}

/** The terms an invoice's lines tell; one-off lines, prorations and free trial periods are no terms. */
export function termsOfInvoice(invoice: JsonObject): Recurring | null {
	const lines = readList(invoice, "lines").filter(isPlainSubscriptionLine);
	return lines.length === 0 ? null : sumOf(lines.map(termsOfLine));
}

function termsOfItem(item: JsonObject): Recurring | null {
	const priced =
		readObject(item, "price") ?? readObject(item, "plan") ?? readObject(readObject(item, "pricing"), "price");
	const unit = unitAmount(priced);
	const period = periodOfPrice(priced) ?? periodOfPrice(readObject(item, "plan"));
	const quantity = readAmount(item, "quantity") ?? 1;
	return unit === null || period === null ? null : withAmount(unit * quantity, period);
}

/** From basil on a line has `pricing` with a price's id and no interval: then its amount and its period say the terms. */
function termsOfLine(line: JsonObject): Recurring | null {
	const byPrice = termsOfItem(line);
	if (byPrice !== null) return byPrice;
	const amount = readAmount(line, "amount");
	const period = readObject(line, "period");
	const [from, to] = [readInstant(period, "start"), readInstant(period, "end")];
	if (amount === null || from === null || to === null) return null;
	const length = periodOfDays(Math.round((to - from) / DAY_MS));
	return length === null ? null : withAmount(amount, length);
}

function isPlainSubscriptionLine(line: JsonObject): boolean {
	const parent = readObject(line, "parent");
	const details = readObject(parent, "subscription_item_details");
	if (line.proration === true || details?.proration === true) return false;
	if (readAmount(line, "amount") === 0) return false;
	if (parent !== null) return readRaw(parent, "type") === "subscription_item_details";
	return readRaw(line, "type") === "subscription";
}

function unitAmount(priced: JsonObject | null): number | null {
	return readAmount(priced, "unit_amount") ?? readAmount(priced, "amount");
}

function periodOfPrice(priced: JsonObject | null): Period | null {
	const recurring = readObject(priced, "recurring") ?? priced;
	const interval = readRaw(recurring, "interval");
	if (interval !== "day" && interval !== "week" && interval !== "month" && interval !== "year") return null;
	return { interval, intervalCount: Math.max(1, readAmount(recurring, "interval_count") ?? 1) };
}

/** 28 to 31 days are a month and 365 or 366 a year, a few days either way for months of different length. */
function periodOfDays(days: number): Period | null {
	if (days < 1) return null;
	const months = Math.round(days / MONTH_DAYS);
	const isMonths = months >= 1 && Math.abs(days - months * MONTH_DAYS) <= 3;
	if (isMonths && months % 12 === 0) return { interval: "year", intervalCount: months / 12 };
	if (isMonths) return { interval: "month", intervalCount: months };
	return days % 7 === 0 ? { interval: "week", intervalCount: days / 7 } : { interval: "day", intervalCount: days };
}

function sumOf(all: readonly (Recurring | null)[]): Recurring | null {
	const [first] = all;
	if (!first) return null;
	let amount = 0;
	for (const terms of all) {
		if (terms?.interval !== first.interval || terms.intervalCount !== first.intervalCount) return null;
		amount += terms.amount;
	}
	return amount > 0 && Number.isSafeInteger(amount) ? { ...first, amount } : null;
}

function withAmount(amount: number, period: Period): Recurring {
	return { amount, ...period };
}
