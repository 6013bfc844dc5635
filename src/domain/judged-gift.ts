import type { Campaign } from "./campaign.ts";
import { worth } from "./counting.ts";
import type { Gift } from "./gift.ts";
import { verdictIn } from "./giver.ts";
import { decidedByPerson } from "./moderation.ts";
import { judgeName, type NameCause } from "./moderation-policy.ts";

/** The gift with what its drive's rules say of the name; a person's word on this name stands before them. */
export function judgedIn(gift: Gift, campaign: Campaign): Gift {
	const { names } = campaign;
	if (names === undefined || decidedByPerson(gift.giver, verdictIn(gift.known)) !== null) return gift;
	const { moderation: _, ...giver } = gift.giver as Gift["giver"] & { moderation?: unknown };
	const { moderation } = judgeName(giver, worth(gift, campaign).cash, names);
	return { ...gift, giver: moderation === undefined ? giver : { ...giver, moderation } };
}

/** Why the name stands as it does, for staff. */
export function nameCause(gift: Pick<Gift, "giver" | "known">, amount: number, campaign: Campaign): NameCause {
	const is = decidedByPerson(gift.giver, verdictIn(gift.known));
	return is === null ? judgeName(gift.giver, amount, campaign.names).cause : { kind: "person", is };
}
