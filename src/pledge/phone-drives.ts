import type { Pool } from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { PhoneDrive, PhoneDrives } from "../web/contract/staff/phones.ts";

/** The drives that whoever answers telephones may hear of: those that are live, and those to come. */
export async function readPhoneDrives(pool: Pool, now: Instant): Promise<PhoneDrives> {
	const { rows } = await pool.query<CampaignRow>(
		`select id, slug, state, livemode, is_default, config from campaign
		where twin_of is null and state in ('live', 'draft') order by created_at, id`,
	);
	const drives = rows.map((row) => driveOf(campaignOf(row))).sort((one, other) => one.opensAt - other.opensAt);
	return {
		live: drives.filter(({ state }) => state === "live"),
		// A draft of last year is nobody's next drive.
		next: drives.filter(({ state, closesAt }) => state === "draft" && closesAt > now),
	};
}

function driveOf({ id, name, hospital, state, stations, opensAt, closesAt, timeZone }: Campaign): PhoneDrive {
	return { id, name, hospital, state, stations: stations.map((one) => one.name), opensAt, closesAt, timeZone };
}
