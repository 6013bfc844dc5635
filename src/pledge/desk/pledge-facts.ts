import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Gift } from "../../domain/gift/gift.ts";
import type { GiftFact, GiftHappening, PledgeEnd, Promised } from "../../domain/gift/gift-fact.ts";
import type { Instant } from "../../domain/plain/instant.ts";

type Step = { readonly pledge: string; readonly step: number; readonly now: Instant };

/** A promise ends, or is one again. `step`: the line of its journal that says so. */
export function endFact(campaign: Campaign, step: Step & { readonly how: PledgeEnd }, gift: Gift | null): GiftFact {
	return deskFact(campaign, step, later(step.now, gift?.pledgeEnd?.at), { type: "pledge-ended", how: step.how });
}

/** Something else was promised than was written down. */
export function saidAgainFact(campaign: Campaign, step: Step & { readonly promise: Promised }, gift: Gift | null) {
	return deskFact(campaign, step, later(step.now, gift?.promised?.at), { type: "pledged", promise: step.promise });
}

/** A later word needs a later time, also where two servers' clocks differ. */
function later(now: Instant, last: Instant | undefined): Instant {
	return Math.max(now, (last ?? 0) + 1);
}

function deskFact(campaign: Campaign, { pledge, step }: Step, at: Instant, happening: GiftHappening): GiftFact {
	return {
		...{ sourceId: `pledge-step:${step}`, at, livemode: campaign.livemode, currency: campaign.currency },
		...{ refs: {}, pledge, placement: { campaign: campaign.id }, happening },
	};
}
