import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type PresentRefusal, presentingRefused, undoingRefused } from "../domain/gift/offline-money.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import { countOffline } from "./count-offline.ts";
import { screensAskAgain } from "./enter-offline.ts";
import { correctedFact } from "./offline-facts.ts";
import { addStep, type By, countAnnounced, lockOffline, type OfflineGift } from "./offline-store.ts";

/** How it ended. `by`: whoever had presented it before. */
export type Presented = {
	readonly refused: PresentRefusal | null;
	readonly by: string | null;
	/** It stands as asked for, by this press or by the same reader's press before it. */
	readonly done: boolean;
};

export type Presenting = {
	readonly id: string;
	/** Where the screen is one station's: others' cheques are not its to present. */
	readonly stationId?: string | null;
	readonly by: By;
	/** In the same transaction, before anything: may they still? Throwing changes nothing. */
	readonly allowed?: (client: pg.PoolClient) => Promise<void>;
	/** And where it was done: the audit's line. */
	readonly within?: (client: pg.PoolClient) => Promise<void>;
};

/**
 * Releases it from its embargo: at this moment it goes on the ledger. Pressed twice, or by two people at once, it counts once; the second is
 * told who was first.
 */
export async function presentOffline(parts: OwnParts, campaign: Campaign, asked: Presenting): Promise<Presented> {
	return recordOwn(parts, async (client, record) => {
		const gift = await lockOwn(client, campaign.id, asked);
		await asked.allowed?.(client);
		if (gift === null) return refusedBy("gone", null);
		const refused = presentingRefused(gift);
		if (refused !== null) {
			// The answer to the first press was lost on the way, and it was sent again.
			const isOwnPress = refused === "presented" && gift.presented?.byId === asked.by.id;
			return isOwnPress ? { ...DONE, by: gift.presented?.by ?? null } : refusedBy(refused, gift);
		}
		await countOffline(client, record, campaign, gift, { by: asked.by, now: parts.now(), reason: "Presented." });
		await screensAskAgain(client, campaign.id);
		await asked.within?.(client);
		return DONE;
	});
}

/** Takes a presentation back while nothing was said because of it: a correction on the ledger, and the embargo stands again. */
export async function undoPresenting(parts: OwnParts, campaign: Campaign, asked: Presenting): Promise<Presented> {
	return recordOwn(parts, async (client, record) => {
		const gift = await lockOwn(client, campaign.id, asked);
		await asked.allowed?.(client);
		if (gift === null) return refusedBy("gone", null);
		const now = parts.now();
		const announced = await countAnnounced(client, gift);
		const refused = undoingRefused(gift, { byId: asked.by.id, now, announced });
		if (refused !== null) return refusedBy(refused, gift);
		const undone = { kind: "undone", booked: -gift.booked, reason: "The presentation was taken back." } as const;
		const step = await addStep(client, gift.id, undone, { by: asked.by, now });
		if (gift.booked !== 0) await record([correctedFact(campaign, gift, { step, amount: -gift.booked, now })]);
		await client.query(
			"update offline_gift set presented_at = null, presented_by = null, presented_by_id = null where id = $1",
			[gift.id],
		);
		await screensAskAgain(client, campaign.id);
		await asked.within?.(client);
		return DONE;
	});
}

const DONE: Presented = { refused: null, by: null, done: true };

function refusedBy(refused: PresentRefusal, gift: OfflineGift | null): Presented {
	return { refused, by: gift?.presented?.by ?? null, done: false };
}

async function lockOwn(client: pg.PoolClient, campaignId: string, { id, stationId = null }: Presenting) {
	const gift = await lockOffline(client, campaignId, id);
	return stationId !== null && gift !== null && (gift.stationId ?? stationId) !== stationId ? null : gift;
}
