import type pg from "pg";
import { SettingError } from "../../config/env.ts";
import { loadCampaign } from "../campaign/store.ts";
import type { Campaign } from "../domain/drive/campaign.ts";

/** The drive by its id or short address; without a name the only one there is. @throws SettingError that names them */
export async function askedCampaign(pool: pg.Pool, named: string | undefined): Promise<Campaign> {
	const { rows } = await pool.query<{ id: string; slug: string }>(
		"select id, slug from campaign where $1::text is not null or state <> 'archived' order by id",
		[named ?? null],
	);
	const fits = named === undefined ? rows : rows.filter(({ id, slug }) => id === named || slug === named);
	const campaign = fits.length === 1 && fits[0] !== undefined ? await loadCampaign(pool, fits[0].id) : null;
	if (campaign !== null) return campaign;
	if (rows.length === 0) throw new SettingError("There is no campaign yet.");
	throw new SettingError(`Say which campaign with --campaign: ${rows.map(({ id }) => id).join(", ")}.`);
}
