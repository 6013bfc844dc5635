import { z } from "zod";
import type { SandboxGift } from "./stripe-gift.ts";
import { StripeRefusal } from "./stripe-refusal.ts";

const metadata = z.record(z.string(), z.string()).optional();
const lineItem = z.object({
	quantity: z.coerce.number().int().positive().default(1),
	price_data: z.object({
		currency: z.string().length(3).toLowerCase(),
		unit_amount: z.coerce.number().int().nonnegative().max(99_999_999),
		recurring: z.object({ interval: z.literal("month") }).optional(),
	}),
});
/** The part of POST /v1/checkout/sessions that a giving page uses; the SDK sends it form-encoded. */
const sessionParams = z.object({
	mode: z.enum(["payment", "subscription"]),
	success_url: z.url(),
	cancel_url: z.url().optional(),
	customer_email: z.string().optional(),
	line_items: z.tuple([lineItem]),
	metadata,
	payment_link: z.string().optional(),
	payment_intent_data: z.object({ metadata }).optional(),
	subscription_data: z.object({ metadata }).optional(),
});

export type SessionParams = z.infer<typeof sessionParams>;

/** @throws StripeRefusal as Stripe words it */
export function readSessionParams(body: unknown): SessionParams {
	if (typeof body === "object" && body !== null && "payment_method_types" in body) {
		// Since 2026-09-30.endive.
		throw new StripeRefusal(
			400,
			"payment_method_types can no longer be passed: use dynamic payment methods.",
			"payment_method_types",
			"payment_method_types_no_longer_supported",
		);
	}
	const parsed = sessionParams.safeParse(body);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const [root, ...path] = issue?.path ?? [];
		const param = path.reduce<string>((name, key) => `${name}[${String(key)}]`, String(root ?? ""));
		throw new StripeRefusal(400, `Invalid ${param}: ${issue?.message}`, param, "parameter_invalid");
	}
	const { mode, line_items } = parsed.data;
	if ((mode === "subscription") !== (line_items[0].price_data.recurring !== undefined)) {
		throw new StripeRefusal(
			400,
			"A recurring price belongs to mode subscription, and only there.",
			"line_items[0][price]",
		);
	}
	return parsed.data;
}

/** The gift this session asks for; the donor's answers are in its metadata. */
export function giftOfSession(params: SessionParams, id: string, at: number): SandboxGift {
	const [{ price_data, quantity }] = params.line_items;
	const told = params.metadata ?? {};
	return {
		id,
		amount: price_data.unit_amount * quantity,
		currency: price_data.currency,
		at,
		livemode: false,
		email: params.customer_email,
		name: told.on_air_name,
		paymentLink: params.payment_link,
		monthly: params.mode === "subscription",
		metadata: told,
		paymentMetadata: params.payment_intent_data?.metadata ?? {},
		subscriptionMetadata: params.subscription_data?.metadata ?? {},
	};
}
