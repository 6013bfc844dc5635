import { z } from "zod";
import type { StripeObject } from "./stripe-ids.ts";
import { StripeRefusal } from "./stripe-refusal.ts";
import type { StripeState } from "./stripe-state.ts";

/** Lists by their path, and the kind of object in them. Refunds have a list of their own (stripe-refunds.ts). */
export const LISTS = {
	payment_intents: "payment_intent",
	charges: "charge",
	refunds: "refund",
	disputes: "dispute",
	subscriptions: "subscription",
	"checkout/sessions": "checkout.session",
	invoice_payments: "invoice_payment",
} as const;

export const LISTED = Object.keys(LISTS) as (keyof typeof LISTS)[];

const query = z.looseObject({
	limit: z.coerce.number().int().min(1).max(100).default(10),
	created: z.object({ gte: z.coerce.number().optional(), lte: z.coerce.number().optional() }).optional(),
	starting_after: z.string().optional(),
	charge: z.string().optional(),
	payment_intent: z.string().optional(),
	subscription: z.string().optional(),
	status: z.string().optional(),
	payment: z.object({ type: z.literal("payment_intent"), payment_intent: z.string() }).optional(),
});

/** GET /v1/<list>: newest first, at most a hundred, by when the objects were made. */
export function listObjects(state: StripeState, path: keyof typeof LISTS, rawQuery: unknown): object {
	const parsed = query.safeParse(rawQuery);
	if (!parsed.success) {
		throw new StripeRefusal(400, `Invalid query for ${path}.`, String(parsed.error.issues[0]?.path[0] ?? ""));
	}
	const { limit, created = {}, starting_after, ...asked } = parsed.data;
	const { gte = 0, lte = Number.POSITIVE_INFINITY } = created;
	const matching = [...state.objects.values()]
		.filter((object) => object.object === LISTS[path] && createdOf(object) >= gte && createdOf(object) <= lte)
		.filter((object) => isAskedFor(object, asked))
		.sort((a, b) => createdOf(b) - createdOf(a) || (String(a.id) < String(b.id) ? 1 : -1));
	const start = starting_after === undefined ? 0 : matching.findIndex(({ id }) => id === starting_after) + 1;
	if (starting_after !== undefined && start === 0) {
		throw new StripeRefusal(400, `No such ${LISTS[path]}: '${starting_after}'`, "starting_after", "resource_missing");
	}
	const data = matching.slice(start, start + limit);
	return { object: "list", data, has_more: matching.length > start + limit, url: `/v1/${path}` };
}

type Asked = Pick<z.infer<typeof query>, "charge" | "payment_intent" | "subscription" | "status" | "payment">;

function isAskedFor(object: StripeObject, { charge, payment_intent, subscription, status, payment }: Asked): boolean {
	// Cancelled subscriptions are left out unless they are asked for, as Stripe's reference has it.
	if (object.object === "subscription" && status !== "all" && object.status !== (status ?? object.status)) return false;
	if (object.object === "subscription" && status === undefined && object.status === "canceled") return false;
	if (charge !== undefined && object.charge !== charge) return false;
	if (payment_intent !== undefined && object.payment_intent !== payment_intent) return false;
	if (subscription !== undefined && object.subscription !== subscription) return false;
	return payment === undefined || isPaidBy(object, payment.payment_intent);
}

function isPaidBy({ payment }: StripeObject, paymentIntent: string): boolean {
	return payment instanceof Object && "payment_intent" in payment && payment.payment_intent === paymentIntent;
}

function createdOf(object: StripeObject): number {
	return typeof object.created === "number" ? object.created : 0;
}
