import { cleanText, isId, isObject, type JsonObject } from "./to-fact/read.ts";

/**
 * What every Stripe event has, whatever its API version; the rest stays unread in `body`.
 * `object` tells the two kinds apart: "event" carries its object, "v2.core.event" (a thin event) only names it.
 */
export type StripeEnvelope = {
	readonly id: string;
	readonly type: string;
	/** The version the body was written in: the endpoint's, not ours. Thin events have none. */
	readonly api_version: string | null;
	/** Seconds since 1970. */
	readonly created: number;
	readonly livemode: boolean;
	readonly object: "event" | "v2.core.event";
	/** The whole parsed event. */
	readonly body: JsonObject;
};

/** Reads the envelope, or says in a sentence why this is no Stripe event. Never throws. */
export function readEnvelope(parsed: unknown): StripeEnvelope | string {
	if (!isObject(parsed)) return "The body is JSON, but not an object.";
	const { id, type, object, livemode } = parsed;
	if (!isId(id)) return "The event has no id, or one that is longer than 255 characters or not plain text.";
	if (!isId(type)) return "The event has no type.";
	// Events before 2013 have no `object`.
	if (object !== undefined && object !== "event" && object !== "v2.core.event") return "The body is no event object.";
	if (typeof livemode !== "boolean") return "The event does not say whether it is live or test.";
	const created = readSeconds(parsed.created);
	if (created === null) return "The event has no time of creation.";
	return {
		id,
		type,
		api_version: cleanText(parsed.api_version),
		created,
		livemode,
		object: object ?? "event",
		body: parsed,
	};
}

/** Snapshot events count seconds; thin events write "2026-11-22T10:00:00.000Z". */
function readSeconds(value: unknown): number | null {
	const seconds = typeof value === "string" && value.length <= 40 ? Math.floor(Date.parse(value) / 1000) : value;
	if (typeof seconds !== "number" || !Number.isSafeInteger(seconds)) return null;
	return seconds > 0 && seconds <= 99_999_999_999 ? seconds : null;
}
