import type { Campaign } from "../../../domain/drive/campaign.ts";
import type { OfflineKind } from "../../../domain/gift/offline-money.ts";
import { momentsOf, wallClockAt } from "../../../domain/plain/local-clock.ts";
import { parseAmount } from "../../../domain/plain/money.ts";
import type { EnterOfflineRequest, OfflineConsent, OfflineItem } from "../../contract/staff/offline.ts";

/** What is being typed. */
export type Draft = {
	readonly kind: OfflineKind;
	readonly givenBy: string;
	readonly amount: string;
	readonly stationId: string;
	readonly embargoed: boolean;
	/** On the drive's own clock, as browsers write it. */
	readonly dated: string;
	readonly note: string;
	readonly consent: OfflineConsent;
	readonly paysMatch: string;
};

export const FRESH: Draft = {
	...{ kind: "cheque", givenBy: "", amount: "", stationId: "", embargoed: true, dated: "", note: "", paysMatch: "" },
	// A consent is given, never assumed.
	consent: { name: false, amount: false, onAir: false, page: false, social: false },
};

export function draftOf(item: OfflineItem, { timeZone }: Campaign): Draft {
	const { kind, givenBy, embargoed, note, consent } = item;
	return {
		...{ kind, givenBy, embargoed, note, consent, amount: "" },
		stationId: item.stationId ?? "",
		dated: item.dated === null ? "" : wallClockAt(item.dated, timeZone).slice(0, 16),
		paysMatch: item.paysMatch ?? "",
	};
}

/** As it is sent, or what is still missing. Of an entry that is there the money isn't asked for: it is corrected. */
export function requestOf(
	draft: Draft,
	{ currency, timeZone }: Campaign,
	{ requestId, isNew }: { readonly requestId: string; readonly isNew: boolean },
): EnterOfflineRequest | { readonly missing: string } {
	const amount = parseAmount(draft.amount, currency) ?? 0;
	const { kind, note, consent } = draft;
	const isOpening = kind === "opening-balance";
	const givenBy = draft.givenBy.trim() || (isOpening ? "Opening balance" : "");
	if (givenBy === "") return { missing: "Write who gives it." };
	if (isNew && amount <= 0) return { missing: "Write how much it is, like 5000 or 5000.50." };
	const [dated = null] = draft.dated === "" ? [] : momentsOf(draft.dated, timeZone);
	return {
		...{ requestId, kind, amount, givenBy, note: note.trim(), dated },
		consent: isOpening ? FRESH.consent : consent,
		embargoed: draft.embargoed && !isOpening,
		stationId: draft.stationId || null,
		paysMatch: draft.paysMatch || null,
	};
}
