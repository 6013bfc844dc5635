import type pg from "pg";
import { type CampaignIndex, indexCampaigns } from "../domain/counting/placement.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type CampaignRow, campaignOf } from "./stored-campaign.ts";

/** The campaigns as this process last read them, so that a gift needs no query to find its place. */
export type CampaignDirectory = {
	/** Reads them on first use. */
	current(): Promise<DirectoryEdition>;
	/** Reads them again. */
	refresh(): Promise<DirectoryEdition>;
};

export type DirectoryEdition = {
	readonly index: CampaignIndex;
	/** By campaign id; the ledger compares them under its lock, so a stale edition never books (see ledger/record.ts). */
	readonly versions: ReadonlyMap<string, number>;
	readonly campaigns: readonly Campaign[];
};

export function openCampaignDirectory(pool: pg.Pool): CampaignDirectory {
	let edition: Promise<DirectoryEdition> | undefined;

	function refresh(): Promise<DirectoryEdition> {
		const reading = read(pool);
		edition = reading;
		// A failed read is not kept: the next gift asks the database again.
		reading.catch(() => {
			if (edition === reading) edition = undefined;
		});
		return reading;
	}

	return { current: () => edition ?? refresh(), refresh };
}

async function read(pool: pg.Pool): Promise<DirectoryEdition> {
	const { rows } = await pool.query<CampaignRow & { version: number }>(
		"select id, slug, state, livemode, is_default, config, version from campaign order by created_at, id",
	);
	const campaigns = rows.map(campaignOf);
	return { index: indexCampaigns(campaigns), versions: new Map(rows.map((row) => [row.id, row.version])), campaigns };
}
