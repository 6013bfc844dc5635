import type { Finding } from "../domain/counting/reconciliation.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { arrivalOf } from "../intake/arrival.ts";
import type { Arrival, Intake } from "../intake/intake.ts";
import { readEnvelope } from "../intake/stripe-envelope.ts";
import type { StripeReader } from "../intake/stripe-reader.ts";
import { isObject, type JsonObject, readRaw } from "../intake/to-fact/read.ts";
import { termsOfSubscription } from "../intake/to-fact/recurring.ts";
import { hasEnded } from "../intake/to-fact/subscription.ts";
import { besidePayment, type Told } from "./beside-payment.ts";
import { patiently } from "./every-page.ts";

export type RepairParts = {
	readonly stripe: StripeReader;
	readonly intake: Pick<Intake, "take">;
	readonly now: Instant;
};
export type Repaired = { readonly done: boolean; readonly says: string };

const REPAIRED = "Taken from Stripe's own books by a reconciliation.";

/**
 * Takes the object as Stripe has it now, by the way of every webhook: as if Stripe had told of it. Its own event may still come: it counts
 * once. What only the ledger has is for people to judge. @throws StripeUnreadable, and where the database is away
 */
export async function repairFinding(
	{ stripe, intake, now }: RepairParts,
	finding: Pick<Finding, "kind" | "about" | "object">,
): Promise<Repaired> {
	if (finding.kind === "unexpected") {
		return { done: false, says: "Stripe knows no such payment. Look it up at Stripe; nothing is taken off by itself." };
	}
	const object = await patiently(() => stripe.object(pathOf(finding)));
	if (!isObject(object)) return { done: false, says: "Stripe has it no more. Compare again." };
	const at = timeOf(finding, object, Math.floor(now / 1000));
	const arrival = arrivalAs({ type: typeOf(finding, object), object, at });
	if (typeof arrival === "string") return { done: false, says: `It can't be read: ${arrival}` };
	if (arrival.facts.length === 0) return { done: false, says: arrival.reason ?? "It tells nothing of money." };
	const beside = finding.about === "payment" ? await besidePayment(stripe, object) : [];
	// First what says whose it is, and all in one commit: so it is counted as what it is from the start.
	const arrivals = [...beside.map(arrivalAs), arrival].filter((one) => typeof one !== "string");
	await Promise.all(
		arrivals.filter(({ facts }) => facts.length > 0).map((one) => intake.take({ ...one, reason: REPAIRED })),
	);
	return { done: true, says: "Taken in." };
}

/** As if Stripe had told of it. */
function arrivalAs({ type, object, at }: Told): Arrival | string {
	const event = readEnvelope({
		id: `repair:${String(object.id)}:${markOf(object, at)}`,
		object: "event",
		type,
		api_version: null,
		created: at,
		livemode: object.livemode ?? isLive(object),
		data: { object },
	});
	return typeof event === "string" ? event : arrivalOf(event, Buffer.from(JSON.stringify(event.body)));
}

/** Seconds. When a subscription's terms were changed Stripe doesn't say: what it asks for now, it asks for from now on. */
function timeOf({ kind, about }: Pick<Finding, "kind" | "about">, object: JsonObject, now: number): unknown {
	if (about !== "subscription") return object.created;
	const ended = object.ended_at ?? object.canceled_at;
	if (readRaw(object, "status") === "canceled" && typeof ended === "number") return ended;
	return kind === "missing" && !hasEnded(object) ? object.created : now;
}

function pathOf({ about, object }: Pick<Finding, "about" | "object">): string {
	const id = encodeURIComponent(object);
	switch (about) {
		case "payment":
			return object.startsWith("pi_") ? `/v1/payment_intents/${id}?expand[]=latest_charge` : `/v1/charges/${id}`;
		case "refund":
			return `/v1/refunds/${id}?expand[]=charge`;
		case "dispute":
			return `/v1/disputes/${id}?expand[]=charge`;
		case "subscription":
			return `/v1/subscriptions/${id}`;
		default:
			return about satisfies never;
	}
}

function typeOf({ about, object: id }: Pick<Finding, "about" | "object">, object: JsonObject): string {
	switch (about) {
		case "payment":
			return id.startsWith("pi_") ? "payment_intent.succeeded" : "charge.succeeded";
		case "refund":
			return readRaw(object, "status") === "failed" ? "refund.failed" : "refund.updated";
		case "dispute": {
			const status = readRaw(object, "status");
			const isOver = status === "won" || status === "lost";
			const isTaken = Array.isArray(object.balance_transactions) && object.balance_transactions.length > 0;
			return isOver ? "charge.dispute.closed" : isTaken ? "charge.dispute.funds_withdrawn" : "charge.dispute.updated";
		}
		case "subscription":
			return "customer.subscription.updated";
		default:
			return about satisfies never;
	}
}

/** The same object in another state is another piece of news; a subscription can come back to terms that it had before. */
function markOf(object: JsonObject, at: unknown): string {
	if (object.object === "subscription") {
		const asks = hasEnded(object) ? "ended" : String(termsOfSubscription(object)?.amount ?? "");
		return `${asks}:${String(at)}`;
	}
	const amount = object.amount_received ?? object.amount ?? object.amount_paid ?? "";
	return `${readRaw(object, "status") ?? "now"}:${String(amount)}`;
}

/** Refunds say no mode; their charge does. */
function isLive({ charge }: JsonObject): boolean {
	return isObject(charge) && charge.livemode === true;
}
