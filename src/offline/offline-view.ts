import { offlineState, UNDO_PRESENTING_WITHIN, undoingRefused } from "../domain/gift/offline-money.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { OfflineItem, OfflineList, OfflineStep } from "../web/contract/staff/offline.ts";
import { countAnnounced, type Db, findOffline, listOffline, type OfflineGift, readSteps } from "./offline-store.ts";

type Asking = { readonly staffId: string; readonly now: Instant };

/** A drive's offline money: what waits by when it is announced, then the newest first. */
export async function readOffline(db: Db, campaignId: string, asking: Asking): Promise<OfflineList> {
	const gifts = await listOffline(db, campaignId);
	const steps = await readSteps(
		db,
		gifts.map(({ id }) => id),
	);
	const items = await Promise.all(gifts.map((gift) => itemOf(db, gift, steps.get(gift.id) ?? [], asking)));
	const waiting = items.filter(({ state }) => state === "waiting");
	return {
		items: [...waiting.sort(byDate), ...items.filter(({ state }) => state !== "waiting")],
		sums: { waiting: sumOf(waiting), counted: sumOf(of(items, "counted")), cancelled: sumOf(of(items, "cancelled")) },
	};
}

/** One of them; null where the drive has none of this id. */
export async function readOfflineItem(
	db: Db,
	campaignId: string,
	id: string,
	asking: Asking,
): Promise<OfflineItem | null> {
	const gift = await findOffline(db, campaignId, id);
	return gift && itemOf(db, gift, (await readSteps(db, [id])).get(id) ?? [], asking);
}

async function itemOf(db: Db, gift: OfflineGift, steps: readonly OfflineStep[], asking: Asking): Promise<OfflineItem> {
	const { presented, entries: _, booked: __, campaignId: ___, presentations: ____, ...shown } = gift;
	return {
		...shown,
		state: offlineState(gift),
		presented: presented && { at: presented.at, by: presented.by },
		undoUntil: await undoUntil(db, gift, asking),
		steps,
	};
}

/** Offered only where it would not be refused. What was announced is asked last: few were presented lately, and by whoever asks. */
async function undoUntil(db: Db, gift: OfflineGift, { staffId, now }: Asking): Promise<Instant | null> {
	const refused = (announced: number) => undoingRefused(gift, { byId: staffId, now, announced }) !== null;
	if (gift.presented === null || refused(0) || refused(await countAnnounced(db, gift))) return null;
	return gift.presented.at + UNDO_PRESENTING_WITHIN;
}

function of(items: readonly OfflineItem[], state: OfflineItem["state"]): OfflineItem[] {
	return items.filter((item) => item.state === state);
}

function sumOf(items: readonly OfflineItem[]) {
	return { amount: items.reduce((sum, { amount }) => sum + amount, 0), count: items.length };
}

function byDate(a: OfflineItem, b: OfflineItem): number {
	return (a.dated ?? Number.MAX_SAFE_INTEGER) - (b.dated ?? Number.MAX_SAFE_INTEGER) || a.created.at - b.created.at;
}
