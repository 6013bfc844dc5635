import type { GiftFact, GiftHappening, PaymentRefs } from "../../domain/gift/gift-fact.ts";
import type { StripeEnvelope } from "../stripe-envelope.ts";
import { type JsonObject, readCurrency } from "./read.ts";

/** What one Stripe event says about gifts. `unreadable`: a type we handle in a shape we can't; a person should look. */
export type Translation =
	| { readonly kind: "facts"; readonly facts: readonly GiftFact[] }
	| { readonly kind: "ignored"; readonly reason: string }
	| { readonly kind: "unreadable"; readonly reason: string };

/** Translates one family of events; `object` is `data.object`. */
export type Translate = (event: StripeEnvelope, object: JsonObject) => Translation;

export function facts(...all: GiftFact[]): Translation {
	return { kind: "facts", facts: all };
}

export function ignored(reason: string): Translation {
	return { kind: "ignored", reason };
}

export function unreadable(reason: string): Translation {
	return { kind: "unreadable", reason };
}

type Told = Pick<GiftFact, "refs" | "happening"> & Partial<Omit<GiftFact, "refs" | "happening">>;

/**
 * A fact of this event. `at` is the event's own time unless the caller knows better; `currency` the object's.
 */
export function factOf(event: StripeEnvelope, object: JsonObject, told: Told): GiftFact {
	return {
		sourceId: event.id,
		at: event.created * 1000,
		livemode: event.livemode,
		currency: readCurrency(object),
		placement: {},
		...told,
	};
}

export const DESCRIBED: GiftHappening = { type: "described" };

/** Money without a currency can't be counted, and a fact without a name can't be joined to anything. */
export function refusal(fact: GiftFact): string | null {
	const { type } = fact.happening;
	if (fact.subscription === undefined && isNameless(fact.refs)) return "it names no payment and no subscription";
	const money = type !== "failed" && type !== "described" && type !== "monthly-ended";
	return money && fact.currency === null ? "it says an amount and no currency" : null;
}

function isNameless(refs: PaymentRefs): boolean {
	return !refs.payment && !refs.charge && !refs.session && !refs.invoice;
}
