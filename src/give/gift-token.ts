import { createHmac, timingSafeEqual } from "node:crypto";

/** What the vault's key for these links is for (src/channel/vault.ts). Another purpose gives another key. */
export const GIFT_LINK_PURPOSE = "a donor's link to their own gift";

const SIGNATURE_BYTES = 16;
/** One of Stripe's ids, or one of ours ("pl_..."). */
const REF = /^[\w-]{3,255}$/;

/** A donor's own link names their gift and proves that we made it. It never runs out: a name can be hidden years later. */
export function signGiftToken(ref: string, key: Buffer): string {
	return `${Buffer.from(ref).toString("base64url")}.${signatureOf(ref, key).toString("base64url")}`;
}

/** The gift it names; null where we did not make it. */
export function readGiftToken(token: string, key: Buffer): string | null {
	const [named = "", signed = "", ...rest] = token.slice(0, 600).split(".");
	const ref = Buffer.from(named, "base64url").toString("utf8");
	const given = Buffer.from(signed, "base64url");
	const expected = signatureOf(ref, key);
	const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
	return isOurs && rest.length === 0 && REF.test(ref) ? ref : null;
}

function signatureOf(ref: string, key: Buffer): Buffer {
	return createHmac("sha256", key).update(ref).digest().subarray(0, SIGNATURE_BYTES);
}
