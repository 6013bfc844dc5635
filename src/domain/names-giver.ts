import { publicName } from "./donor-name.ts";
import type { Giver } from "./gift-fact.ts";

const AGREED = { name: true, amount: true, onAir: true, social: true };

/**
 * Whether a sentence written for the host says its giver's name: as they may be called on air now, or, where they thought better of
 * it while the sentence was being written, as they could be called until then.
 */
export function namesGiver(text: string, giver: Giver | null): boolean {
	if (giver === null) return false;
	const agreed: Giver = { name: giver.name, town: giver.town, consent: AGREED };
	const anonymous = publicName(null, "on-air", "en");
	const names = [giver, agreed].map((one) => publicName(one, "on-air", "en")).filter((name) => name !== anonymous);
	return names.some((name) => text.includes(name));
}
