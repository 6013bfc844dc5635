import { setTimeout as pause } from "node:timers/promises";
import { type EventPage, StripeUnreadable } from "../intake/stripe-reader.ts";
import { isObject, type JsonObject } from "../intake/to-fact/read.ts";

/** As many as Stripe gives at once. */
export const LARGEST_PAGE = 100;
const WAITS_MS = [500, 2_000, 8_000];

/** Everything of a list, page by page, newest first. A passing failure is tried again. @throws StripeUnreadable */
export async function* everyPage(
	read: (startingAfter: string | undefined) => Promise<EventPage>,
): AsyncGenerator<readonly JsonObject[]> {
	let last: string | undefined;
	for (;;) {
		const { events, hasMore } = await patiently(() => read(last));
		const items = events.filter(isObject);
		if (items.length > 0) yield items;
		const id = items.at(-1)?.id;
		if (!hasMore || typeof id !== "string") return;
		last = id;
	}
}

/** Stripe's rate limit and its bad moments pass. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	for (const wait of WAITS_MS) {
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof StripeUnreadable) || !error.temporary) throw error;
			await pause(wait);
		}
	}
	return ask();
}
