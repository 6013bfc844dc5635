import { emptyTally, figuresOf, hourKey, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Db } from "./board-state.ts";
import type { Moment } from "./evergreen.ts";

/** The drive's figures at this moment. */
export async function readMoment(db: Db, campaign: Campaign, now: Instant): Promise<Moment> {
	const { rows } = await db.query<{ tally: Partial<Tally> }>(
		"select tally from campaign_tally where campaign_id = $1",
		[campaign.id],
	);
	const tally: Tally = { ...emptyTally(), ...rows[0]?.tally };
	const figures = figuresOf(tally, campaign, hourKey(hourStart(now, campaign.timeZone)));
	return { figures, peak: tally.peak.total, at: now };
}
