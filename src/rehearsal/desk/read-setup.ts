import type pg from "pg";
import { type CampaignRow, campaignOf } from "../../campaign/stored-campaign.ts";
import { accountsOf } from "../../channel/account-store.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { asLive, standIns, type VirtualAccount, type VirtualSetup } from "../virtual/setup.ts";

type Db = Pick<pg.Pool, "query">;

export type ReadSetup = { readonly setup: VirtualSetup; readonly notes: readonly string[] };

const NO_ACCOUNTS =
	"No account is connected yet, so this is rehearsed on one of each kind at the usual pace. Connect yours under Channels.";

/** The drive with its accounts as they are set up now, without their keys. Null where there is no such drive. */
export async function readSetup(db: Db, campaignId: string, publicUrl: string | undefined): Promise<ReadSetup | null> {
	const campaign = await readCampaign(db, campaignId);
	if (campaign === null) return null;
	const stored = await accountsOf(db, campaignId);
	const accounts = stored
		.filter(({ enabled }) => enabled)
		.map(
			({ id, platform, name, language, pacing, linkPolicy }): VirtualAccount => ({
				...{ id, campaignId, platform, name, language, pacing, linkPolicy },
				...{ sealedCredentials: null, enabled: true, pausedUntil: null, pausedReason: null },
			}),
		);
	const { rows } = await db.query<{ mills: number }>(
		"select mills::float8 as mills from x_budget where campaign_id = $1",
		[campaignId],
	);
	const isBare = accounts.length === 0;
	return {
		setup: {
			campaign: asLive(campaign),
			accounts: isBare ? standIns(campaign) : accounts,
			budget: rows[0]?.mills ?? null,
			publicUrl: publicUrl ?? null,
		},
		notes: isBare ? [NO_ACCOUNTS] : [],
	};
}

export async function readCampaign(db: Db, campaignId: string): Promise<Campaign | null> {
	const { rows } = await db.query<CampaignRow>(
		"select id, slug, state, livemode, is_default, config from campaign where id = $1",
		[campaignId],
	);
	return rows[0] === undefined ? null : campaignOf(rows[0]);
}
