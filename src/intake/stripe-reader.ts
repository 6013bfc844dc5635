import { openStripeClient } from "../stripe/client.ts";
import { isObject } from "./to-fact/read.ts";

/** Reads from Stripe; never writes. `null`: Stripe says there is no such thing. Everything else that goes wrong throws. */
export type StripeReader = {
	/** GET /v1/events/:id, kept by Stripe for 30 days, in the API version of its creation. */
	event(id: string): Promise<unknown>;
	/** Any object by its path, as a thin event's `related_object.url` names it: "/v1/charges/ch_...". */
	object(path: string): Promise<unknown>;
	listEvents(query: EventQuery): Promise<EventPage>;
	/** One page of "/v1/<what>", newest first; `search` as Stripe's parameters. */
	list(what: string, search: URLSearchParams): Promise<EventPage>;
};

export type EventQuery = {
	/** Seconds since 1970. */
	readonly createdFrom?: number;
	readonly createdTo?: number;
	/** At most 20, as Stripe allows. */
	readonly types?: readonly string[];
	/** Newer than this event. */
	readonly endingBefore?: string;
	/** Older than this event. */
	readonly startingAfter?: string;
	/** At most 100. */
	readonly limit?: number;
	/** Only what is still undelivered, or failed, at some endpoint. */
	readonly undelivered?: boolean;
};

/** Newest first, as Stripe lists them. */
export type EventPage = { readonly events: readonly unknown[]; readonly hasMore: boolean };

/** Stripe could not be read. `temporary`: trying later may help; otherwise a person must set the key right. */
export class StripeUnreadable extends Error {
	override name = "StripeUnreadable";
	readonly temporary: boolean;
	constructor(message: string, temporary: boolean) {
		super(message);
		this.temporary = temporary;
	}
}

const TIMEOUT_MS = 10_000;

/**
 * @param apiKey a secret or restricted key that may read events, payments, invoices and subscriptions
 * @param baseUrl another Stripe than api.stripe.com: the sandbox
 */
export async function openStripeReader(apiKey: string, baseUrl?: string): Promise<StripeReader> {
	const stripe = await openStripeClient(apiKey, { baseUrl, timeoutMs: TIMEOUT_MS });
	// Raw requests, because typed ones turn decimal fields into classes; a webhook's body has plain JSON.
	const get = async (path: string): Promise<unknown> => {
		try {
			return await stripe.rawRequest("GET", path);
		} catch (error) {
			const status = statusOf(error);
			if (status === 404) return null;
			throw unreadable(error, status, path);
		}
	};
	return {
		event: (id) => get(`/v1/events/${encodeURIComponent(id)}`),
		object: (path) => get(path),
		list: async (what, search) => readPage(await get(`/v1/${what}?${search}`)),
		listEvents: async (query) => readPage(await get(`/v1/events?${searchOf(query)}`)),
	};
}

function searchOf(query: EventQuery): URLSearchParams {
	const search = new URLSearchParams();
	const put = (key: string, value: string | number | undefined) => {
		if (value !== undefined) search.append(key, String(value));
	};
	put("limit", query.limit ?? 100);
	put("created[gte]", query.createdFrom);
	put("created[lte]", query.createdTo);
	put("ending_before", query.endingBefore);
	put("starting_after", query.startingAfter);
	for (const type of query.types ?? []) search.append("types[]", type);
	if (query.undelivered) search.append("delivery_success", "false");
	return search;
}

function readPage(answer: unknown): EventPage {
	if (!isObject(answer) || !Array.isArray(answer.data)) {
		throw new StripeUnreadable("Stripe's answer to a list is no list.", true);
	}
	return { events: answer.data, hasMore: answer.has_more === true };
}

function statusOf(error: unknown): number | null {
	return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
		? error.statusCode
		: null;
}

/** Stripe's own messages are left out: they quote parts of the key. */
function unreadable(error: unknown, status: number | null, path: string): StripeUnreadable {
	const what = error instanceof Error && "type" in error ? String(error.type) : "error";
	if (status === 401) return new StripeUnreadable("Stripe does not know the API key: set STRIPE_API_KEY anew.", false);
	if (status === 403)
		return new StripeUnreadable(`The Stripe API key may not read ${kindOf(path)}: give it read permission.`, false);
	const temporary = status === null || status === 429 || status >= 500;
	const answer = status === null ? "Stripe can't be reached" : `Stripe answered ${status}`;
	return new StripeUnreadable(`${answer} (${what}).`, temporary);
}

/** "invoice payments", of "/v1/invoice_payments?...". */
function kindOf(path: string): string {
	const [, kind = "this"] = /^\/v1\/((?:checkout\/)?[a-z_]+)/.exec(path) ?? [];
	return kind.replace(/[_/]/g, " ");
}
