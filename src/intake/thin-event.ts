import { readEnvelope, type StripeEnvelope } from "./stripe-envelope.ts";
import { type StripeReader, StripeUnreadable } from "./stripe-reader.ts";
import { isId, isObject, readId, readObject, readRaw } from "./to-fact/read.ts";
import { HANDLED_TYPES } from "./to-fact.ts";

/**
 * An event without its object: since 2026-09-30.endive Stripe offers these for v1 resources ("v1.charge.refunded"). They name
 * the object, and the snapshot event where there is one too.
 */
export type ThinEvent = {
	readonly id: string;
	/** As Stripe writes it, "v1." in front. */
	readonly type: string;
	readonly snapshotEventId: string | null;
	readonly relatedObject: { readonly id: string; readonly type: string; readonly url: string } | null;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	readonly livemode: boolean;
};

export type Completed =
	| { readonly kind: "event"; readonly event: StripeEnvelope }
	/** Nothing to fetch, now or ever. */
	| { readonly kind: "gone"; readonly reason: string }
	| { readonly kind: "later"; readonly reason: string };

const HANDLED = new Set(HANDLED_TYPES);
/** The address comes in the event: only an object of the v1 API is fetched, whatever it says. */
const OBJECT_PATH = /^\/v1\/[a-z_]+(?:\/[a-z_]+)?\/[A-Za-z0-9_]{1,255}$/;

/** Null where this is no thin event. Never throws. */
export function readThinEvent(parsed: unknown): ThinEvent | null {
	const envelope = readEnvelope(parsed);
	if (typeof envelope === "string" || envelope.object !== "v2.core.event") return null;
	const { id, type, created, livemode, body } = envelope;
	return {
		id,
		type,
		snapshotEventId: readId(body, "snapshot_event"),
		relatedObject: readRelated(body),
		createdAt: created * 1000,
		livemode,
	};
}

/** Whether its type says something about gifts, once the version prefix is off. */
export function concernsGifts(thin: Pick<ThinEvent, "type">): boolean {
	return HANDLED.has(snapshotType(thin));
}

/**
 * Fetches what a thin event only names, as the snapshot event Stripe would have sent: the snapshot itself, or else the object
 * as it is now, under the thin event's id. Ask once per try; a queue or a sweep decides when the next one is. Never throws.
 */
export async function completeThinEvent(thin: ThinEvent, stripe: StripeReader): Promise<Completed> {
	if (!concernsGifts(thin)) return { kind: "gone", reason: `${thin.type} says nothing about gifts` };
	try {
		return (await bySnapshot(thin, stripe)) ?? (await byObject(thin, stripe));
	} catch (error) {
		const reason = error instanceof StripeUnreadable ? error.message : "Stripe's answer could not be read.";
		return { kind: "later", reason };
	}
}

async function bySnapshot(thin: ThinEvent, stripe: StripeReader): Promise<Completed | null> {
	if (thin.snapshotEventId === null) return null;
	const snapshot = readEnvelope(await stripe.event(thin.snapshotEventId));
	// Snapshots are kept 30 days; after that the object itself has to do.
	return typeof snapshot === "string" || snapshot.object !== "event" ? null : { kind: "event", event: snapshot };
}

async function byObject(thin: ThinEvent, stripe: StripeReader): Promise<Completed> {
	const related = thin.relatedObject;
	if (related === null) return { kind: "gone", reason: "the thin event names no object that can be fetched" };
	const object = await stripe.object(related.url);
	if (!isObject(object) || object.deleted === true) {
		return { kind: "gone", reason: `Stripe no longer has ${related.id}` };
	}
	return { kind: "event", event: asSnapshot(thin, object) };
}

function asSnapshot(thin: ThinEvent, object: object): StripeEnvelope {
	const created = Math.floor(thin.createdAt / 1000);
	const envelope = { id: thin.id, type: snapshotType(thin), api_version: null, created, livemode: thin.livemode };
	return { ...envelope, object: "event", body: { ...envelope, object: "event", data: { object } } };
}

function snapshotType(thin: Pick<ThinEvent, "type">): string {
	return thin.type.replace(/^v1\./, "");
}

function readRelated(body: StripeEnvelope["body"]): ThinEvent["relatedObject"] {
	const related = readObject(body, "related_object");
	const [id, type, url] = [readId(related, "id"), readRaw(related, "type"), readRaw(related, "url")];
	if (id === null || url === null || !isId(type) || !OBJECT_PATH.test(url)) return null;
	return { id, type, url };
}
