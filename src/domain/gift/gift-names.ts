import type { GiftFact, PaymentRefs } from "./gift-fact.ts";

const PREFIXES = [
	["pi_", "payment"],
	["py_", "charge"],
	["ch_", "charge"],
	["cs_", "session"],
	["in_", "invoice"],
	["off_", "offline"],
] as const;

/** A fact's names from a gift's id: Stripe's prefixes, and our own, say what it is. Null where they don't. */
export function namesOf(giftId: string): Pick<GiftFact, "refs" | "subscription" | "pledge"> | null {
	if (giftId.startsWith("sub_")) return { refs: {}, subscription: giftId };
	if (giftId.startsWith("pl_")) return { refs: {}, pledge: giftId };
	const [, kind] = PREFIXES.find(([prefix]) => giftId.startsWith(prefix)) ?? [];
	if (kind === undefined) return null;
	const refs: PaymentRefs = { [kind]: giftId };
	return { refs };
}
