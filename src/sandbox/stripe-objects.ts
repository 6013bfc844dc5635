import type { SandboxGift, SandboxRefund } from "./stripe-gift.ts";
import {
	customerId,
	NO_ADDRESS,
	paymentDescription,
	paymentMetadata,
	type StripeObject,
	seconds,
	sessionId,
	stripeId,
} from "./stripe-ids.ts";

/** Payments, refunds and disputes in the newest shape, with the fields real ones have, so that sizes and parse times are real too. */
const OUTCOME = {
	advice_code: null,
	network_advice_code: null,
	network_decline_code: null,
	network_status: "approved_by_network",
	reason: null,
	risk_level: "normal",
	risk_score: 7,
	seller_message: "Payment complete.",
	type: "authorized",
} as const;

/** `refunded`: minor units in all, 0 for a charge as it succeeds. */
export function chargeObject(gift: SandboxGift, refunded: number): StripeObject {
	return {
		id: stripeId("ch", gift),
		object: "charge",
		amount: gift.amount,
		amount_captured: gift.amount,
		amount_refunded: refunded,
		application: null,
		application_fee: null,
		application_fee_amount: null,
		balance_transaction: stripeId("txn", gift),
		billing_details: billingDetails(gift),
		calculated_statement_descriptor: "CHILDRENS RADIOTHON",
		captured: true,
		created: seconds(gift),
		currency: gift.currency,
		customer: customerId(gift),
		description: paymentDescription(gift),
		destination: null,
		dispute: null,
		disputed: false,
		failure_balance_transaction: null,
		failure_code: null,
		failure_message: null,
		fraud_details: {},
		livemode: gift.livemode,
		metadata: paymentMetadata(gift),
		on_behalf_of: null,
		order: null,
		outcome: OUTCOME,
		paid: true,
		payment_intent: stripeId("pi", gift),
		payment_method: stripeId("pm", gift),
		payment_method_details: { card: cardDetails(gift), type: "card" },
		radar_options: {},
		receipt_email: null,
		receipt_number: null,
		receipt_url: `https://pay.stripe.com/receipts/payment/${stripeId("rcpt", gift)}`,
		refunded: refunded >= gift.amount,
		review: null,
		shipping: null,
		source: null,
		source_transfer: null,
		statement_descriptor: null,
		statement_descriptor_suffix: null,
		status: "succeeded",
		transfer_data: null,
		transfer_group: null,
	};
}

function billingDetails(gift: SandboxGift): StripeObject {
	return { address: NO_ADDRESS, email: gift.email ?? null, name: gift.name ?? null, phone: null, tax_id: null };
}

function cardDetails(gift: SandboxGift): StripeObject {
	return {
		amount_authorized: gift.amount,
		authorization_code: "123456",
		brand: "visa",
		checks: { address_line1_check: null, address_postal_code_check: "pass", cvc_check: "pass" },
		country: "US",
		exp_month: 12,
		exp_year: 2034,
		extended_authorization: { status: "disabled" },
		fingerprint: "fp_sandbox",
		funding: "credit",
		incremental_authorization: { status: "unavailable" },
		installments: null,
		last4: "4242",
		mandate: null,
		multicapture: { status: "unavailable" },
		network: "visa",
		network_token: { used: false },
		network_transaction_id: "797210116113111",
		overcapture: { maximum_amount_capturable: gift.amount, status: "unavailable" },
		regulated_status: "unregulated",
		three_d_secure: null,
		wallet: null,
	};
}

export function paymentIntentObject(gift: SandboxGift, status: string): StripeObject {
	const succeeded = status === "succeeded";
	return {
		id: stripeId("pi", gift),
		object: "payment_intent",
		amount: gift.amount,
		amount_capturable: 0,
		amount_details: { tip: {} },
		amount_received: succeeded ? gift.amount : 0,
		application: null,
		application_fee_amount: null,
		automatic_payment_methods: { allow_redirects: "always", enabled: true },
		canceled_at: null,
		cancellation_reason: null,
		capture_method: "automatic_async",
		client_secret: null,
		confirmation_method: "automatic",
		created: seconds(gift),
		currency: gift.currency,
		customer: customerId(gift),
		customer_account: null,
		description: paymentDescription(gift),
		excluded_payment_method_types: null,
		last_payment_error: null,
		latest_charge: succeeded ? stripeId("ch", gift) : null,
		livemode: gift.livemode,
		metadata: paymentMetadata(gift),
		next_action: null,
		on_behalf_of: null,
		payment_details: {
			customer_reference: null,
			order_reference: gift.monthly ? stripeId("in", gift) : sessionId(gift),
		},
		payment_method: stripeId("pm", gift),
		payment_method_configuration_details: { id: "pmc_sandbox", parent: null },
		payment_method_options: {
			card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
			us_bank_account: { verification_method: "automatic" },
		},
		payment_method_types: ["card", "us_bank_account", "link"],
		processing: null,
		receipt_email: null,
		review: null,
		setup_future_usage: gift.monthly ? "off_session" : null,
		shipping: null,
		source: null,
		statement_descriptor: null,
		statement_descriptor_suffix: null,
		status,
		transfer_data: null,
		transfer_group: null,
	};
}

export function refundObject(gift: SandboxGift, refund: SandboxRefund): StripeObject {
	return {
		id: refund.refundId ?? stripeId("re", gift),
		object: "refund",
		amount: refund.amount ?? gift.amount,
		balance_transaction: stripeId("txn_re", gift),
		charge: stripeId("ch", gift),
		created: seconds(gift),
		currency: gift.currency,
		customer: customerId(gift),
		destination_details: {
			card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
			type: "card",
		},
		metadata: {},
		payment_intent: stripeId("pi", gift),
		reason: "requested_by_customer",
		receipt_number: null,
		source_transfer_reversal: null,
		status: refund.status ?? "succeeded",
		transfer_reversal: null,
	};
}

export function disputeObject(gift: SandboxGift, status: string): StripeObject {
	return {
		id: stripeId("dp", gift),
		object: "dispute",
		amount: gift.amount,
		balance_transactions: [],
		charge: stripeId("ch", gift),
		created: seconds(gift),
		currency: gift.currency,
		enhanced_eligibility_types: [],
		evidence: { customer_email_address: null, customer_name: null, uncategorized_text: null, enhanced_evidence: {} },
		evidence_details: { due_by: seconds(gift) + 9 * 86_400, has_evidence: false, past_due: false, submission_count: 0 },
		is_charge_refundable: status.startsWith("warning_"),
		livemode: gift.livemode,
		metadata: {},
		payment_intent: stripeId("pi", gift),
		payment_method_details: {
			card: { brand: "visa", case_type: "chargeback", network_reason_code: "10.4" },
			type: "card",
		},
		reason: "fraudulent",
		status,
	};
}
