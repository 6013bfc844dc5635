import { type Env, readNamedSecret } from "../../config/env.ts";
import { readCampaignFile } from "../campaign/campaign-file.ts";
import { openCampaignDirectory } from "../campaign/directory.ts";
import { isFileAsLoaded } from "../campaign/file-edition.ts";
import { loadCampaign, saveCampaign } from "../campaign/store.ts";
import { openPool } from "../db/pool.ts";
import { vaultOf } from "../foundation.ts";
import { announceNewGoal } from "../ledger/announce.ts";
import { createScreenLink } from "../on-air/screen-link.ts";

export type LoadedCampaign = {
	readonly campaignId: string;
	readonly slug: string;
	readonly hostLink: string | null;
	readonly lines: readonly string[];
};

/**
 * Creates or updates the campaign a file describes. A new one gets its first host link, shown once; a goal raised while it is live
 * is announced. A file that says what it said when it was last loaded changes nothing: what staff have changed at the console since then
 * outlives every start. @throws CampaignFileError with every problem of the file.
 */
export async function loadCampaignFile(env: Env, databaseUrl: string, path: string): Promise<LoadedCampaign> {
	const setup = await readCampaignFile(path, readNamedSecret);
	const pool = openPool(databaseUrl, { max: 2, applicationName: "carillon campaign file" });
	try {
		const { campaign, channels } = setup;
		const before = await loadCampaign(pool, campaign.id);
		if (before !== null && (await isFileAsLoaded(pool, campaign))) {
			const line = `Campaign "${campaign.name}" (${campaign.id}) is as staff have it: its file has not changed since it was loaded.`;
			return { campaignId: campaign.id, slug: before.slug, hostLink: null, lines: [line] };
		}
		const { changed } = await saveCampaign(pool, campaign, channels, vaultOf(env));
		// Their posts are found by the sweep within seconds.
		if (before !== null) await announceNewGoal(pool, openCampaignDirectory(pool), before, campaign, Date.now());
		const hostLink =
			before === null
				? `/on-air/${await createScreenLink(pool, campaign.id, "on-air", "Studio", { role: "host" })}`
				: null;
		const what = before === null ? "is created" : changed ? "is updated" : "is as it was";
		const lines = [`Campaign "${campaign.name}" (${campaign.id}) ${what}.`];
		if (hostLink !== null) lines.push(`Host screen, shown only now: ${hostLink}`);
		return { campaignId: campaign.id, slug: campaign.slug, hostLink, lines };
	} finally {
		await pool.end();
	}
}
