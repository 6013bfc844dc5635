import type { Instant } from "../plain/instant.ts";
import type { GiftFact, Giver } from "./gift-fact.ts";
import { GIFT_SOURCES, type GiftSource } from "./gift-source.ts";
import { moderated } from "./moderation.ts";

/** One told value with what decides between two of them. */
type Told = { readonly value: string | boolean; readonly rank: number; readonly at: Instant };

/** What is known of the giver, field by field ("consent.onAir" for the nested ones). */
export type KnownGiver = Readonly<Record<string, Told>>;

const FIELDS = ["name", "town", "pronunciation", "donorKey", "stationId", "source", "via"] as const;
const CONSENTS = ["name", "page", "amount", "onAir", "social"] as const;

/** By who says it. A later webhook brings the metadata of the first day again: it must never show a name that was hidden since. */
const RANK = { slip: -1, bare: 0, consenting: 1, donor: 2, staff: 3 } as const;

/**
 * A name that came together with the donor's consents is the name they chose for the air; a billing name never replaces it,
 * however late it comes, and is kept apart from it.
 */
export function giverFrom(fact: Pick<GiftFact, "giver" | "toldBy" | "verdict" | "alias" | "at" | "happening">) {
	const { giver, toldBy, verdict, alias, at, happening } = fact;
	const known: Record<string, Told> = {};
	if (verdict !== undefined) known.verdict = { value: `${verdict.is}\n${verdict.of}`, rank: RANK.staff, at };
	if (alias !== undefined) known.alias = { value: alias, rank: RANK.staff, at };
	if (giver === undefined) return known;
	const rank = RANK[toldBy ?? (giver.consent === undefined ? "bare" : "consenting")];
	// Who pays a pledge says with the payment who they are; on the phone it was a number, or nothing at all.
	const rankOf = (place: string) => (place === "donorKey" && happening.type === "pledged" ? RANK.slip : rank);
	for (const field of FIELDS) {
		const value = giver[field];
		const place = field === "name" && giver.isBillingName === true ? "billingName" : field;
		if (value !== undefined) known[place] = { value, rank: rankOf(place), at };
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

/** When the donor or staff last had their say; null where they had none. A later word needs a later time. */
export function lastSay(known: KnownGiver): Instant | null {
	const said = Object.values(known).filter(({ rank }) => rank >= RANK.donor);
	return said.length === 0 ? null : Math.max(...said.map(({ at }) => at));
}

/** The giver as one plain object: what screens and posts are given, before any consent is applied. */
export function plainGiver(known: KnownGiver): Giver {
	const text = (field: string) => {
		const value = known[field]?.value;
		return typeof value === "string" ? value : undefined;
	};
	const yes = (consent: string) => known[`consent.${consent}`]?.value === true;
	// Staff's spelling stands before the donor's, which stays known below it.
	const chosen = text("alias") || text("name");
	const giver = {
		name: chosen ?? text("billingName"),
		isBillingName: chosen === undefined && known.billingName !== undefined ? true : undefined,
		town: text("town"),
		pronunciation: text("pronunciation"),
		donorKey: text("donorKey"),
		stationId: text("stationId"),
		source: sourceOf(text("source")),
		via: text("via"),
		consent: {
			name: yes("name"),
			page: known["consent.page"] === undefined ? undefined : yes("page"),
			amount: yes("amount"),
			onAir: yes("onAir"),
			social: yes("social"),
		},
	};
	const moderation = moderated(giver, verdictIn(known));
	return moderation === undefined ? giver : { ...giver, moderation };
}

function sourceOf(text: string | undefined): GiftSource | undefined {
	return GIFT_SOURCES.find((one) => one === text);
}

/** Staff's last word on this name, as it is kept. */
export function verdictIn(known: KnownGiver): string | undefined {
	const value = known.verdict?.value;
	return typeof value === "string" ? value : undefined;
}
