import type { StripeRecord } from "../domain/counting/reconciliation.ts";
import type { DisputeStage, RefundStatus } from "../domain/gift/gift-fact.ts";
import { placementOf, pledgeIn } from "../intake/to-fact/placement.ts";
import {
	isObject,
	type JsonObject,
	readAmount,
	readCurrency,
	readId,
	readList,
	readObject,
	readRaw,
} from "../intake/to-fact/read.ts";
import { termsOfSubscription } from "../intake/to-fact/recurring.ts";
import { hasEnded } from "../intake/to-fact/subscription.ts";

/** Stripe's lists that are compared, in the order in which they are asked for. */
export const COMPARED = ["payment_intents", "charges", "refunds", "disputes", "subscriptions"] as const;
export type ComparedList = (typeof COMPARED)[number];

/** An object of one of the lists as money; null where none was taken, or another object tells it. */
export function recordOf(list: ComparedList, object: JsonObject): StripeRecord | null {
	const id = readId(object, "id");
	const created = object.created;
	if (id === null || typeof created !== "number") return null;
	const common = { id, at: created * 1000, currency: readCurrency(object) ?? "" };
	switch (list) {
		case "payment_intents": {
			const amount = readAmount(object, "amount_received") ?? 0;
			if (readRaw(object, "status") !== "succeeded" || amount === 0) return null;
			return { ...common, kind: "payment", amount, charge: readId(object, "latest_charge") };
		}
		case "charges": {
			const amount = readAmount(object, "amount_captured") ?? readAmount(object, "amount") ?? 0;
			const isTaken = readRaw(object, "status") === "succeeded" && object.paid === true && object.captured !== false;
			if (!isTaken || amount === 0 || readId(object, "payment_intent") !== null) return null;
			return { ...common, kind: "payment", amount, charge: null };
		}
		case "refunds":
			return { ...common, kind: "refund", ...wayBack(object), status: refundStatus(object) };
		case "disputes":
			return { ...common, kind: "dispute", ...wayBack(object), stage: disputeStage(object) };
		case "subscriptions": {
			// Begun and never paid: nothing came of it.
			if (UNPAID.has(readRaw(object, "status") ?? "")) return null;
			const amount = termsOfSubscription(object)?.amount ?? null;
			return { ...common, kind: "subscription", amount, isEnded: hasEnded(object), isOurs: namesUs(object) };
		}
		default:
			return list satisfies never;
	}
}

const UNPAID = new Set(["incomplete", "incomplete_expired"]);

/** Our giving page writes the drive, or the pledge, on every subscription it opens. */
function namesUs(subscription: JsonObject): boolean {
	const metadata = [readObject(subscription, "metadata")];
	return placementOf(metadata).campaign !== undefined || pledgeIn(metadata).pledge !== undefined;
}

function wayBack(object: JsonObject) {
	return {
		amount: readAmount(object, "amount") ?? 0,
		payment: readId(object, "payment_intent"),
		charge: readId(object, "charge"),
	};
}

function refundStatus(object: JsonObject): RefundStatus {
	const status = readRaw(object, "status");
	return status === "failed" || status === "canceled" || status === "pending" ? status : "succeeded";
}

function disputeStage(object: JsonObject): DisputeStage {
	const status = readRaw(object, "status") ?? "";
	if (status === "won" || status === "lost") return status;
	if (status.startsWith("warning_")) return "inquiry";
	return readList(object, "balance_transactions").some(isObject) ? "withdrawn" : "opened";
}
