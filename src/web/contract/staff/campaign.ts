import type { Campaign, CampaignState } from "../../../domain/drive/campaign.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** GET /api/staff/campaigns -> { campaigns: CampaignListItem[] } */
export type CampaignListItem = {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
	readonly shortName: string;
	readonly state: CampaignState;
	readonly livemode: boolean;
	readonly currency: string;
	readonly timeZone: string;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly goal: number;
	/** As said on air, minor units. */
	readonly total: number;
};

/** GET /api/staff/campaigns/:campaign: the drive whole, with the version to send back when it is changed. */
export type StaffCampaign = Campaign & {
	readonly version: number;
	/** Null while posting goes on. */
	readonly stoppedAt: Instant | null;
	readonly stoppedBy: string | null;
};
