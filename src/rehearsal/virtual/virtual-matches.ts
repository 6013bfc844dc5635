import type { Book, Crossing } from "../../domain/counting/ledger-state.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { matchesOf } from "../../domain/drive/challenge-match.ts";
import { allotMatches, concerns, type MatchRun, NOTHING_MATCHED } from "../../domain/ledger/allot-matches.ts";
import { bookMatches, matchedChanges } from "../../domain/ledger/book-matches.ts";
import type { LedgerDecision } from "../../domain/ledger/decide.ts";
import { matchGift } from "../../domain/ledger/match-gift.ts";
import type { Instant } from "../../domain/plain/instant.ts";

export type AnsweredVirtually = {
	readonly book: Book;
	readonly crossings: readonly Crossing[];
	/** Minor units. */
	readonly amount: number;
};

/**
 * The drive's challenge matches over gifts that come in the order they were given, each from a giver of its own: then what came
 * before never has to be looked at again, as the ledger must.
 */
export function openVirtualMatches(campaign: Campaign) {
	const matches = matchesOf(campaign);
	let run: MatchRun = NOTHING_MATCHED;
	return {
		answer({ gifts }: LedgerDecision, book: Book, now: Instant): AnsweredVirtually {
			if (matches.length === 0) return { book, crossings: [], amount: 0 };
			const seen = gifts
				.flatMap(({ gift }) => matchGift(gift, campaign) ?? [])
				.filter((gift) => matches.some((match) => concerns(match, gift)));
			if (seen.length === 0) return { book, crossings: [], amount: 0 };
			const next = allotMatches(matches, seen, run);
			run = next.run;
			const changes = matchedChanges([], next.allotted);
			const booked = bookMatches(campaign, book, changes, { run, now, isSilent: false });
			const amount = changes.reduce((sum, { delta }) => sum + delta, 0);
			return { book: booked.book, crossings: booked.crossings, amount };
		},
	};
}
