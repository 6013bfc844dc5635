import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact, GiftHappening, Giver } from "../domain/gift/gift-fact.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { donorKeyOf } from "./donor-key.ts";
import type { PledgeSlip } from "./store.ts";

type Placed = Pick<Campaign, "id" | "livemode" | "currency">;

/** What the ledger is told of a new slip. */
export function pledgedFact(id: string, slip: PledgeSlip, campaign: Placed): GiftFact {
	const { amount, monthly } = slip;
	return {
		...ownFact(id, "slip", campaign, slip.promisedAt, { type: "pledged", promise: { amount, monthly } }),
		giver: giverOf(id, slip),
	};
}

/** And where whoever took it takes it back. */
export function undoneFact(id: string, campaign: Placed, at: Instant): GiftFact {
	return ownFact(id, "slip-undone", campaign, at, { type: "pledge-ended", how: "cancelled" });
}

function ownFact(id: string, deed: string, campaign: Placed, at: Instant, happening: GiftHappening): GiftFact {
	return {
		sourceId: `${deed}:${id}`,
		at,
		livemode: campaign.livemode,
		currency: campaign.currency,
		refs: {},
		pledge: id,
		placement: { campaign: campaign.id },
		happening,
	};
}

function giverOf(id: string, slip: PledgeSlip): Giver {
	const { name, town, pronunciation, stationId, source, consent } = slip;
	return {
		source,
		donorKey: donorKeyOf(slip, id),
		consent: {
			name: consent.onAir || consent.social,
			onAir: consent.onAir,
			page: consent.social,
			social: consent.social,
			amount: consent.amount,
		},
		...(name !== null && { name }),
		// Said beside the name wherever that is said, so it needs its own yes first.
		...(town !== null && consent.town && { town }),
		...(pronunciation !== null && { pronunciation }),
		...(stationId !== null && { stationId }),
	};
}
