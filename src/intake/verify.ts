import { createHmac, timingSafeEqual } from "node:crypto";
import { readEnvelope, type StripeEnvelope } from "./stripe-envelope.ts";

export type RefusalCode =
	| "no-signature"
	| "bad-signature"
	| "too-old"
	| "from-the-future"
	| "not-json"
	| "not-an-event";

export type Verified = { readonly kind: "event"; readonly event: StripeEnvelope };
/** `detail` says what to do, for the log and the ready-for-air checklist; it never holds a secret or a signature. */
export type Refused = { readonly kind: "refused"; readonly code: RefusalCode; readonly detail: string };

export type Delivery = {
	/** The bytes as received: a body that was parsed and written again no longer matches its signature. */
	readonly rawBody: Buffer;
	readonly signatureHeader: string | undefined;
	/** All that may have signed it: before and after a rotation, Connect, test and live. */
	readonly secrets: readonly string[];
	/** Milliseconds since 1970. */
	readonly now: number;
};

/** Stripe's own default: https://docs.stripe.com/webhooks/signature. Seconds. */
export const TOLERANCE_SECONDS = 300;
/** Far more than any rotation needs; a header is compared against every one. */
const MAX_SIGNATURES = 20;
/** "v1=" and the 64 hexadecimal digits of a SHA-256. */
const HEX_ITEM = 67;

/**
 * Checks the signature over the raw bytes and parses them once. Done by hand on node:crypto because it runs for every
 * webhook of a wave; a test holds it against the stripe package. Two differences, both stricter: a timestamp more than
 * 300 s ahead is refused too (the package accepts any future), and bytes that are not UTF-8 are never repaired before.
 */
export function verifyDelivery(delivery: Delivery): Verified | Refused {
	const signed = readSignatureHeader(delivery.signatureHeader);
	if (signed === null) {
		return refused(
			"no-signature",
			"The Stripe-Signature header is missing or has no t= and v1= parts: only Stripe may call this address.",
		);
	}
	if (!isSignedByAny(delivery, signed)) {
		return refused(
			"bad-signature",
			"No configured signing secret matches: copy the endpoint's secret (whsec_...) from Stripe's Workbench, and let no proxy rewrite the body.",
		);
	}
	const age = Math.floor(delivery.now / 1000) - Number(signed.timestamp);
	if (age > TOLERANCE_SECONDS) {
		return refused(
			"too-old",
			`It was signed ${age} s ago, more than ${TOLERANCE_SECONDS}: check this machine's clock; Stripe signs every retry anew.`,
		);
	}
	if (age < -TOLERANCE_SECONDS) {
		return refused("from-the-future", `It was signed ${-age} s ahead of this machine's clock: set the clock (NTP).`);
	}
	return parseEvent(delivery.rawBody);
}

function parseEvent(rawBody: Buffer): Verified | Refused {
	let parsed: unknown;
	try {
		parsed = JSON.parse(rawBody.toString("utf8"));
	} catch {
		return refused(
			"not-json",
			"The signature is right and the body is no JSON: check what forwards it to this address.",
		);
	}
	const event = readEnvelope(parsed);
	if (typeof event === "string") return refused("not-an-event", `${event} Send Stripe events only to this address.`);
	return { kind: "event", event };
}

type Signed = { readonly timestamp: string; readonly signatures: readonly Buffer[] };

/** "t=1700000000,v1=<64 hex>[,v1=...][,v0=...]": other schemes are left alone. */
function readSignatureHeader(header: string | undefined): Signed | null {
	if (typeof header !== "string") return null;
	let timestamp: string | null = null;
	const signatures: Buffer[] = [];
	for (const part of header.split(",", MAX_SIGNATURES)) {
		const item = part.trim();
		if (item.startsWith("t=")) timestamp = item.slice(2);
		else if (item.startsWith("v1=") && item.length === HEX_ITEM) signatures.push(Buffer.from(item.slice(3), "hex"));
	}
	if (timestamp === null || !/^\d{1,12}$/.test(timestamp) || signatures.length === 0) return null;
	return { timestamp, signatures };
}

function isSignedByAny({ rawBody, secrets }: Delivery, { timestamp, signatures }: Signed): boolean {
	for (const secret of secrets) {
		if (secret.trim() === "") continue;
		const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest();
		for (const signature of signatures) {
			if (signature.length === expected.length && timingSafeEqual(signature, expected)) return true;
		}
	}
	return false;
}

function refused(code: RefusalCode, detail: string): Refused {
	return { kind: "refused", code, detail };
}
