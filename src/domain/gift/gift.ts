import type { Instant } from "../plain/instant.ts";
import type { BroughtIn, GiftFact, Placement, PledgeEnd, Promised, Recurring } from "./gift-fact.ts";
import { giverFrom, joinGivers, type KnownGiver, plainGiver } from "./giver.ts";
import { joinTerms, type Terms, termsFrom } from "./monthly-terms.ts";
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
 * One gift: a single payment, a monthly promise with all its payments, or a pledge with what was paid on it. It only grows, by joining facts; what it is worth
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
	/** What its subscriptions asked for from when on; absent in gifts stored before it was kept. */
	readonly terms?: Terms;
	/** The promises it belongs to ("pl_..."); absent: none. */
	readonly pledges?: readonly string[];
	/** The newest word on what was promised, and on the promise's end. */
	readonly promised?: Told<Promised> | null;
	readonly pledgeEnd?: Told<PledgeEnd> | null;
	/** Counted in another way already; its subscription began without money: see GiftFact. */
	readonly uncounted?: true;
	readonly beganUnpaid?: true;
	/** A file from elsewhere told of it first: see GiftFact. */
	readonly broughtIn?: BroughtIn;
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
	const { subscription, pledge } = fact;
	return [subscription, ...refList(fact.refs), pledge].filter((ref) => ref !== undefined);
}

export function refsOfGift(gift: Gift): string[] {
	return [...gift.subscriptions, ...gift.payments.flatMap((payment) => payment.refs), ...(gift.pledges ?? [])];
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
		...termsFrom(fact),
		...(fact.pledge !== undefined && { pledges: [fact.pledge] }),
		...(happening.type === "pledged" && { promised: { value: happening.promise, at: fact.at } }),
		...(happening.type === "pledge-ended" && { pledgeEnd: { value: happening.how, at: fact.at } }),
		...(fact.uncounted === true && { uncounted: true }),
		...(fact.beganUnpaid === true && { beganUnpaid: true }),
		...(fact.broughtIn !== undefined && { broughtIn: fact.broughtIn }),
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
		...joinTerms(a, b),
		...joinPledges(a, b),
		...((a.uncounted ?? b.uncounted) === true && { uncounted: true }),
		...((a.beganUnpaid ?? b.beganUnpaid) === true && { beganUnpaid: true }),
		...joinBroughtIn(a, b),
		campaign: placedLike(a.campaign, b.campaign),
		paymentLink: larger(a.paymentLink, b.paymentLink),
		known,
		giver: plainGiver(known),
		booked: addBookings(a.booked, b.booked),
		at: Math.min(a.at, b.at),
	};
}

/** A pledge is what its last word says: an amount that was corrected, an end that was taken back. */
function joinPledges(a: Gift, b: Gift): Pick<Gift, "pledges" | "promised" | "pledgeEnd"> {
	const pledges = [...new Set([...(a.pledges ?? []), ...(b.pledges ?? [])])].sort();
	const promised = later(a.promised ?? null, b.promised ?? null);
	const pledgeEnd = later(a.pledgeEnd ?? null, b.pledgeEnd ?? null);
	return {
		...(pledges.length > 0 && { pledges }),
		...(promised !== null && { promised }),
		...(pledgeEnd !== null && { pledgeEnd }),
	};
}

/** Promised to be thanked by one file, they are thanked, whatever another one says. */
function joinBroughtIn(a: Gift, b: Gift): Pick<Gift, "broughtIn"> {
	const broughtIn = a.broughtIn === "to-thank" ? a.broughtIn : (b.broughtIn ?? a.broughtIn);
	return broughtIn === undefined ? {} : { broughtIn };
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

/** The newest word; of two at the same moment the one that sorts later. */
function later<T>(a: Told<T> | null, b: Told<T> | null): Told<T> | null {
	if (a === null || b === null) return a ?? b;
	if (a.at !== b.at) return a.at > b.at ? a : b;
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
