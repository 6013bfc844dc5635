import type { CampaignState } from "../../../domain/drive/campaign.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** GET /api/staff/phones: the drives whose callers can be answered, and those to come. No figure of them. */
export type PhoneDrives = {
	readonly live: readonly PhoneDrive[];
	/** Drafts, the next one first. */
	readonly next: readonly PhoneDrive[];
};

export type PhoneDrive = {
	readonly id: string;
	readonly name: string;
	readonly hospital: string;
	readonly state: CampaignState;
	readonly stations: readonly string[];
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly timeZone: string;
};
