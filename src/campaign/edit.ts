import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { loadCampaign, lockForSaving, writeCampaign } from "./store.ts";
import { lastSave, type SavedBy } from "./version-store.ts";

export type CampaignEdit = {
	readonly campaignId: string;
	/** The edition the change was made on; somebody else's save meanwhile makes it a conflict. Null: whatever stands there. */
	readonly version: number | null;
	readonly saved: SavedBy;
	/** What becomes of it; the ledger of the drive is locked meanwhile. Throwing saves nothing. */
	readonly change: (before: Campaign, client: pg.PoolClient) => Campaign | Promise<Campaign>;
	/** More for the same transaction: the audit line, what a raised goal announces. Not called where nothing has changed. */
	readonly also?: (client: pg.PoolClient, before: Campaign, after: Campaign) => Promise<void>;
};

export type Edited =
	| { readonly kind: "saved"; readonly version: number; readonly before: Campaign; readonly after: Campaign }
	| { readonly kind: "unchanged"; readonly version: number }
	/** Saved by somebody else since. */
	| { readonly kind: "conflict"; readonly version: number; readonly lastSave: Awaited<ReturnType<typeof lastSave>> }
	| { readonly kind: "no-such-drive" };

/**
 * The one way a drive's set-up is changed from the console: under the ledger's own lock, as a next edition with a line of history. Gifts,
 * tallies and announcements stay as they are. Every process hears `campaign` with the id.
 * @throws CampaignConflict, and whatever `change` throws
 */
export async function editCampaign(pool: pg.Pool, edit: CampaignEdit): Promise<Edited> {
	// Whatever `also` writes may meet gifts that are being booked: then all of it is done again.
	return retryRaces(() => inTransaction(pool, (client) => editWithin(client, edit)));
}

async function editWithin(client: pg.PoolClient, edit: CampaignEdit): Promise<Edited> {
	await lockForSaving(client, edit.campaignId);
	const version = await versionOf(client, edit.campaignId);
	const before = await loadCampaign(client, edit.campaignId);
	if (version === null || before === null) return { kind: "no-such-drive" };
	if (edit.version !== null && edit.version !== version) {
		return { kind: "conflict", version, lastSave: await lastSave(client, edit.campaignId) };
	}
	const after = await edit.change(before, client);
	if (!(await writeCampaign(client, after, edit.saved))) return { kind: "unchanged", version };
	await edit.also?.(client, before, after);
	await client.query("select pg_notify('campaign', $1)", [edit.campaignId]);
	return { kind: "saved", version: version + 1, before, after };
}

async function versionOf(client: pg.PoolClient, campaignId: string): Promise<number | null> {
	const { rows } = await client.query<{ version: number }>("select version from campaign where id = $1", [campaignId]);
	return rows[0]?.version ?? null;
}
