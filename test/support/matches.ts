import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";

/** Doubles every gift of its time, from a pool of a thousand dollars. */
export function aMatch(changes: Partial<ChallengeMatch> = {}): ChallengeMatch {
	return {
		id: "bank",
		sponsor: "Lakeview Bank",
		hidden: false,
		kind: "ratio",
		pool: 100_000,
		ratio: 1,
		minGift: null,
		maxGift: null,
		from: 0,
		to: 1_000,
		unlock: null,
		stacking: "in-turn",
		stationId: null,
		sponsorDonor: null,
		...changes,
	};
}
