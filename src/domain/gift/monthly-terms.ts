import type { Instant } from "../plain/instant.ts";
import type { GiftFact, Recurring } from "./gift-fact.ts";

/**
 * What a gift's subscriptions asked for from each moment on; null: paused or ended. By "<epoch milliseconds> <subscription>". Gifts stored
 * before 2026-11-24 have moments alone: such a word is of all its subscriptions.
 */
export type Terms = Readonly<Record<string, Recurring | null>>;

type WithTerms = { readonly terms?: Terms };

export function termsFrom({ happening, at, subscription }: GiftFact): WithTerms {
	const key = subscription === undefined ? `${at}` : `${at} ${subscription}`;
	if (happening.type === "monthly-promised") return { terms: { [key]: happening.recurring } };
	return happening.type === "monthly-ended" ? { terms: { [key]: null } } : {};
}

/** Stripe's clock counts seconds: of two words in one second an end wins, and otherwise the terms that sort later. */
export function joinTerms(a: WithTerms, b: WithTerms): WithTerms {
	if (a.terms === undefined || b.terms === undefined) return a.terms === undefined ? only(b) : only(a);
	const joined: Record<string, Recurring | null> = { ...a.terms };
	for (const [at, told] of Object.entries(b.terms)) {
		const known = joined[at];
		if (known === null) continue;
		const isSaid = known === undefined || told === null || JSON.stringify(told) > JSON.stringify(known);
		if (isSaid) joined[at] = told;
	}
	return { terms: joined };
}

function only({ terms }: WithTerms): WithTerms {
	return terms === undefined ? {} : { terms };
}

/**
 * The terms that count: the last ones before `closesAt`, or, for a gift that began later, the ones it began with. Null: paused or ended by
 * then. Undefined: nobody told any.
 * @param subscription whose; all of them where none is named
 */
export function termsAt(terms: Terms, closesAt: Instant, subscription?: string): Recurring | null | undefined {
	const told = termsInOrder(terms, subscription);
	const before = told.filter(({ at }) => at < closesAt);
	return (before.at(-1) ?? told[0])?.asks;
}

/** What was told last of all. Null: paused or ended. Undefined: nobody told any. */
export function lastTerms(terms: Terms, subscription?: string): Recurring | null | undefined {
	return termsInOrder(terms, subscription).at(-1)?.asks;
}

/** Oldest first. */
export function termsInOrder(terms: Terms, subscription?: string) {
	return Object.entries(terms)
		.map(([key, asks]) => {
			const [at, of] = key.split(" ");
			return { at: Number(at), of, asks };
		})
		.filter(({ of }) => of === undefined || subscription === undefined || of === subscription)
		.sort((a, b) => a.at - b.at);
}
