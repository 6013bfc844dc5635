import type { Campaign } from "./campaign.ts";
import { hourStart } from "./clock-hour.ts";
import { worth } from "./counting.ts";
import { type Booking, type Gift, NOTHING_BOOKED } from "./gift.ts";
import type { GiftFact } from "./gift-fact.ts";
import type { EntryKind, LedgerEntry } from "./ledger-entry.ts";
import type { Book, Crossing, LedgerState, NewDonor } from "./ledger-state.ts";
import { markSaid, passedBy } from "./milestone.ts";
import { isOnAir } from "./on-air-window.ts";
import { addToTally, emptyTally, figuresOf, hourKey, type Tally } from "./tally.ts";

/** The books while a batch is being written into them. */
export type Books = {
	readonly state: LedgerState;
	readonly tallies: Map<string, Book>;
	readonly entries: LedgerEntry[];
	readonly crossings: Crossing[];
	/** Donors first seen in this batch, as in LedgerState.donors. */
	readonly donors: Set<string>;
	readonly newDonors: NewDonor[];
};

type Change = {
	readonly gift: Gift;
	/** The gifts it was joined from; more than one where they turned out to be the same. */
	readonly before: readonly Gift[];
	readonly campaign: Campaign | null;
	readonly fact: GiftFact;
};

/** Books what the change makes of the gift in its campaign, and takes it out of any other. Returns the gift with its new bookings. */
export function book(books: Books, change: Change): Gift {
	const { gift, campaign } = change;
	let booked = gift.booked;
	for (const [campaignId, old] of Object.entries(gift.booked)) {
		if (campaignId === campaign?.id || isNothing(old)) continue;
		append(books, change, campaignId, minus(NOTHING_BOOKED, old), "relinked");
		booked = { ...booked, [campaignId]: NOTHING_BOOKED };
	}
	if (campaign === null) return { ...gift, booked };
	const target = worth(gift, campaign);
	const delta = minus(target, booked[campaign.id] ?? NOTHING_BOOKED);
	const isNewDonor = target.gifts > 0 && rememberDonor(books, campaign.id, gift) && !hasItsDonor(change, campaign.id);
	if (isNothing(delta) && !isNewDonor && !(target.gifts > 0 && isDescribedAnew(change))) return { ...gift, booked };
	const kind = isNothing(delta) ? "described" : entryKind(change.fact, delta);
	const step = append(books, change, campaign.id, delta, kind, isNewDonor ? 1 : 0);
	announceable(books, change, campaign, step, kind);
	return { ...gift, booked: { ...booked, [campaign.id]: target } };
}

type Written = { readonly seq: number; readonly before: Tally; readonly delta: Booking; readonly hour: string | null };

function append(
	books: Books,
	change: Change,
	campaignId: string,
	delta: Booking,
	kind: EntryKind,
	donors = 0,
): Written {
	const { seq: last, tally } = books.tallies.get(campaignId) ?? { seq: 0, tally: emptyTally() };
	const campaign = books.state.campaigns.byName.get(campaignId);
	const hour = campaign === undefined ? null : hourWithin(campaign, change.fact.at);
	const after = addToTally(tally, delta, donors, hour);
	const seq = last + 1;
	books.tallies.set(campaignId, { seq, tally: after });
	books.entries.push({
		...delta,
		campaignId,
		seq,
		giftId: change.gift.id,
		kind,
		totalAfter: after.total,
		occurredAt: change.fact.at,
		sourceId: change.fact.sourceId,
	});
	return { seq, before: tally, delta, hour };
}

/**
 * A live drive announces; history being imported, a draft, and gifts or refunds that come after the close are counted in
 * silence. Silence still raises the peaks, so nothing that was passed silently is announced later.
 */
function announceable(books: Books, change: Change, campaign: Campaign, written: Written, kind: EntryKind): void {
	const book = books.tallies.get(campaign.id);
	if (book === undefined || campaign.state !== "live" || change.fact.at < campaign.announceFrom) return;
	const { before, delta, seq } = written;
	// An hour of a night off has a total, and no target or record to speak of.
	const hour = isOnAir(campaign, change.fact.at) ? written.hour : null;
	const isNewMoney = kind === "received" || kind === "monthly-started";
	const passed = passedBy(campaign, { before, after: book.tally, delta, giftId: change.gift.id, isNewMoney, hour });
	if (passed.length === 0) return;
	const figures = figuresOf(book.tally, campaign.goal, written.hour);
	for (const one of passed) books.crossings.push({ ...one, campaignId: campaign.id, entrySeq: seq, figures });
	books.tallies.set(campaign.id, { seq: book.seq, tally: markSaid(book.tally, passed, hour) });
}

function hourWithin(campaign: Campaign, at: number): string | null {
	if (at < campaign.opensAt || at >= campaign.closesAt) return null;
	return hourKey(hourStart(at, campaign.timeZone));
}

function entryKind(fact: GiftFact, delta: Booking): EntryKind {
	const { type } = fact.happening;
	const isRefund = type === "refund-changed" || type === "refunded-in-all";
	const isDispute = type === "dispute-changed";
	if (delta.cash < 0 || delta.counted < 0) return isRefund ? "refunded" : isDispute ? "disputed" : "relinked";
	if (delta.gifts > 0) return delta.monthly > 0 ? "monthly-started" : "received";
	if (isRefund) return "refund-failed";
	if (isDispute) return "dispute-won";
	if (type !== "received" || delta.monthly !== 0) return "relinked";
	return delta.counted === 0 ? "renewal" : "received";
}

function rememberDonor(books: Books, campaignId: string, { id: giftId, giver: { donorKey } }: Gift): boolean {
	if (donorKey === undefined) return false;
	const name = `${campaignId} ${donorKey}`;
	if (books.state.donors.has(name) || books.donors.has(name)) return false;
	books.donors.add(name);
	books.newDonors.push({ campaignId, donorKey, giftId });
	return true;
}

/** One gift is one donor: a customer's number first and the e-mail later are two keys of the same person. */
function hasItsDonor({ before }: Change, campaignId: string): boolean {
	return before.some((gift) => gift.giver.donorKey !== undefined && (gift.booked[campaignId]?.gifts ?? 0) > 0);
}

/** Did what screens may show of the giver change? */
function isDescribedAnew(change: Change): boolean {
	// Field by field: a gift that was stored comes back with its keys in another order.
	const shown = ({ giver: { name, isBillingName, town, pronunciation, consent = {}, moderation } }: Gift) => {
		const agreed = [consent.name, consent.page, consent.amount, consent.onAir, consent.social];
		return JSON.stringify([name, isBillingName, town, pronunciation, agreed, moderation]);
	};
	const now = shown(change.gift);
	return change.before.some((gift) => shown(gift) !== now);
}

function minus(a: Booking, b: Booking): Booking {
	return {
		cash: a.cash - b.cash,
		counted: a.counted - b.counted,
		gifts: a.gifts - b.gifts,
		monthly: a.monthly - b.monthly,
	};
}

function isNothing(booking: Booking): boolean {
	return booking.cash === 0 && booking.counted === 0 && booking.gifts === 0 && booking.monthly === 0;
}
