import { z } from "zod";
import { chargeRefunded, refundCreated, type SandboxEvent } from "./stripe-events.ts";
import type { StripeObject } from "./stripe-ids.ts";
import { missing, StripeRefusal } from "./stripe-refusal.ts";
import { keepEvent, type StripeState } from "./stripe-state.ts";

const refundParams = z.object({
	charge: z.string().optional(),
	payment_intent: z.string().optional(),
	/** Minor units; what is left where it is missing. */
	amount: z.coerce.number().int().positive().optional(),
});

/** POST /v1/refunds by charge or by PaymentIntent, in whole or in part. */
export function createRefund(state: StripeState, body: unknown): { refund: StripeObject; events: SandboxEvent[] } {
	const params = refundParams.safeParse(body);
	if (!params.success)
		throw new StripeRefusal(400, "Invalid refund parameters.", String(params.error.issues[0]?.path[0] ?? ""));
	const chargeId = params.data.charge ?? params.data.payment_intent?.replace(/^pi_/, "ch_") ?? "";
	const charged = state.refunded.get(chargeId);
	if (charged === undefined) throw missing("charge", chargeId);
	const left = charged.gift.amount - charged.amount;
	const amount = params.data.amount ?? left;
	if (left === 0)
		throw new StripeRefusal(400, `Charge ${chargeId} has already been refunded.`, null, "charge_already_refunded");
	if (amount > left)
		throw new StripeRefusal(400, `Refund amount (${amount}) is greater than unrefunded amount (${left}).`, "amount");
	charged.amount += amount;
	const refundId = `re_${state.nextId()}`;
	charged.refunds.push(refundId);
	const gift = { ...charged.gift, at: state.now() };
	const created = refundCreated(gift, { refundId, amount });
	const charge = chargeRefunded(gift, charged.amount);
	// The charge keeps the time it was made; only the event is new.
	const made = Math.floor(charged.gift.at / 1000);
	const events = [created, { ...charge, data: { object: { ...charge.data.object, created: made } } }];
	for (const event of events) keepEvent(state, event);
	return { refund: created.data.object, events };
}
