import type { Campaign } from "../domain/campaign.ts";
import { hourStart } from "../domain/clock-hour.ts";
import type { Instant } from "../domain/instant.ts";
import { emptyTally, figuresOf, hourKey, type Tally } from "../domain/tally.ts";
import type { Db } from "./board-state.ts";
import type { Moment } from "./evergreen.ts";

/** The drive's figures at this moment. */
export async function readMoment(db: Db, { id, goal, timeZone }: Campaign, now: Instant): Promise<Moment> {
	const { rows } = await db.query<{ tally: Partial<Tally> }>(
		"select tally from campaign_tally where campaign_id = $1",
		[id],
	);
	const tally: Tally = { ...emptyTally(), ...rows[0]?.tally };
	const figures = figuresOf(tally, goal, hourKey(hourStart(now, timeZone)));
	return { figures, peak: tally.peak.total, at: now };
}
