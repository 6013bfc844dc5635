import type { GiftFact, GiftHappening } from "../../src/domain/gift/gift-fact.ts";
import { NOW } from "./campaigns.ts";

let counter = 0;

/** A fact about payment `pi_<name>`, told by a source of its own. */
export function aFact(name: string, happening: GiftHappening, changes: Partial<GiftFact> = {}): GiftFact {
	counter += 1;
	return {
		sourceId: `evt_${counter}`,
		at: NOW,
		livemode: false,
		currency: "usd",
		refs: { payment: `pi_${name}` },
		placement: {},
		happening,
		...changes,
	};
}

export function received(name: string, amount: number, changes: Partial<GiftFact> = {}): GiftFact {
	return aFact(name, { type: "received", amount, evidence: "payment_intent" }, changes);
}
