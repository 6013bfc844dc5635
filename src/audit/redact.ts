import { cutText } from "../domain/plain/cut-text.ts";
/**
 * What of a change may stand in the audit log. Lines are kept for ever and read by people: no secret, no e-mail address, no donor's
 * words get in, even if somebody passes them. A guard, not a licence: callers pass what matters and nothing more.
 */
export const KEPT_OUT = "[kept out]";
export const EMAIL_KEPT_OUT = "[e-mail kept out]";

/** Of these, only that they were there is told: yes, no, nothing. */
const SECRET_KEY =
	/token|secret|passw|credential|authori[sz]ation|cookie|api_?key|private_?key|sealed|totp|recovery|verifier|bearer|^otp$/i;
/** Donors' own words and names. */
const PRIVATE_KEY = /^(?:message|comment|dedication|giver|donor_?name|billing_?name|e?_?mail_?address|phone_?number)$/i;

const SECRET_VALUES: readonly RegExp[] = [
	// Signing secrets and keys by the marks their makers give them: Stripe, Standard Webhooks, Facebook, JSON web tokens.
	/\b(?:whsec|whsk|whpk)_[\w+/=-]+/g,
	/\b(?:sk|rk|pk)_(?:live|test)?_?[A-Za-z0-9]{8,}/g,
	/\bBearer\s+[\w.~+/=-]+/gi,
	/\bEAA[A-Za-z0-9]{16,}/g,
	/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
	/\b(?:postgres(?:ql)?|rediss?):\/\/[^\s"']+/g,
	// Whatever a secret's name stands before, in an address or a header.
	/\b(?:access_token|appsecret_proof|client_secret|refresh_token|token|password|secret)=[^&\s"']+/gi,
];
/** A long run without a space that isn't an id we know: the shape of every token that has no mark. */
const LONG_RUN = /(?<![\w/.-])[A-Za-z0-9_-]{40,}(?![\w/.-])/g;
const KNOWN_ID = /^(?:(?:pi|ch|py|cs|in|sub|evt|plink|re|dp|du|cus|inpay)_|[a-z]+(?:-[a-z0-9]+)*$)/;
const EMAIL = /[^\s@"'<>()[\]:;,]+@[^\s@"'<>()[\]:;,]+\.[a-z]{2,}/gi;

const LONGEST_TEXT = 4_000;
const DEEPEST = 8;
const MOST_ITEMS = 500;

export function redacted(value: unknown, depth = 0): unknown {
	if (typeof value === "string") return redactedText(value);
	if (value === null || typeof value === "boolean" || typeof value === "number") return value;
	if (typeof value === "bigint") return String(value);
	if (value instanceof Date) return value.toISOString();
	if (typeof value !== "object") return undefined;
	if (depth >= DEEPEST || Buffer.isBuffer(value)) return KEPT_OUT;
	if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((one) => redacted(one, depth + 1) ?? null);
	const known = Object.entries(value).slice(0, MOST_ITEMS);
	return Object.fromEntries(known.map(([name, inner]) => [redactedText(name), redactedField(name, inner, depth)]));
}

function redactedField(name: string, value: unknown, depth: number): unknown {
	const isPlain = value === null || value === undefined || typeof value === "boolean";
	if (!isPlain && (SECRET_KEY.test(name) || PRIVATE_KEY.test(name))) return KEPT_OUT;
	return redacted(value, depth + 1);
}

export function redactedText(text: string): string {
	const short = text.length > LONGEST_TEXT ? `${cutText(text, LONGEST_TEXT)} ...` : text;
	const marked = SECRET_VALUES.reduce((kept, pattern) => kept.replace(pattern, KEPT_OUT), short);
	return marked.replace(EMAIL, EMAIL_KEPT_OUT).replace(LONG_RUN, (run) => (KNOWN_ID.test(run) ? run : KEPT_OUT));
}
