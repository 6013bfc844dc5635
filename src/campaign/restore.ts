import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type CampaignRow, campaignOf } from "./stored-campaign.ts";

/**
 * The drive as an older edition had it. Its state and which money counts stay as they are now: what the world sees is never changed by a
 * look back. Null where there is no such edition.
 */
export async function olderEdition(
	db: Pick<pg.Pool, "query">,
	campaignId: string,
	version: number,
): Promise<((now: Campaign) => Campaign) | null> {
	const { rows } = await db.query<CampaignRow>(
		`select campaign_id as id, slug, state, livemode, is_default, config from campaign_version
		 where campaign_id = $1 and version = $2`,
		[campaignId, version],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const older = campaignOf(row);
	return ({ state, livemode, isDefault, currency }) => ({ ...older, state, livemode, isDefault, currency });
}
