import { isDeepStrictEqual } from "node:util";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Db } from "./store.ts";
import { type CampaignRow, campaignOf, configOf } from "./stored-campaign.ts";

/** Whether a campaign file says what it said when it was last loaded, and the drive was changed in another way since. */
export async function isFileAsLoaded(db: Db, campaign: Campaign): Promise<boolean> {
	const { rows } = await db.query<CampaignRow & { isNewest: boolean }>(
		`select campaign_id as id, slug, state, livemode, is_default, config,
		   version = (select max(version) from campaign_version where campaign_id = $1) as "isNewest"
		 from campaign_version where campaign_id = $1 and how = 'campaign-file' order by version desc limit 1`,
		[campaign.id],
	);
	const [row] = rows;
	// Where nobody has changed anything since, saving it finds that out, and brings channels up to the file.
	if (row === undefined || row.isNewest) return false;
	const { isNewest: _, ...loaded } = row;
	return isDeepStrictEqual(comparable(campaignOf(loaded)), comparable(campaign));
}

/** A file says nothing of the rules for names: those are staff's. */
function comparable(campaign: Campaign) {
	const { slug, state, livemode, isDefault } = campaign;
	const { names: _, ...config } = configOf(campaign);
	return { slug, state, livemode, isDefault, config };
}
