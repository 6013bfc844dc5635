import { createHmac, timingSafeEqual } from "node:crypto";

/** What the vault's key for these links is for (src/channel/vault.ts). Another purpose gives another key. */
export const PAY_LINK_PURPOSE = "a pledge's pay link";

const SIGNATURE_BYTES = 12;
const PLEDGE_ID = /^pl_[\w-]{1,80}$/;

/**
 * A pledge's own address: whoever has it can pay that pledge and see what was promised, and nothing else. It is made of the pledge's id
 * and never changes, so a code that was printed or shown once goes on working.
 */
export function signPayToken(pledgeId: string, key: Buffer): string {
	return `${pledgeId.slice("pl_".length)}.${signatureOf(pledgeId, key).toString("base64url")}`;
}

/** The pledge it names; null where we did not make it. */
export function readPayToken(token: string, key: Buffer): string | null {
	const [named = "", signed = "", ...rest] = token.slice(0, 200).split(".");
	const pledgeId = `pl_${named}`;
	// As text: decoded, a letter too many at its end would be let through.
	const given = Buffer.from(signed);
	const expected = Buffer.from(signatureOf(pledgeId, key).toString("base64url"));
	const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
	return isOurs && rest.length === 0 && PLEDGE_ID.test(pledgeId) ? pledgeId : null;
}

/** @param base where the world reaches us, without a trailing slash */
export function payAddress(base: string, pledgeId: string, key: Buffer): string {
	return `${base}/pay/${signPayToken(pledgeId, key)}`;
}

function signatureOf(pledgeId: string, key: Buffer): Buffer {
	return createHmac("sha256", key).update(pledgeId).digest().subarray(0, SIGNATURE_BYTES);
}
