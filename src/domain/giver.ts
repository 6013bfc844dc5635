import type { Giver } from "./gift-fact.ts";
import type { Instant } from "./instant.ts";

/** One told value with what decides between two of them. */
type Told = { readonly value: string | boolean; readonly rank: number; readonly at: Instant };

/** What is known of the giver, field by field ("consent.onAir" for the nested ones). */
export type KnownGiver = Readonly<Record<string, Told>>;

const FIELDS = ["name", "town", "pronunciation", "donorKey", "stationId"] as const;
const CONSENTS = ["name", "amount", "onAir", "social"] as const;

/**
 * A name that came together with the donor's consents is the name they chose for the air; a billing name never replaces it,
 * however late it comes.
 */
export function giverFrom(giver: Giver, at: Instant): KnownGiver {
	const rank = giver.consent === undefined ? 0 : 1;
	const known: Record<string, Told> = {};
	for (const field of FIELDS) {
		const value = giver[field];
		if (value !== undefined) known[field] = { value, rank, at };
	}
	for (const consent of CONSENTS) {
		const value = giver.consent?.[consent];
		if (value !== undefined) known[`consent.${consent}`] = { value, rank, at };
	}
	return known;
}

export function joinGivers(a: KnownGiver, b: KnownGiver): KnownGiver {
	const joined: Record<string, Told> = { ...a };
	for (const [field, told] of Object.entries(b)) {
		const known = joined[field];
		if (known === undefined || outranks(told, known)) joined[field] = told;
	}
	return joined;
}

/** Newest wins within a rank; at the same instant a withheld consent wins, and otherwise the text that sorts later. */
function outranks(a: Told, b: Told): boolean {
	if (a.rank !== b.rank) return a.rank > b.rank;
	if (a.at !== b.at) return a.at > b.at;
	if (typeof a.value === "boolean") return a.value === false;
	return a.value > b.value;
}

/** The giver as one plain object: what screens and posts are given, before any consent is applied. */
export function plainGiver(known: KnownGiver): Giver {
	const text = (field: string) => {
		const value = known[field]?.value;
		return typeof value === "string" ? value : undefined;
	};
	const yes = (consent: string) => known[`consent.${consent}`]?.value === true;
	return {
		name: text("name"),
		town: text("town"),
		pronunciation: text("pronunciation"),
		donorKey: text("donorKey"),
		stationId: text("stationId"),
		consent: { name: yes("name"), amount: yes("amount"), onAir: yes("onAir"), social: yes("social") },
	};
}
