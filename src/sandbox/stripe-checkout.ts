import type { SandboxEvent } from "./stripe-events.ts";
import { giftEvents } from "./stripe-events.ts";
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
		successUrl: params.success_url,
		cancelUrl: params.cancel_url ?? null,
		status: "open",
	};
	state.sessions.set(session.id, session);
	const object = { ...sessionObject(session), url: `${baseUrl}/pay/${session.id}` };
	state.objects.set(session.id, object);
	return object;
}

export function findSession(state: StripeState, id: string): SandboxSession {
	const session = state.sessions.get(id);
	if (session === undefined) throw missing("checkout.session", id);
	return session;
}

/** What the donor typed on the page. */
export type DonorAnswers = { readonly name: string; readonly email: string };

/** The donor presses "Give": every event of the gift, in Stripe's order. Pressing twice gives once. */
export function payForSession(
	state: StripeState,
	session: SandboxSession,
	donor: DonorAnswers,
): readonly SandboxEvent[] {
	if (session.status === "complete") return [];
	if (session.status === "expired") throw new StripeRefusal(400, "This Checkout Session has expired.");
	session.status = "complete";
	const gift: SandboxGift = {
		...session.gift,
		at: state.now(),
		name: donor.name.trim() || session.gift.name,
		email: donor.email.trim() || session.gift.email,
	};
	const { all, charge } = giftEvents(gift);
	const events = all.map((event) => (event.type.startsWith("checkout.") ? withUrls(event, session) : event));
	for (const event of events) keepEvent(state, event);
	if (typeof charge?.data.object.id === "string") {
		state.refunded.set(charge.data.object.id, { gift, amount: 0, refunds: [] });
	}
	return events;
}

/** Where the browser goes next; Stripe fills in the session's id where the address asks for it. */
export function afterPaying(session: SandboxSession): string {
	return session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function sessionObject(session: SandboxSession): StripeObject {
	const object = checkoutSessionObject(session.gift, session.status, "unpaid");
	return { ...object, created: Math.floor(session.gift.at / 1000), ...urlsOf(session) };
}

function withUrls(event: SandboxEvent, session: SandboxSession): SandboxEvent {
	return { ...event, data: { object: { ...event.data.object, ...urlsOf(session) } } };
}

const urlsOf = (session: SandboxSession) => ({ success_url: session.successUrl, cancel_url: session.cancelUrl });
