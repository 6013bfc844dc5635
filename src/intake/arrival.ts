import type { Arrival } from "./intake.ts";
import type { StripeEnvelope } from "./stripe-envelope.ts";
import { concernsGifts } from "./thin-event.ts";
import { toFacts } from "./to-fact.ts";

/** What is known of an event before the ledger has seen it. */
export function arrivalOf(event: StripeEnvelope, raw: Buffer): Arrival {
	if (event.object === "v2.core.event") {
		if (!concernsGifts(event))
			return { event, raw, facts: [], outcome: "ignored", reason: `${event.type} says nothing about gifts` };
		return {
			event,
			raw,
			facts: [],
			outcome: "awaiting",
			reason: "A thin event: its object is still to be fetched from Stripe.",
		};
	}
	const told = toFacts(event);
	switch (told.kind) {
		case "facts":
			return { event, raw, facts: told.facts, outcome: "recorded", reason: null };
		case "ignored":
			return { event, raw, facts: [], outcome: "ignored", reason: told.reason };
		case "unreadable":
			return { event, raw, facts: [], outcome: "set-aside", reason: told.reason };
	}
}
