import { belongsIn } from "../counting/belongs.ts";
import { worth } from "../counting/counting.ts";
import { type EntryKind, type LedgerEntry, LISTING_KINDS } from "../counting/ledger-entry.ts";
import type { Book, Crossing, LeavingGift, LedgerState, NewDonor } from "../counting/ledger-state.ts";
import { addSums, addToTally, emptyTally, type Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { powerHoursAt } from "../drive/power-hour.ts";
import { simulcastAt } from "../drive/simulcast.ts";
import { type Booking, type Gift, NOTHING_BOOKED } from "../gift/gift.ts";
import type { GiftFact } from "../gift/gift-fact.ts";
import { passedInDrive } from "../milestone/passed-in-drive.ts";

/** The books while a batch is being written into them. */
export type Books = {
	readonly state: LedgerState;
	readonly tallies: Map<string, Book>;
	readonly entries: LedgerEntry[];
	readonly crossings: Crossing[];
	/** Donors first seen in this batch, as in LedgerState.donors. */
	readonly donors: Set<string>;
	readonly newDonors: NewDonor[];
	/** Whether their givers are donors still is not told by the gifts at hand: see src/ledger/settle-donors.ts. */
	readonly leaving: LeavingGift[];
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
		if (old.gifts > 0) books.leaving.push({ campaignId, giftId: gift.id });
		booked = { ...booked, [campaignId]: NOTHING_BOOKED };
	}
	if (campaign === null) return { ...gift, booked };
	const target = worth(gift, campaign);
	const delta = minus(target, booked[campaign.id] ?? NOTHING_BOOKED);
	const isNewDonor = target.gifts > 0 && rememberDonor(books, campaign.id, gift) && !hasItsDonor(change, campaign.id);
	if (target.gifts === 0 && (booked[campaign.id]?.gifts ?? 0) > 0) {
		books.leaving.push({ campaignId: campaign.id, giftId: gift.id });
	}
	const isSeen = target.gifts > 0 || target.counted > 0;
	const isToldNew = isNewDonor || (isSeen && isDescribedAnew(change));
	const isElsewhere = isOfOthers(change, campaign) || movedSpans(change, campaign.id, campaign) !== NOWHERE;
	if (isNothing(delta) && !isToldNew && !isElsewhere) return { ...gift, booked };
	const kind = isNothing(delta) ? "described" : asBroughtIn(entryKind(gift, change.fact, delta), gift, change.fact);
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
	const belongs = belongsIn(campaign, change.fact.at, change.gift.at);
	const added = addToTally(tally, delta, donors, belongs);
	const moved = movedSpans(change, campaignId, campaign);
	const after = moved === NOWHERE ? added : { ...added, spans: addSums(added.spans, moved) };
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
	return { seq, before: tally, delta, hour: belongs.hour };
}

const NOWHERE: Readonly<Record<string, number>> = {};

/**
 * A word that comes late may say that the gift was given earlier, as a slip that waited in a browser does: what it had counted in power hours
 * until now goes over to those it was given in. Signed, by power hour.
 */
function movedSpans({ before, gift }: Change, campaignId: string, campaign: Campaign | undefined): typeof NOWHERE {
	if (before.every(({ at }) => at === gift.at)) return NOWHERE;
	const moved: Record<string, number> = {};
	for (const { at, booked } of before) {
		const amount = booked[campaignId]?.counted ?? 0;
		if (campaign === undefined || amount === 0 || at === gift.at) continue;
		for (const { id } of powerHoursAt(campaign, at)) moved[id] = (moved[id] ?? 0) - amount;
		for (const { id } of powerHoursAt(campaign, gift.at)) moved[id] = (moved[id] ?? 0) + amount;
	}
	const real = Object.entries(moved).filter(([, amount]) => amount !== 0);
	return real.length === 0 ? NOWHERE : Object.fromEntries(real);
}

/** Given earlier than was known, it may belong to other stations that were out together: the lists of screens follow an entry. */
function isOfOthers({ before, gift }: Change, campaign: Campaign): boolean {
	const together = simulcastAt(campaign, gift.at);
	return before.some(({ at, booked }) => booked[campaign.id] !== undefined && simulcastAt(campaign, at) !== together);
}

/** Silence still raises the peaks, so nothing that was passed silently is announced later. */
function announceable(books: Books, change: Change, campaign: Campaign, written: Written, kind: EntryKind): void {
	const book = books.tallies.get(campaign.id);
	if (book === undefined || change.fact.silent === true) return;
	const { before, delta, seq, hour } = written;
	const { at } = change.fact;
	const step = { before, delta, giftId: change.gift.id, isNewMoney: LISTING_KINDS.has(kind), hour, at };
	const { crossings, tally } = passedInDrive(campaign, book, step, books.state.now);
	for (const one of crossings) books.crossings.push({ ...one, entrySeq: seq });
	books.tallies.set(campaign.id, { seq: book.seq, tally });
}

function entryKind(gift: Gift, fact: GiftFact, delta: Booking): EntryKind {
	const { type } = fact.happening;
	if (type === "pledged") return delta.gifts > 0 ? "pledged" : "corrected";
	if (type === "pledge-ended") return delta.counted > 0 ? "pledged" : "pledge-ended";
	if (type === "corrected") return "corrected";
	const isRefund = type === "refund-changed" || type === "refunded-in-all";
	const isDispute = type === "dispute-changed";
	if (delta.cash < 0 || delta.counted < 0) return isRefund ? "refunded" : isDispute ? "disputed" : "relinked";
	if (delta.gifts > 0) return delta.monthly > 0 ? "monthly-started" : "received";
	if (isRefund) return "refund-failed";
	if (isDispute) return "dispute-won";
	if (type !== "received" || delta.monthly !== 0) return "relinked";
	if (gift.giver.source === "opening-balance") return "opening-balance";
	if (gift.pledges !== undefined || gift.uncounted === true) return "fulfilled";
	return delta.counted === 0 ? "renewal" : "received";
}

/** What a file told of stays history when it is counted again, reopened or moved. Only money that comes for it later is just given. */
function asBroughtIn(kind: EntryKind, { broughtIn }: Gift, fact: GiftFact): EntryKind {
	if (broughtIn === undefined || !LISTING_KINDS.has(kind)) return kind;
	if (fact.broughtIn === undefined && fact.happening.type === "received") return kind;
	return broughtIn === "to-thank" ? "to-thank" : "brought-in";
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
	const shown = ({
		giver: { name, isBillingName, town, pronunciation, stationId, consent = {}, moderation },
	}: Gift) => {
		const agreed = [consent.name, consent.page, consent.amount, consent.onAir, consent.social];
		// A station taken away is "" by staff's word, and nothing where it was never told.
		return JSON.stringify([name, isBillingName, town, pronunciation, stationId || null, agreed, moderation]);
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
