import type { DisputeStage } from "../../domain/gift/gift-fact.ts";
import { type JsonObject, readAmount, readId, readRaw } from "./read.ts";
import { refs } from "./refs.ts";
import { factOf, facts, type Translate, unreadable } from "./translation.ts";

/** charge.dispute.created, .updated, .closed, .funds_withdrawn, .funds_reinstated. */
export const disputeTold: Translate = (event, object) => {
	const charge = readId(object, "charge");
	// Disputes of before 2014 have no id of their own; a charge had at most one.
	const disputeId = readId(object, "id") ?? (charge === null ? null : `dp_of_${charge}`);
	const amount = readAmount(object, "amount");
	if (disputeId === null) return unreadable("the dispute has neither an id nor a charge");
	if (amount === null) return unreadable("the dispute says no amount");
	return facts(
		factOf(event, object, {
			refs: refs({ payment: readId(object, "payment_intent"), charge }),
			happening: { type: "dispute-changed", disputeId, amount, stage: stageOf(event.type, object) },
		}),
	);
};

/**
 * What moved the money decides before the status does: `funds_withdrawn` comes with status "needs_response".
 * "prevented" and the old "charge_refunded" ended without a chargeback: a refund tells their money.
 * Statuses are an open list (appeal_* came with 2026-09-30.endive): an unknown one only says that the dispute is open.
 */
function stageOf(eventType: string, dispute: JsonObject): DisputeStage {
	if (eventType === "charge.dispute.funds_withdrawn") return "withdrawn";
	if (eventType === "charge.dispute.funds_reinstated") return "won";
	const status = readRaw(dispute, "status") ?? "";
	if (status === "won" || status === "lost") return status;
	if (status.startsWith("warning_") || status === "prevented" || status === "charge_refunded") return "inquiry";
	return "opened";
}
