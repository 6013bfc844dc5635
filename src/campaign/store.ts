import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { emptyTally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { ChannelSetup } from "./channel-setup.ts";
import { type CredentialVault, saveChannels } from "./channel-store.ts";
import { type CampaignRow, campaignOf, configOf } from "./stored-campaign.ts";
import { BY_FILE, noteVersion, type SavedBy } from "./version-store.ts";

/** A pool, or a client inside a transaction. */
export type Db = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;

export class CampaignConflict extends Error {
	override name = "CampaignConflict";
	readonly code = "campaign-conflict";
	/** Of the set-up. */
	readonly field: "slug" | "isDefault" | "currency" | "livemode";

	constructor(field: CampaignConflict["field"], message: string) {
		super(message);
		this.field = field;
	}
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
		await lockForSaving(client, campaign.id);
		const changed = await writeCampaign(client, campaign, BY_FILE);
		const channelsChanged = await saveChannels(client, campaign.id, channels, vault);
		if (changed || channelsChanged) await client.query("select pg_notify('campaign', $1)", [campaign.id]);
		return { changed: changed || channelsChanged };
	});
}

/**
 * Lets one save at a time into the database, and waits for the gifts that are being booked in this drive: whoever books next is told of
 * the new edition by the row it locks (0015_campaign.sql). The tally's lock comes first, as it does in the ledger.
 */
export async function lockForSaving(client: pg.PoolClient, campaignId: string): Promise<void> {
	// Two processes that start with the same file would otherwise both find nothing and both insert.
	await client.query("select pg_advisory_xact_lock(hashtext('save campaign'))");
	await client.query("select from campaign_tally where campaign_id = $1 for update", [campaignId]);
}

/**
 * Writes the campaign as its next edition, with the line of its history, under the caller's lock. False where nothing has changed.
 * @throws CampaignConflict
 */
export async function writeCampaign(client: pg.PoolClient, campaign: Campaign, saved: SavedBy): Promise<boolean> {
	await refuseConflict(client, campaign);
	const before = await loadCampaign(client, campaign.id);
	const config = configOf(withStaffsOwn(campaign, before));
	if (before !== null && isDeepStrictEqual(before, { ...campaign, ...config })) return false;
	const { id, slug, state, livemode, isDefault } = campaign;
	const { rows } = await client.query<{ version: number }>(
		`insert into campaign (id, slug, state, livemode, is_default, config) values ($1, $2, $3, $4, $5, $6)
		 on conflict (id) do update set slug = excluded.slug, state = excluded.state, livemode = excluded.livemode,
		   is_default = excluded.is_default, config = excluded.config, version = campaign.version + 1
		 returning version`,
		[id, slug, state, livemode, isDefault, JSON.stringify(config)],
	);
	await client.query(
		`insert into campaign_tally (campaign_id, tally, campaign_version) values ($1, $2, $3)
		 on conflict (campaign_id) do nothing`,
		[id, JSON.stringify(emptyTally()), rows[0]?.version],
	);
	await noteVersion(client, id, saved);
	return true;
}

/** What staff make while the drive runs: a file that says nothing of it leaves it as it stands. */
const STAFFS_OWN = ["names", "simulcasts", "matches", "powerHours", "pledgesCount", "frozen"] as const;

function withStaffsOwn(campaign: Campaign, before: Campaign | null): Campaign {
	const kept = STAFFS_OWN.filter((field) => campaign[field] === undefined && before?.[field] !== undefined);
	return { ...campaign, ...Object.fromEntries(kept.map((field) => [field, before?.[field]])) };
}

async function refuseConflict(client: pg.PoolClient, campaign: Campaign): Promise<void> {
	const others = await client.query<{ id: string; slug: string }>(
		"select id, slug from campaign where id <> $1 and (slug = $2 or (is_default and $3))",
		[campaign.id, campaign.slug, campaign.isDefault],
	);
	const other = others.rows[0];
	if (other !== undefined) {
		throw new CampaignConflict(
			other.slug === campaign.slug ? "slug" : "isDefault",
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
			"currency",
			`${campaign.id} has gifts in ${counted.rows[0].currency.toUpperCase()}: its currency can't change any more; make a new campaign`,
		);
	}
	const mode = await client.query(
		"select from campaign where id = $1 and livemode <> $2 and exists (select from ledger_entry where campaign_id = $1)",
		[campaign.id, campaign.livemode],
	);
	if (mode.rowCount !== 0) {
		throw new CampaignConflict(
			"livemode",
			`${campaign.id} has counted ${campaign.livemode ? "test" : "real"} money already, and the two never mix: make a copy of it for ${campaign.livemode ? "real" : "test"} money`,
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
