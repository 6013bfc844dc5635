import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import { boardChanged, lockBoard } from "../on-air/board-state.ts";
import type { EnterOfflineRequest, OfflineDetails } from "../web/contract/staff/offline.ts";
import { countOffline } from "./count-offline.ts";
import { describedFact } from "./offline-facts.ts";
import { addStep, type By, findOffline, insertOffline, lockOffline, updateDetails } from "./offline-store.ts";

/** Runs in the same transaction: the audit's line. */
export type Within = (client: pg.PoolClient, offlineId: string) => Promise<void>;

/**
 * Enters a cheque, a sponsor's money, cash, the opening balance. Under embargo nothing of it is on the ledger until it is presented; otherwise
 * it is counted at once. The same request again enters nothing again. @returns its id
 */
export async function enterOffline(
	parts: OwnParts,
	campaign: Campaign,
	draft: EnterOfflineRequest,
	by: By,
	within: Within,
): Promise<string> {
	const newId = `off_${randomUUID().replaceAll("-", "")}`;
	return recordOwn(parts, async (client, record) => {
		const now = parts.now();
		const { id, isNew } = await insertOffline(client, { id: newId, campaignId: campaign.id, draft, by, now });
		if (!isNew) return id;
		const gift = await findOffline(client, campaign.id, id);
		if (gift === null) throw new Error(`Offline gift ${id} was entered and isn't there.`);
		await within(client, id);
		if (draft.embargoed) await screensAskAgain(client, campaign.id);
		else await countOffline(client, record, campaign, gift, { by, now, reason: "Counted as it was entered." });
		return id;
	});
}

/** Everything but the money. Null where there is no such gift; screens and the thank-you list follow. */
export async function describeOffline(
	parts: OwnParts,
	campaign: Campaign,
	id: string,
	details: OfflineDetails,
	{ by, within }: { readonly by: By; readonly within: Within },
): Promise<boolean> {
	return recordOwn(parts, async (client, record) => {
		const gift = await lockOffline(client, campaign.id, id);
		if (gift === null) return false;
		const now = parts.now();
		await updateDetails(client, id, details);
		await addStep(client, id, { kind: "described", reason: changedWords(gift, details) }, { by, now });
		await within(client, id);
		if (gift.booked !== 0) await record([describedFact(campaign, { ...gift, ...details }, now)]);
		await screensAskAgain(client, campaign.id);
		return true;
	});
}

/** Without the name itself: it stands in the entry. */
function changedWords(before: OfflineDetails, after: OfflineDetails): string {
	const changed = [
		before.givenBy === after.givenBy ? [] : ["who gave it"],
		JSON.stringify(sorted(before.consent)) === JSON.stringify(sorted(after.consent)) ? [] : ["where they are named"],
		before.stationId === after.stationId ? [] : ["the station"],
		before.dated === after.dated ? [] : ["the date"],
		before.note === after.note ? [] : ["the note"],
	].flat();
	return changed.length === 0 ? "Saved again as it was." : `Changed: ${changed.join(", ")}.`;
}

function sorted(record: object): [string, unknown][] {
	return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What waits to be presented has changed. After the ledger: its lock always comes before the board's. */
export async function screensAskAgain(client: pg.PoolClient, campaignId: string): Promise<void> {
	await lockBoard(client, campaignId);
	await boardChanged(client, campaignId);
}
