import { createHash } from "node:crypto";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact, Giver } from "../domain/gift/gift-fact.ts";
import { namedText } from "../domain/gift/moderation.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { OfflineGift } from "./offline-store.ts";

type Told = Pick<OfflineGift, "id" | "kind" | "amount" | "givenBy" | "consent" | "stationId" | "paysMatch">;

/** Each presentation is a gift of its own on the ledger: one that was taken back is nothing there, and stays so. */
export function ledgerRef(id: string, presentation: number): string {
	return presentation <= 1 ? id : `${id}-${presentation}`;
}

/** The money is there. `silent`: what was there before the drive is counted and announces nothing. */
export function receivedFact(campaign: Campaign, gift: Told, presentation: number, now: Instant): GiftFact {
	const giver = giverOf(gift);
	return {
		...ownFact(campaign, ledgerRef(gift.id, presentation), "received", now),
		giver,
		// The office wrote this name; nobody has to look at it once more.
		verdict: { is: "approved", of: namedText(giver) },
		...(gift.kind === "opening-balance" && { silent: true }),
		...(gift.paysMatch !== null && { uncounted: true }),
		happening: { type: "received", amount: gift.amount, evidence: "offline" },
	};
}

/** It had come to more or less than it should: by so much, signed. */
export function correctedFact(
	campaign: Campaign,
	{ id, presentations }: Pick<OfflineGift, "id" | "presentations">,
	{ step, amount, now }: { readonly step: number; readonly amount: number; readonly now: Instant },
): GiftFact {
	const correctionId = `${id}:${step}`;
	return {
		...ownFact(campaign, ledgerRef(id, presentations), `corrected:${step}`, now),
		happening: { type: "corrected", correctionId, amount },
	};
}

/** Who gave it, and where they may be named, as the office says now. */
export function describedFact(
	campaign: Campaign,
	gift: Told & Pick<OfflineGift, "presentations">,
	now: Instant,
): GiftFact {
	const giver = { ...giverOf(gift), stationId: gift.stationId ?? "" };
	return {
		...ownFact(campaign, ledgerRef(gift.id, gift.presentations), `described:${now}`, now),
		giver,
		toldBy: "staff",
		verdict: { is: "approved", of: namedText(giver) },
		happening: { type: "described" },
	};
}

function ownFact({ id, livemode, currency }: Campaign, ref: string, deed: string, now: Instant) {
	return {
		...{ sourceId: `${ref}:${deed}`, at: now, livemode, currency },
		refs: { offline: ref },
		placement: { campaign: id },
	};
}

function giverOf({ kind, givenBy, consent, stationId }: Told): Giver {
	const donorKey = kind === "cheque" || kind === "sponsor" ? donorKeyOfName(givenBy) : null;
	return {
		name: givenBy,
		source: kind,
		consent,
		...(stationId !== null && { stationId }),
		...(donorKey !== null && { donorKey }),
	};
}

/** The same organisation twice is one donor: by its name, since a cheque has no e-mail. Null where nothing readable is left of it. */
export function donorKeyOfName(name: string): string | null {
	const plain = name
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
	return plain === "" ? null : createHash("sha256").update(`name:${plain}`).digest("hex").slice(0, 32);
}
