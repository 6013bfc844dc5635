import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Gift } from "../domain/gift/gift.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { namesOf } from "../domain/gift/gift-names.ts";
import { lastSay } from "../domain/gift/giver.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import { boardChanged, lockBoard } from "../on-air/board-state.ts";
import { addMove, addMoved, markMoveUndone, movedStill } from "./move-store.ts";

export type By = { readonly id: string; readonly name: string };

/** So many at once: one transaction holds the drive's ledger for a moment. */
const CHUNK = 250;

type Moving = {
	readonly to: string | null;
	readonly by: By;
	/** In the first transaction: the audit's line. */
	readonly within: (client: pg.PoolClient, moveId: number) => Promise<void>;
};

/**
 * These gifts came through another station, or through none, as the office knows better. Each is told to the ledger like any other word
 * about a giver, so every total that names a station follows. @returns the move, which can be undone; null where nothing was to move
 */
export async function moveGifts(
	parts: OwnParts,
	campaign: Campaign,
	giftIds: readonly string[],
	{ to, by, within }: Moving,
): Promise<number | null> {
	let moveId: number | null = null;
	for (const ids of chunks(giftIds)) {
		const known: number | null = moveId;
		moveId = await recordOwn(parts, async (client, record): Promise<number | null> => {
			const now = parts.now();
			const gifts = (await readGifts(client, campaign.id, ids)).filter((gift) => stationOf(gift) !== to);
			if (gifts.length === 0) return known;
			const id = known ?? (await addMove(client, { campaignId: campaign.id, to, by, now }));
			await addMoved(
				client,
				id,
				gifts.map((gift) => ({ id: gift.id, before: stationOf(gift), amount: gift.booked[campaign.id]?.counted ?? 0 })),
			);
			await record(gifts.flatMap((gift) => stationFact(gift, to, now)));
			await followMerged(client, campaign.id, gifts, () => to);
			if (known === null) await within(client, id);
			return id;
		});
	}
	return moveId;
}

/** Each goes back to where it was; those that somebody moved on since stay. @returns false where it was undone before */
export async function undoMove(
	parts: OwnParts,
	campaign: Campaign,
	moveId: number,
	{ by, within }: Pick<Moving, "by" | "within">,
): Promise<boolean> {
	const { to, gifts: moved, isUndone } = await movedStill(parts.pool, campaign.id, moveId);
	if (isUndone) return false;
	const before = new Map(moved.map((one) => [one.id, one.before]));
	for (const ids of chunks([...before.keys()])) {
		await recordOwn(parts, async (client, record) => {
			const now = parts.now();
			const gifts = (await readGifts(client, campaign.id, ids)).filter((gift) => stationOf(gift) === to);
			await record(gifts.flatMap((gift) => stationFact(gift, before.get(gift.id) ?? null, now)));
			await followMerged(client, campaign.id, gifts, (gift) => before.get(gift.id) ?? null);
		});
	}
	// Last: interrupted halfway it can be done again, and what went back already stays.
	return recordOwn(parts, async (client) => {
		const marked = await markMoveUndone(client, { campaignId: campaign.id, moveId, by, now: parts.now() });
		if (marked) await within(client, moveId);
		return marked;
	});
}

async function readGifts(client: pg.PoolClient, campaignId: string, ids: readonly string[]): Promise<Gift[]> {
	const { rows } = await client.query<{ state: Gift }>(
		"select state from gift where campaign_id = $1 and id = any($2) order by id",
		[campaignId, ids],
	);
	return rows.map(({ state }) => state);
}

function stationOf({ giver }: Gift): string | null {
	return giver.stationId || null;
}

function stationFact(gift: Gift, to: string | null, now: Instant): GiftFact[] {
	const names = namesOf(gift.id);
	if (names === null) return [];
	// A later word needs a later time, also where two servers' clocks differ.
	const at = Math.max(now, (lastSay(gift.known) ?? 0) + 1);
	const { livemode } = gift;
	const told = { sourceId: `station:${gift.id}:${at}`, at, livemode, currency: null, placement: {} };
	return [{ ...told, ...names, giver: { stationId: to ?? "" }, toldBy: "staff", happening: { type: "described" } }];
}

/** Where a gift turned out to be another one, the list has a row for each of its names: all of them move. */
async function followMerged(
	client: pg.PoolClient,
	campaignId: string,
	gifts: readonly Gift[],
	to: (gift: Gift) => string | null,
): Promise<void> {
	await lockBoard(client, campaignId);
	await client.query(
		`update thank t set station_id = n.station from (
		   select left(encode(sha256(convert_to(r.ref, 'UTF8')), 'hex'), 16) as gift, g.station
		   from unnest($2::text[], $3::text[]) as g (id, station) join gift_ref r on r.gift_id = g.id
		 ) n where t.campaign_id = $1 and t.gift = n.gift and t.station_id is distinct from n.station`,
		[campaignId, gifts.map(({ id }) => id), gifts.map(to)],
	);
	await boardChanged(client, campaignId);
}

function chunks(ids: readonly string[]): string[][] {
	const all = [...new Set(ids)];
	return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, at) => all.slice(at * CHUNK, (at + 1) * CHUNK));
}
