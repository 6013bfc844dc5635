import type { SandboxEvent } from "./stripe-events.ts";
import type { SandboxGift } from "./stripe-gift.ts";
import type { StripeObject } from "./stripe-ids.ts";

export type SandboxSession = {
	readonly id: string;
	/** What the donor will give, without the name they type on the page. */
	readonly gift: SandboxGift;
	/** Its line item's name. */
	readonly what: string;
	/** As it was asked for, word for word. */
	readonly asked: {
		readonly success_url: string;
		readonly cancel_url: string | null;
		readonly client_reference_id: string | null;
		readonly locale: string | null;
		readonly submit_type: string | null;
	};
	status: "open" | "complete" | "expired";
	/** A bank payment under way. */
	paying: SandboxGift | null;
};

/** What the sandbox keeps: in memory, and gone when it closes. */
export type StripeState = {
	readonly sessions: Map<string, SandboxSession>;
	/** Every object by its id. */
	readonly objects: Map<string, StripeObject>;
	/** By charge id: whose charge it is, and how much went back. */
	readonly refunded: Map<string, { readonly gift: SandboxGift; amount: number; readonly refunds: string[] }>;
	/** Oldest first, each with whether an endpoint acknowledged it. */
	readonly events: { readonly event: SandboxEvent; delivered: boolean }[];
	/** By idempotency key: what was answered the first time. */
	readonly answered: Map<string, { readonly asked: string; readonly status: number; readonly body: unknown }>;
	/** The next requests are refused with this status. */
	readonly refusing: { status: number; left: number };
	readonly now: () => number;
	readonly nextId: () => string;
};

export function createStripeState(now: () => number): StripeState {
	// Ids differ between two sandboxes of one machine, so that a kept database never sees one twice.
	const run = Math.floor(now()).toString(36);
	let last = 0;
	return {
		sessions: new Map(),
		objects: new Map(),
		refunded: new Map(),
		events: [],
		answered: new Map(),
		refusing: { status: 429, left: 0 },
		now,
		nextId: () => {
			last += 1;
			return `${run}${String(last).padStart(4, "0")}`;
		},
	};
}

/** Keeps an event and its object, as GET will show them. */
export function keepEvent(state: StripeState, event: SandboxEvent): void {
	const { object } = event.data;
	if (typeof object.id === "string") state.objects.set(object.id, object);
	state.events.push({ event, delivered: false });
}
