import type { Campaign } from "../drive/campaign.ts";
import { powerHoursAt } from "../drive/power-hour.ts";
import { hourStart } from "../plain/clock-hour.ts";
import type { Instant } from "../plain/instant.ts";
import { type Belongs, hourKey } from "./tally.ts";

/**
 * Where an amount belongs: to the clock hour in which it was booked by its source's clock, and to the power hours in which its gift was
 * given; what goes back later comes off there.
 */
export function belongsIn(campaign: Campaign | undefined, at: Instant, givenAt = at): Belongs {
	if (campaign === undefined) return { hour: null, spans: [], match: null };
	return { hour: hourWithin(campaign, at), spans: powerHoursAt(campaign, givenAt).map(({ id }) => id), match: null };
}

function hourWithin(campaign: Campaign, at: Instant): string | null {
	if (at < campaign.opensAt || at >= campaign.closesAt) return null;
	return hourKey(hourStart(at, campaign.timeZone));
}
