import type pg from "pg";
import { openCampaignDirectory } from "../../campaign/directory.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { enterOffline } from "../../offline/enter-offline.ts";

/** Of the goal. */
const PART = 0.05;
const OFFICE = { id: "demo", name: "Development office" };

/** A cheque that waits to be presented on air: by C on the producer's screen, or on the console's page of cheques. */
export async function bringCheque(pool: pg.Pool, campaign: Campaign): Promise<void> {
	// Under embargo nothing is counted, and nothing posted: there is nothing to hand on.
	const parts = { pool, directory: openCampaignDirectory(pool), dispatch: () => {}, now: Date.now };
	const draft = {
		requestId: "demo-cheque",
		kind: "cheque",
		amount: Math.round((campaign.goal * PART) / 10_000) * 10_000,
		embargoed: true,
		givenBy: "Harbor Credit Union",
		consent: { name: true, amount: true, onAir: true, page: true, social: true },
		...{ stationId: null, dated: null, note: "The big one is on the easel in studio 2.", paysMatch: null },
	} as const;
	await enterOffline(parts, campaign, draft, OFFICE, async () => {});
}
