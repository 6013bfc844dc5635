import { consentedName } from "./donor-name.ts";
import type { Giver } from "./gift-fact.ts";

const AGREED = { name: true, amount: true, onAir: true, social: true };

/**
 * Whether a sentence written for the host says its giver's name: as they may be called on air now, or, where they thought better of
 * it while the sentence was being written, as they could be called until then.
 */
export function namesGiver(text: string, giver: Giver | null): boolean {
	if (giver === null) return false;
	const { name, isBillingName, town } = giver;
	const agreed: Giver = { name, isBillingName, town, consent: AGREED };
	return [giver, agreed].some((one) => {
		const said = consentedName(one, "on-air");
		return said !== null && text.includes(said);
	});
}
