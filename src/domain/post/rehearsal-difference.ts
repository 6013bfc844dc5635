import type { Instant } from "../plain/instant.ts";
import type { Mills } from "./x-cost.ts";

/** Of a rehearsal, what two of them are compared by. */
export type Comparable = {
	readonly posts: readonly { readonly outcome: string; readonly fell: string }[];
	readonly summary: {
		readonly published: number;
		readonly superseded: number;
		readonly expired: number;
		readonly x: { readonly cost: Mills };
		readonly longestSilence: { readonly from: Instant; readonly to: Instant } | null;
	};
};

/** What the second set of rules says of the same drive that the first doesn't, and the other way round. */
export type RehearsalDifference = {
	readonly published: number;
	readonly superseded: number;
	readonly expired: number;
	readonly cost: Mills;
	/** Milliseconds; positive: the second is silent for longer. */
	readonly longestSilence: number;
	/** What only one of them says, by what fell. */
	readonly onlyFirst: readonly string[];
	readonly onlySecond: readonly string[];
};

export function differenceOf(first: Comparable, second: Comparable): RehearsalDifference {
	const [a, b] = [first.summary, second.summary];
	const silence = ({ longestSilence: s }: Comparable["summary"]) => (s === null ? 0 : s.to - s.from);
	const [fellFirst, fellSecond] = [fellOf(first), fellOf(second)];
	return {
		published: b.published - a.published,
		superseded: b.superseded - a.superseded,
		expired: b.expired - a.expired,
		cost: b.x.cost - a.x.cost,
		longestSilence: silence(b) - silence(a),
		onlyFirst: [...fellFirst].filter((fell) => !fellSecond.has(fell)),
		onlySecond: [...fellSecond].filter((fell) => !fellFirst.has(fell)),
	};
}

/** By what is said, not by the rule's name: the same milestone by another rule is the same news. */
function fellOf({ posts }: Comparable): ReadonlySet<string> {
	return new Set(posts.filter(({ outcome }) => outcome === "published").map(({ fell }) => fell));
}
