import type { GiftFact, Placement, Recurring } from "./gift-fact.ts";
import { giverFrom, joinGivers, type KnownGiver, plainGiver } from "./giver.ts";
import type { Instant } from "./instant.ts";
import { joinPayments, type Payment, paymentFrom, refList } from "./payment.ts";

type Told<T> = { readonly value: T; readonly at: Instant };

/** What one campaign's ledger already holds of a gift; also the unit of what it should hold. Minor units and counts. */
export type Booking = {
	readonly cash: number;
	readonly counted: number;
	readonly gifts: number;
	readonly monthly: number;
};

export const NOTHING_BOOKED: Booking = { cash: 0, counted: 0, gifts: 0, monthly: 0 };

/**
 * One gift: a single payment, or a monthly promise with all its payments. It only grows, by joining facts; what it is worth
 * is a function of the joined state (see counting.ts), and the ledger books the difference to what it booked before.
 */
export type Gift = {
	/** The first ref it was known by; a merge keeps the older gift's. */
	readonly id: string;
	readonly livemode: boolean;
	readonly payments: readonly Payment[];
	readonly subscriptions: readonly string[];
	readonly promise: Told<Recurring> | null;
	readonly endedAt: Instant | null;
	/** `byStaff`: somebody on the staff placed it. */
	readonly campaign: (Told<string> & { readonly byStaff?: true }) | null;
	readonly paymentLink: string | null;
	readonly known: KnownGiver;
	/** What `known` says, for readers in SQL. */
	readonly giver: ReturnType<typeof plainGiver>;
	readonly booked: Readonly<Record<string, Booking>>;
	/** When its first fact happened. */
	readonly at: Instant;
};

/** Every name this fact's gift goes by. */
export function refsOf(fact: GiftFact): string[] {
	const refs = refList(fact.refs);
	return fact.subscription === undefined ? refs : [fact.subscription, ...refs];
}

export function refsOfGift(gift: Gift): string[] {
	return [...gift.subscriptions, ...gift.payments.flatMap((payment) => payment.refs)];
}

/** The gift as this one fact alone tells it. */
export function giftFrom(fact: GiftFact): Gift {
	const { happening } = fact;
	const known = giverFrom(fact);
	return {
		id: refsOf(fact)[0] ?? fact.sourceId,
		livemode: fact.livemode,
		payments: refList(fact.refs).length === 0 ? [] : [paymentFrom(fact)],
		subscriptions: fact.subscription === undefined ? [] : [fact.subscription],
		promise: happening.type === "monthly-promised" ? { value: happening.recurring, at: fact.at } : null,
		endedAt: happening.type === "monthly-ended" ? fact.at : null,
		campaign: placedBy(fact.placement, fact.at),
		paymentLink: fact.placement.paymentLink ?? null,
		known,
		giver: plainGiver(known),
		booked: {},
		at: fact.at,
	};
}

/** Joins what two gifts know; both turn out to be the same one. `a` is the older and gives its id. */
export function joinGifts(a: Gift, b: Gift): Gift {
	const known = joinGivers(a.known, b.known);
	return {
		id: a.id,
		livemode: a.livemode,
		payments: b.payments.reduce(addPayment, a.payments),
		subscriptions: [...new Set([...a.subscriptions, ...b.subscriptions])].sort(),
		promise: earlier(a.promise, b.promise),
		endedAt: a.endedAt === null ? b.endedAt : b.endedAt === null ? a.endedAt : Math.min(a.endedAt, b.endedAt),
		campaign: placedLike(a.campaign, b.campaign),
		paymentLink: larger(a.paymentLink, b.paymentLink),
		known,
		giver: plainGiver(known),
		booked: addBookings(a.booked, b.booked),
		at: Math.min(a.at, b.at),
	};
}

/** Payments that share a ref are one payment; a new one may turn out to be the link between two known ones. */
function addPayment(payments: readonly Payment[], added: Payment): readonly Payment[] {
	const same = payments.filter((payment) => payment.refs.some((ref) => added.refs.includes(ref)));
	const others = same.length === 0 ? payments : payments.filter((payment) => !same.includes(payment));
	return [...others, same.reduce(joinPayments, added)];
}

function placedBy({ campaign, byStaff }: Placement, at: Instant): Gift["campaign"] {
	if (campaign === undefined) return null;
	return byStaff === undefined ? { value: campaign, at } : { value: campaign, at: byStaff, byStaff: true };
}

/** Staff's word stands above the source's, and their last one above the ones before. */
function placedLike(a: Gift["campaign"], b: Gift["campaign"]): Gift["campaign"] {
	if (a?.byStaff !== true && b?.byStaff !== true) return earlier(a, b);
	if (a?.byStaff !== true) return b;
	if (b?.byStaff !== true) return a;
	if (a.at !== b.at) return a.at > b.at ? a : b;
	return a.value >= b.value ? a : b;
}

/** The terms and the campaign a gift started with stand; later changes of a subscription don't count again. */
function earlier<T>(a: Told<T> | null, b: Told<T> | null): Told<T> | null {
	if (a === null || b === null) return a ?? b;
	if (a.at !== b.at) return a.at < b.at ? a : b;
	return JSON.stringify(a.value) >= JSON.stringify(b.value) ? a : b;
}

function larger(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a >= b ? a : b;
}

function addBookings(a: Gift["booked"], b: Gift["booked"]): Gift["booked"] {
	const added = { ...a };
	for (const [campaign, booking] of Object.entries(b)) {
		const known = added[campaign] ?? NOTHING_BOOKED;
		added[campaign] = {
			cash: known.cash + booking.cash,
			counted: known.counted + booking.counted,
			gifts: known.gifts + booking.gifts,
			monthly: known.monthly + booking.monthly,
		};
	}
	return added;
}
