import type { Campaign } from "../drive/campaign.ts";
import { stationMeant } from "../drive/station.ts";
import type { Gift } from "../gift/gift.ts";
import { verdictIn } from "../gift/giver.ts";
import { decidedByPerson } from "../gift/moderation.ts";
import { judgeName, type NameCause } from "../gift/moderation-policy.ts";
import { worth } from "./counting.ts";

/** The gift as its drive knows it: with the station its source meant, and what the drive's rules say of the name. */
export function judgedIn(gift: Gift, campaign: Campaign): Gift {
	return namedIn(stationedIn(gift, campaign), campaign);
}

/** A code or a number stands for its station. */
function stationedIn(gift: Gift, { stations }: Campaign): Gift {
	const told = gift.giver.stationId;
	if (told === undefined) return gift;
	const stationId = stationMeant(stations, told);
	return stationId === told ? gift : { ...gift, giver: { ...gift.giver, stationId } };
}

/** A person's word on this name stands before the drive's rules. */
function namedIn(gift: Gift, campaign: Campaign): Gift {
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
