import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import type { SavedVersion, SaveOrigin } from "../web/contract/staff/setup.ts";

/** Who saved, and by what. Null: the command line, where nobody is signed in. */
export type SavedBy = {
	readonly by: { readonly id: string; readonly name: string } | null;
	readonly how: SaveOrigin;
	/** "Goal, monthly gifts": what was changed, in a few words. */
	readonly what: string;
};

export const BY_FILE: SavedBy = { by: null, how: "campaign-file", what: "" };

/** The campaign as it stands now becomes a line of its history, in the caller's transaction. */
export async function noteVersion(client: pg.PoolClient, campaignId: string, saved: SavedBy): Promise<void> {
	await client.query(
		`insert into campaign_version (campaign_id, version, slug, state, livemode, is_default, config, saved_by, saved_by_id, how, what)
		 select id, version, slug, state, livemode, is_default, config, $2, $3, $4, $5 from campaign where id = $1`,
		[campaignId, saved.by?.name ?? null, saved.by?.id ?? null, saved.how, saved.what],
	);
}

type Db = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;

const COLUMNS = `version, what, how, saved_by as "savedBy", trunc(extract(epoch from saved_at) * 1000)::float8 as "savedAt"`;

/** Newest first. */
export async function listVersions(db: Db, campaignId: string): Promise<SavedVersion[]> {
	const { rows } = await db.query<SavedVersion>(
		`select ${COLUMNS} from campaign_version where campaign_id = $1 order by version desc limit 200`,
		[campaignId],
	);
	return rows;
}

/** The last save; null for a drive without a history. */
export async function lastSave(
	db: Db,
	campaignId: string,
): Promise<{ readonly savedBy: string | null; readonly savedAt: Instant; readonly how: SaveOrigin } | null> {
	const { rows } = await db.query<SavedVersion>(
		`select ${COLUMNS} from campaign_version where campaign_id = $1 order by version desc limit 1`,
		[campaignId],
	);
	return rows[0] ?? null;
}
