import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import type { Campaign } from "../domain/campaign.ts";
import { emptyTally } from "../domain/tally.ts";
import type { ChannelSetup } from "./channel-setup.ts";
import { type CredentialVault, saveChannels } from "./channel-store.ts";
import { type CampaignRow, campaignOf, configOf } from "./stored-campaign.ts";

/** A pool, or a client inside a transaction. */
export type Db = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;

export class CampaignConflict extends Error {
	override name = "CampaignConflict";
	readonly code = "campaign-conflict";
}

/**
 * Creates the campaign, or brings the one with its id up to this; its channels likewise, those not named any more are switched
 * off. One transaction; every process hears `campaign` with the id. The red button and the running numbers stay as they are.
 * @throws CampaignConflict where another campaign has its slug or is the default, or where gifts are counted in another currency.
 */
export async function saveCampaign(
	pool: pg.Pool,
	campaign: Campaign,
	channels: readonly ChannelSetup[],
	vault: CredentialVault,
): Promise<{ readonly changed: boolean }> {
	return inTransaction(pool, async (client) => {
		// Two processes that start with the same file would otherwise both find nothing and both insert.
		await client.query("select pg_advisory_xact_lock(hashtext('save campaign'))");
		await refuseConflict(client, campaign);
		const changed = await upsert(client, campaign);
		await client.query(
			"insert into campaign_tally (campaign_id, tally) values ($1, $2) on conflict (campaign_id) do nothing",
			[campaign.id, JSON.stringify(emptyTally())],
		);
		const channelsChanged = await saveChannels(client, campaign.id, channels, vault);
		if (changed || channelsChanged) await client.query("select pg_notify('campaign', $1)", [campaign.id]);
		return { changed: changed || channelsChanged };
	});
}

async function upsert(client: pg.PoolClient, campaign: Campaign): Promise<boolean> {
	const before = await loadCampaign(client, campaign.id);
	const config = configOf(campaign);
	if (before !== null && isDeepStrictEqual(before, { ...campaign, ...config })) return false;
	const { id, slug, state, livemode, isDefault } = campaign;
	await client.query(
		`insert into campaign (id, slug, state, livemode, is_default, config) values ($1, $2, $3, $4, $5, $6)
		 on conflict (id) do update set slug = excluded.slug, state = excluded.state, livemode = excluded.livemode,
		   is_default = excluded.is_default, config = excluded.config, version = campaign.version + 1`,
		[id, slug, state, livemode, isDefault, JSON.stringify(config)],
	);
	return true;
}

async function refuseConflict(client: pg.PoolClient, campaign: Campaign): Promise<void> {
	const others = await client.query<{ id: string; slug: string }>(
		"select id, slug from campaign where id <> $1 and (slug = $2 or (is_default and $3))",
		[campaign.id, campaign.slug, campaign.isDefault],
	);
	const other = others.rows[0];
	if (other !== undefined) {
		throw new CampaignConflict(
			other.slug === campaign.slug
				? `The campaign ${other.id} has the slug "${campaign.slug}" already: give this one another, or use that id`
				: `The campaign ${other.id} is the default already: set isDefault to false in one of the two`,
		);
	}
	const counted = await client.query<{ currency: string }>(
		`select config->>'currency' as currency from campaign
		 where id = $1 and config->>'currency' <> $2 and exists (select from ledger_entry where campaign_id = $1)`,
		[campaign.id, campaign.currency],
	);
	if (counted.rows[0] !== undefined) {
		throw new CampaignConflict(
			`${campaign.id} has gifts in ${counted.rows[0].currency.toUpperCase()}: its currency can't change any more; make a new campaign`,
		);
	}
}

const COLUMNS = "id, slug, state, livemode, is_default, config";

/** Null where there is none. */
export async function loadCampaign(db: Db, id: string): Promise<Campaign | null> {
	const { rows } = await db.query<CampaignRow>(`select ${COLUMNS} from campaign where id = $1`, [id]);
	return rows[0] === undefined ? null : campaignOf(rows[0]);
}

/** Null where there is none. */
export async function findCampaignBySlug(db: Db, slug: string): Promise<Campaign | null> {
	const { rows } = await db.query<CampaignRow>(`select ${COLUMNS} from campaign where slug = $1`, [slug]);
	return rows[0] === undefined ? null : campaignOf(rows[0]);
}

/** All of them, oldest first, whatever their state: late gifts and refunds still belong to closed drives. */
export async function loadCampaigns(db: Db): Promise<Campaign[]> {
	const { rows } = await db.query<CampaignRow>(`select ${COLUMNS} from campaign order by created_at, id`);
	return rows.map(campaignOf);
}
