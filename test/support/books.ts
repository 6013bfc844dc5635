import type { LedgerEntry } from "../../src/domain/counting/ledger-entry.ts";
import type { Book, Crossing } from "../../src/domain/counting/ledger-state.ts";
import { indexCampaigns } from "../../src/domain/counting/placement.ts";
import { emptyTally } from "../../src/domain/counting/tally.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { type Gift, refsOf } from "../../src/domain/gift/gift.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { decide, type LedgerDecision } from "../../src/domain/ledger/decide.ts";
import { NOW } from "./campaigns.ts";

/** The ledger in memory: what the store does around `decide`, without a database. */
export function openBooks(campaigns: readonly Campaign[]) {
	const gifts = new Map<string, Gift>();
	const refs = new Map<string, string>();
	const donors = new Set<string>();
	let books: ReadonlyMap<string, Book> = new Map(campaigns.map((one) => [one.id, { seq: 0, tally: emptyTally() }]));
	const entries: LedgerEntry[] = [];
	const crossings: Crossing[] = [];
	const announced = new Set<string>();
	const unplaced = new Map<string, string>();

	function take(facts: readonly GiftFact[], current = campaigns): LedgerDecision {
		const ids = new Set(facts.flatMap(refsOf).map((ref) => refs.get(ref)));
		const known = [...ids].flatMap((id) => (id === undefined ? [] : (gifts.get(id) ?? [])));
		const decision = decide({ now: NOW, campaigns: indexCampaigns(current), books, gifts: known, donors }, facts);
		for (const id of decision.absorbed) gifts.delete(id);
		for (const { gift } of decision.gifts) {
			// Through JSON, as the database would: what doesn't survive that is a defect.
			gifts.set(gift.id, JSON.parse(JSON.stringify(gift)));
			refs.set(gift.id, gift.id);
		}
		for (const { ref, giftId } of decision.refs) refs.set(ref, giftId);
		for (const donor of decision.newDonors) donors.add(`${donor.campaignId} ${donor.donorKey}`);
		books = decision.books;
		entries.push(...decision.entries);
		for (const one of decision.crossings) if (!announced.has(one.key)) crossings.push(one);
		for (const one of decision.crossings) announced.add(one.key);
		for (const [source, reason] of decision.unplaced) unplaced.set(source, reason);
		return decision;
	}

	const tally = (id = campaigns[0]?.id ?? "") => books.get(id)?.tally ?? emptyTally();
	return { take, tally, entries, crossings, unplaced, gifts, refs };
}
