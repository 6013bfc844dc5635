import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";

/** A gift as a sponsor sees it. Minor units. */
export type HandGift = {
	readonly id: string;
	readonly at: number;
	readonly station: string | null;
	readonly donor: string | null;
	readonly counted: number;
	/** As if nothing had gone back. */
	readonly given: number;
};

/** `at`: when the gift it answers was given; a challenge's, when its condition was met. */
export type ByHand = { readonly match: string; readonly gift: string; readonly amount: number; readonly at: number };

/** What the matches give to which gift, as a sponsor would reckon it with a pencil: gift by gift in the order they were given. */
export function matchedByHand(matches: readonly ChallengeMatch[], gifts: readonly HandGift[]): ByHand[] {
	const left = new Map(matches.map(({ id, pool }) => [id, pool]));
	const seen = new Map<string, Set<string>>();
	const sums = new Map<string, number>();
	const answers: ByHand[] = [];
	const inOrder = gifts.filter(({ given }) => given > 0).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	for (const gift of inOrder) {
		let unanswered = gift.counted;
		for (const match of matches) {
			if (match.isOff || gift.at < match.from || gift.at >= match.to) continue;
			if (match.stationId !== null && match.stationId !== gift.station) continue;
			if (match.sponsorDonor !== null && match.sponsorDonor === gift.donor) continue;
			const donors = seen.get(match.id) ?? new Set();
			seen.set(match.id, donors.add(gift.donor ?? gift.id));
			const sum = (sums.get(match.id) ?? 0) + gift.given;
			sums.set(match.id, sum);
			if (match.unlock?.kind === "donors" && donors.size < match.unlock.count) continue;
			if (match.unlock?.kind === "amount" && sum < match.unlock.amount) continue;
			const rest = left.get(match.id) ?? 0;
			const part = Math.min(match.stacking === "in-turn" ? unanswered : gift.counted, match.maxGift ?? 1e12);
			const isSmall = gift.given < (match.minGift ?? 0);
			const gives = match.kind === "challenge" ? rest : isSmall ? 0 : Math.min(rest, Math.floor(part * match.ratio));
			if (gives <= 0) continue;
			left.set(match.id, rest - gives);
			answers.push({
				...{ match: match.id, gift: match.kind === "challenge" ? "" : gift.id },
				...{ amount: gives, at: gift.at },
			});
			if (match.kind === "ratio" && match.stacking === "in-turn") unanswered -= Math.ceil(gives / match.ratio);
		}
	}
	return answers;
}
