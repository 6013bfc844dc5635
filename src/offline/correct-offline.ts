import type { Campaign } from "../domain/drive/campaign.ts";
import { correctingRefused, offlineState } from "../domain/gift/offline-money.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import type { CorrectOfflineRequest } from "../web/contract/staff/offline.ts";
import { screensAskAgain, type Within } from "./enter-offline.ts";
import { correctedFact } from "./offline-facts.ts";
import { addStep, type By, lockOffline } from "./offline-store.ts";

export type Corrected =
	| { readonly kind: "corrected"; readonly by: number }
	| { readonly kind: "gone" }
	/** Somebody corrected it since. */
	| { readonly kind: "changed"; readonly amount: number }
	| { readonly kind: "refused"; readonly says: string };

/** A new entry with a reason, never a rewriting: what was counted is corrected on the ledger, what waits only here. To nothing: cancelled. */
export async function correctOffline(
	parts: OwnParts,
	campaign: Campaign,
	id: string,
	{ from, to, reason }: CorrectOfflineRequest,
	{ by, within }: { readonly by: By; readonly within: Within },
): Promise<Corrected> {
	return recordOwn(parts, async (client, record): Promise<Corrected> => {
		const gift = await lockOffline(client, campaign.id, id);
		if (gift === null) return { kind: "gone" };
		if (gift.amount !== from) return { kind: "changed", amount: gift.amount };
		const says = correctingRefused(gift, to);
		if (says !== null) return { kind: "refused", says };
		const now = parts.now();
		const amount = to - gift.amount;
		const isCounted = offlineState(gift) === "counted";
		const kind = to === 0 ? "cancelled" : "corrected";
		const step = await addStep(client, id, { kind, amount, booked: isCounted ? amount : 0, reason }, { by, now });
		await within(client, id);
		if (isCounted) await record([correctedFact(campaign, gift, { step, amount, now })]);
		await screensAskAgain(client, campaign.id);
		return { kind: "corrected", by: amount };
	});
}
