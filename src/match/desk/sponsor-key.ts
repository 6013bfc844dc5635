import { createHash } from "node:crypto";

/** A donor's key, made of an e-mail as for Stripe's gifts and for pledges (src/intake/to-fact/giver.ts): the e-mail itself is not kept. */
export function sponsorKeyOf(email: string): string | null {
	const address = email.slice(0, 512).trim().toLowerCase();
	return address === "" ? null : createHash("sha256").update(address).digest("hex").slice(0, 32);
}
