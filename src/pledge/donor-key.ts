import { createHash } from "node:crypto";

/**
 * "The same donor" without telling who: 128 bits of SHA-256 in hex. The e-mail first, made as for Stripe's gifts (src/intake/to-fact/giver.ts),
 * so that a caller who pays by the link is one donor; else the telephone number; who left neither is a donor of their own.
 * @param contact as kept in the pledge: e-mail in small letters, telephone as plainPhone gives it
 */
export function donorKeyOf(
	contact: { readonly email: string | null; readonly phone: string | null },
	pledgeId: string,
) {
	const { email, phone } = contact;
	const source = email ?? (phone === null ? pledgeId : `tel:${phone}`);
	return createHash("sha256").update(source).digest("hex").slice(0, 32);
}
