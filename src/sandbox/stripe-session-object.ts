import type { SandboxGift } from "./stripe-gift.ts";
import { customerId, giftMetadata, NO_ADDRESS, type StripeObject, seconds, sessionId, stripeId } from "./stripe-ids.ts";

/** A Checkout Session; its metadata is the donor's answers, whatever the mode. */
export function checkoutSessionObject(
	gift: SandboxGift,
	status: "open" | "complete" | "expired",
	paymentStatus: "paid" | "unpaid",
): StripeObject {
	const complete = status === "complete";
	return {
		id: sessionId(gift),
		object: "checkout.session",
		adaptive_pricing: { enabled: false },
		after_expiration: null,
		allow_promotion_codes: null,
		amount_subtotal: gift.amount,
		amount_total: gift.amount,
		automatic_tax: { enabled: false, liability: null, provider: null, status: null },
		billing_address_collection: null,
		cancel_url: "https://give.example.org/c/radiothon",
		client_reference_id: null,
		client_secret: null,
		collected_information: { business_name: null, individual_name: null, shipping_details: null },
		consent: null,
		consent_collection: null,
		created: seconds(gift) - 95,
		currency: gift.currency,
		currency_conversion: null,
		custom_fields: [],
		custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
		customer: customerId(gift),
		customer_account: null,
		customer_creation: gift.monthly ? "always" : "if_required",
		customer_details: complete ? customerDetails(gift) : null,
		customer_email: null,
		discounts: [],
		expires_at: seconds(gift) + 86_400,
		invoice: gift.monthly && complete ? stripeId("in", gift) : null,
		invoice_creation: null,
		livemode: gift.livemode,
		locale: null,
		metadata: giftMetadata(gift),
		mode: gift.monthly ? "subscription" : "payment",
		origin_context: null,
		payment_intent: gift.monthly || !complete ? null : stripeId("pi", gift),
		payment_link: gift.paymentLink ?? null,
		payment_method_collection: gift.monthly ? "always" : "if_required",
		payment_method_configuration_details: { id: "pmc_sandbox", parent: null },
		payment_method_options: { card: { request_three_d_secure: "automatic" } },
		payment_method_types: ["card", "us_bank_account", "link"],
		payment_status: paymentStatus,
		...sessionTail(gift, status),
	};
}

function sessionTail(gift: SandboxGift, status: string): StripeObject {
	return {
		permissions: null,
		phone_number_collection: { enabled: false },
		presentment_details: { presentment_amount: gift.amount, presentment_currency: gift.currency },
		recovered_from: null,
		saved_payment_method_options: null,
		setup_intent: null,
		shipping_address_collection: null,
		shipping_cost: null,
		shipping_options: [],
		status,
		submit_type: gift.monthly ? null : "donate",
		subscription: gift.monthly && status === "complete" ? stripeId("sub", gift) : null,
		success_url: "https://give.example.org/c/radiothon/thank-you",
		total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
		ui_mode: "hosted_page",
		url: null,
		wallet_options: null,
	};
}

function customerDetails(gift: SandboxGift): StripeObject {
	return {
		address: NO_ADDRESS,
		business_name: null,
		email: gift.email ?? null,
		individual_name: null,
		name: gift.name ?? null,
		phone: null,
		tax_exempt: "none",
		tax_ids: [],
	};
}
