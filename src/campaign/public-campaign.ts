import type pg from "pg";
import { perPool } from "../db/per-pool.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type CampaignRow, campaignOf } from "./stored-campaign.ts";

/** Its code makes it a 404; nobody outside learns whether the drive is being set up, or its page switched off, or there is none. */
export class NoPublicPage extends Error {
	override name = "NoPublicPage";
	readonly code = "not-found";
}

/**
 * The campaign a public address names: for its page, embeds, feeds and pictures alike.
 * @throws NoPublicPage where there is none, it is a draft, or staff have switched its page off.
 */
export async function publicCampaign(pool: pg.Pool, slug: string): Promise<Campaign> {
	const campaign = await currentCampaign(pool, slug);
	if (campaign === null || campaign.state === "draft" || !campaign.page.isOpen)
		throw new NoPublicPage("There is no campaign at this address.");
	return campaign;
}

type Edition = { readonly id: string; readonly version: number; readonly campaign: Campaign };
const lastRead = perPool(() => new Map<string, Edition>());

/** As it is stored now. It changes a few times a day, and every visitor asks: its set-up (with the logo) is sent and read only when it is another. */
async function currentCampaign(pool: pg.Pool, slug: string): Promise<Campaign | null> {
	const editions = lastRead(pool);
	const known = editions.get(slug);
	const { rows } = await pool.query<CampaignRow & { version: number }>({
		name: "public-campaign",
		text: `select id, slug, state, livemode, is_default, version,
		         case when id = $2 and version = $3 then null else config end as config
		       from campaign where slug = $1`,
		values: [slug, known?.id ?? null, known?.version ?? null],
	});
	const [row] = rows;
	if (row === undefined) return null;
	if (known !== undefined && known.id === row.id && known.version === row.version) {
		const { state, livemode, is_default: isDefault } = row;
		return { ...known.campaign, state, livemode, isDefault };
	}
	const campaign = campaignOf(row);
	editions.set(slug, { id: row.id, version: row.version, campaign });
	return campaign;
}
