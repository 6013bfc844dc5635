import {
	checkoutAsyncFailed,
	checkoutAsyncSucceeded,
	checkoutExpired,
	giftEvents,
	paymentIntentFailed,
	type SandboxEvent,
} from "./stripe-events.ts";
import type { SandboxGift } from "./stripe-gift.ts";
import { type StripeObject, sessionId } from "./stripe-ids.ts";
import { missing, StripeRefusal } from "./stripe-refusal.ts";
import { checkoutSessionObject } from "./stripe-session-object.ts";
import { giftOfSession, readSessionParams } from "./stripe-session-params.ts";
import { keepEvent, type SandboxSession, type StripeState } from "./stripe-state.ts";

/** POST /v1/checkout/sessions: an open session with the address of its page on the sandbox. */
export function createSession(state: StripeState, body: unknown, baseUrl: string): StripeObject {
	const params = readSessionParams(body);
	const gift = giftOfSession(params, state.nextId(), state.now());
	const session: SandboxSession = {
		id: sessionId(gift),
		gift,
		what: params.line_items[0].price_data.product_data?.name ?? "Gift",
		asked: {
			success_url: params.success_url,
			cancel_url: params.cancel_url ?? null,
			client_reference_id: params.client_reference_id ?? null,
			locale: params.locale ?? null,
			submit_type: params.submit_type ?? null,
		},
		status: "open",
		paying: null,
	};
	state.sessions.set(session.id, session);
	const object = checkoutSessionObject(gift, "open", "unpaid");
	const whole = {
		...object,
		...session.asked,
		created: Math.floor(gift.at / 1000),
		url: `${baseUrl}/pay/${session.id}`,
	};
	state.objects.set(session.id, whole);
	return whole;
}

export function findSession(state: StripeState, id: string): SandboxSession {
	const session = state.sessions.get(id);
	if (session === undefined) throw missing("checkout.session", id);
	return session;
}

/** What the donor typed on the page, and how they pay: a bank payment takes its time, and some cards are declined. */
export type DonorAnswers = {
	readonly name: string;
	readonly email: string;
	readonly pay: "card" | "bank" | "declined-card";
};

/** The donor presses a button: every event of it, in Stripe's order. Pressing twice gives once. */
export function payForSession(
	state: StripeState,
	session: SandboxSession,
	donor: DonorAnswers,
): readonly SandboxEvent[] {
	if (session.status === "complete") return [];
	if (session.status === "expired") throw new StripeRefusal(400, "This Checkout Session has expired.");
	const gift: SandboxGift = {
		...session.gift,
		at: state.now(),
		name: donor.name.trim() || session.gift.name,
		email: donor.email.trim() || session.gift.email,
	};
	if (donor.pay === "declined-card") return keep(state, session, [paymentIntentFailed(gift)]);
	session.status = "complete";
	if (donor.pay === "bank") {
		session.paying = gift;
		return keep(state, session, giftEvents({ ...gift, pending: true }).all);
	}
	return paid(state, session, gift, giftEvents(gift).all);
}

/** What a bank says days later. Nothing where no bank payment is under way. */
export function settleBankPayment(state: StripeState, id: string, isPaid: boolean): readonly SandboxEvent[] {
	const session = findSession(state, id);
	if (session.paying === null) return [];
	const gift: SandboxGift = { ...session.paying, at: state.now() };
	session.paying = null;
	if (!isPaid) return keep(state, session, [paymentIntentFailed(gift), checkoutAsyncFailed(gift)]);
	// The promise was told when it was made.
	const told = giftEvents(gift).all.filter(
		({ type }) => type !== "customer.subscription.created" && type !== "checkout.session.completed",
	);
	return paid(state, session, gift, [...told, checkoutAsyncSucceeded(gift)]);
}

/** POST /v1/checkout/sessions/:id/expire */
export function expireSession(
	state: StripeState,
	id: string,
): { object: StripeObject; events: readonly SandboxEvent[] } {
	const session = findSession(state, id);
	if (session.status !== "open") {
		const text = `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`;
		throw new StripeRefusal(400, text);
	}
	session.status = "expired";
	const events = keep(state, session, [checkoutExpired({ ...session.gift, at: state.now() })]);
	return { object: state.objects.get(id) ?? {}, events };
}

/** Where the browser goes next; Stripe fills in the session's id where the address asks for it. */
export function afterPaying(session: SandboxSession): string {
	return session.asked.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function paid(state: StripeState, session: SandboxSession, gift: SandboxGift, events: readonly SandboxEvent[]) {
	const charge = events.find(({ type }) => type === "charge.succeeded");
	if (typeof charge?.data.object.id === "string") {
		state.refunded.set(charge.data.object.id, { gift, amount: 0, refunds: [] });
	}
	return keep(state, session, events);
}

/** The session's events say what it was made with. */
function keep(state: StripeState, session: SandboxSession, events: readonly SandboxEvent[]): readonly SandboxEvent[] {
	const whole = events.map((event) =>
		event.type.startsWith("checkout.")
			? { ...event, data: { object: { ...event.data.object, ...session.asked } } }
			: event,
	);
	for (const event of whole) keepEvent(state, event);
	return whole;
}
