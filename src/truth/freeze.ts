import type pg from "pg";
import { type CampaignEdit, type Edited, editCampaign } from "../campaign/edit.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { loadBooks } from "../ledger/load-state.ts";
import { tellTotal } from "../ledger/tell-total.ts";

type Asked = Pick<CampaignEdit, "saved"> & {
	readonly campaignId: string;
	readonly now: Instant;
	/** In the same transaction: the audit's line. `total`: what is announced from now on. */
	readonly within: (client: pg.PoolClient, total: number) => Promise<void>;
};

/**
 * Freezes the announced total as it stands at this moment, under the ledger's own lock, so that no gift falls in between. Already frozen:
 * nothing changes. Every screen hears of it by an entry of the ledger.
 */
export async function freezeTotal(pool: pg.Pool, asked: Asked): Promise<Edited> {
	return editCampaign(pool, {
		...{ campaignId: asked.campaignId, version: null, saved: asked.saved },
		change: async (before, client) => {
			if (before.frozen) return before;
			const [book] = await loadBooks(client, [asked.campaignId]);
			return { ...before, frozen: { at: asked.now, total: book?.tally.total ?? 0 } };
		},
		also: async (client, _, after) => {
			await tellTotal(client, asked.campaignId, { now: asked.now, sourceId: `frozen:${asked.now}` });
			await asked.within(client, after.frozen?.total ?? 0);
		},
	});
}

/** Lets it move again: at once it is what the ledger says. */
export async function thawTotal(pool: pg.Pool, asked: Asked): Promise<Edited> {
	return editCampaign(pool, {
		...{ campaignId: asked.campaignId, version: null, saved: asked.saved },
		change: (before) => ({ ...before, frozen: null }),
		also: async (client) => {
			const [book] = await loadBooks(client, [asked.campaignId]);
			await tellTotal(client, asked.campaignId, { now: asked.now, sourceId: `thawed:${asked.now}` });
			await asked.within(client, book?.tally.total ?? 0);
		},
	});
}
