import { z } from "zod";
import type { SandboxGift } from "./stripe-gift.ts";
import { StripeRefusal } from "./stripe-refusal.ts";

const metadata = z.record(z.string(), z.string()).optional();
const lineItem = z.strictObject({
	quantity: z.coerce.number().int().positive().default(1),
	price_data: z
		.strictObject({
			currency: z.string().length(3).toLowerCase(),
			unit_amount: z.coerce.number().int().nonnegative().max(99_999_999),
			product: z.string().optional(),
			product_data: z.strictObject({ name: z.string().min(1).max(250), description: z.string().optional() }).optional(),
			recurring: z.strictObject({ interval: z.literal("month") }).optional(),
		})
		.refine(({ product, product_data }) => (product === undefined) !== (product_data === undefined), {
			message: "You must specify either `product` or `product_data` when creating a price.",
		}),
});
/** The part of POST /v1/checkout/sessions that a giving page uses; the SDK sends it form-encoded. */
const sessionParams = z.strictObject({
	mode: z.enum(["payment", "subscription"]),
	success_url: z.url(),
	cancel_url: z.url().optional(),
	customer_email: z.string().optional(),
	client_reference_id: z.string().max(200).optional(),
	locale: z.enum(["auto", "en", "es", "es-419"]).optional(),
	submit_type: z.enum(["auto", "book", "donate", "pay", "subscribe"]).optional(),
	line_items: z.tuple([lineItem]),
	metadata,
	/** The sandbox's own: a real session gets it from the link it was opened by. */
	payment_link: z.string().optional(),
	payment_intent_data: z.strictObject({ metadata, description: z.string().max(1000).optional() }).optional(),
	subscription_data: z.strictObject({ metadata, description: z.string().max(500).optional() }).optional(),
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
	if (!parsed.success) throw refusalOf(parsed.error.issues[0]);
	const params = parsed.data;
	checkMode(params);
	checkMetadata("metadata", params.metadata);
	checkMetadata("payment_intent_data[metadata]", params.payment_intent_data?.metadata);
	checkMetadata("subscription_data[metadata]", params.subscription_data?.metadata);
	return params;
}

function refusalOf(issue: z.core.$ZodIssue | undefined): StripeRefusal {
	const path = [...(issue?.path ?? [])];
	if (issue?.code === "unrecognized_keys") {
		const param = named([...path, issue.keys[0] ?? ""]);
		return new StripeRefusal(400, `Received unknown parameter: ${param}`, param, "parameter_unknown");
	}
	const param = named(path);
	return new StripeRefusal(400, `Invalid ${param}: ${issue?.message}`, param, "parameter_invalid");
}

/** "line_items[0][price_data]", as the form has it. */
function named([root, ...path]: readonly PropertyKey[]): string {
	return path.reduce<string>((name, key) => `${name}[${String(key)}]`, String(root ?? ""));
}

/** Less than this is refused: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const LEAST_DOLLARS = 50;

function checkMode({ mode, line_items, payment_intent_data, subscription_data }: SessionParams): void {
	const { price_data: price, quantity } = line_items[0];
	if ((mode === "subscription") !== (price.recurring !== undefined)) {
		throw new StripeRefusal(
			400,
			"A recurring price belongs to mode subscription, and only there.",
			"line_items[0][price]",
		);
	}
	const [foreign] = [
		mode === "subscription" && payment_intent_data ? "payment_intent_data" : "",
		mode === "payment" && subscription_data ? "subscription_data" : "",
	].filter(Boolean);
	if (foreign) throw new StripeRefusal(400, `You can not pass \`${foreign}\` in \`${mode}\` mode.`, foreign);
	if (price.currency === "usd" && price.unit_amount * quantity < LEAST_DOLLARS) {
		const text = "The Checkout Session's total amount due must add up to at least $0.50 usd";
		throw new StripeRefusal(400, text, "line_items", "amount_too_small");
	}
}

/** https://docs.stripe.com/api/metadata */
function checkMetadata(param: string, given: Readonly<Record<string, string>> | undefined): void {
	const entries = Object.entries(given ?? {});
	const refuse = (text: string) => {
		throw new StripeRefusal(400, text, param, "metadata_invalid");
	};
	if (entries.length > 50) refuse("Metadata can have up to 50 keys.");
	for (const [key, value] of entries) {
		if (key.length > 40) refuse(`Metadata keys can have up to 40 characters: ${key.slice(0, 40)}.`);
		if (value.length > 500) {
			refuse(
				`Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters.`,
			);
		}
	}
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
		paymentLink: params.payment_link,
		monthly: params.mode === "subscription",
		metadata: told,
		paymentMetadata: params.payment_intent_data?.metadata ?? {},
		subscriptionMetadata: params.subscription_data?.metadata ?? {},
	};
}
