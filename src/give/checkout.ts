import type Stripe from "stripe";
import { openStripeClient } from "../stripe/client.ts";

/** Stripe's Checkout as giving needs it. */
export type Checkout = {
	/** `key`: the same key asks for the same session; null: a new one whatever was asked before. */
	open(params: Stripe.Checkout.SessionCreateParams, key: string | null): Promise<Opened>;
	/** How it stands with a session that we have heard nothing of yet. */
	find(sessionId: string): Promise<FoundSession>;
};

export type Opened =
	| { readonly kind: "open"; readonly url: string; readonly id: string }
	/** Stripe can't be reached or is in trouble: trying again may help. */
	| { readonly kind: "away"; readonly reason: string }
	/** Stripe won't have it: a setting of ours is wrong, and a person must look. */
	| { readonly kind: "refused"; readonly reason: string };

export type FoundSession =
	| { readonly kind: "unknown" }
	| { readonly kind: "away" }
	| {
			readonly kind: "found";
			readonly campaignId: string | null;
			readonly isComplete: boolean;
			readonly isPaid: boolean;
	  };

const TIMEOUT_MS = 12_000;

/** @param baseUrl another Stripe than api.stripe.com: the sandbox */
export function openCheckout(apiKey: string, baseUrl?: string): Checkout {
	let client: Promise<Stripe> | undefined;
	const stripe = () => {
		// At the first gift.
		client ??= openStripeClient(apiKey, { baseUrl, timeoutMs: TIMEOUT_MS });
		return client;
	};
	return {
		async open(params, key) {
			try {
				return await openSession(await stripe(), params, key);
			} catch (error) {
				return failure(error);
			}
		},
		async find(sessionId) {
			try {
				const session = await (await stripe()).checkout.sessions.retrieve(sessionId);
				return {
					kind: "found",
					campaignId: session.metadata?.campaign ?? null,
					isComplete: session.status === "complete",
					isPaid: session.payment_status === "paid",
				};
			} catch (error) {
				return { kind: statusOf(error) === 404 ? "unknown" : "away" };
			}
		},
	};
}

async function openSession(
	stripe: Stripe,
	params: Stripe.Checkout.SessionCreateParams,
	key: string | null,
): Promise<Opened> {
	const session = await stripe.checkout.sessions.create(params, key === null ? {} : { idempotencyKey: key });
	if (isReplayed(session) && !(await isStillOpen(stripe, session.id))) {
		// The form was sent once more after its gift was made: that is a second gift, not a second press.
		return openSession(stripe, params, `${key}-${session.id}`.slice(-255));
	}
	return session.url === null
		? { kind: "refused", reason: "Stripe gave the session no address." }
		: { kind: "open", url: session.url, id: session.id };
}

/** Stripe says so where it answers a key that it has answered before. */
function isReplayed(session: Stripe.Response<Stripe.Checkout.Session>): boolean {
	return session.lastResponse.headers["idempotent-replayed"] === "true";
}

async function isStillOpen(stripe: Stripe, id: string): Promise<boolean> {
	return (await stripe.checkout.sessions.retrieve(id)).status === "open";
}

/** Without Stripe's own message: it may quote what the donor typed, or parts of the key. */
function failure(error: unknown): Exclude<Opened, { kind: "open" }> {
	const status = statusOf(error);
	const read = (name: string) => (typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined);
	const details = [read("type"), read("code"), read("param")].filter((one) => typeof one === "string").join(", ");
	const reason = status === null ? `no answer (${details})` : `answer ${status} (${details})`;
	return status === null || status === 429 || status >= 500 ? { kind: "away", reason } : { kind: "refused", reason };
}

function statusOf(error: unknown): number | null {
	return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
		? error.statusCode
		: null;
}
