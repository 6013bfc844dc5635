import { type Instant, MINUTE } from "../plain/instant.ts";

/** Money that never passed Stripe, by how it came. */
export const OFFLINE_KINDS = ["cheque", "sponsor", "cash", "opening-balance"] as const;
export type OfflineKind = (typeof OFFLINE_KINDS)[number];

/** waiting: under embargo, nothing of it is on the ledger. cancelled: corrected to nothing. */
export type OfflineState = "waiting" | "counted" | "cancelled";

/** As far as its state goes; `amount` is what it comes to after all corrections, in minor units. */
export type OfflineStanding = {
	readonly amount: number;
	readonly embargoed: boolean;
	readonly presented: { readonly at: Instant; readonly by: string; readonly byId: string } | null;
};

export function offlineState({ amount, embargoed, presented }: OfflineStanding): OfflineState {
	if (amount === 0) return "cancelled";
	return embargoed && presented === null ? "waiting" : "counted";
}

/** Whoever pressed the button may take it back for so long. */
export const UNDO_PRESENTING_WITHIN = 10 * MINUTE;

/** Why it can't be presented, or a presentation not taken back. */
export type PresentRefusal = "gone" | "presented" | "cancelled" | "not-yours" | "too-late" | "announced";

/** Null where it can be presented. */
export function presentingRefused(gift: OfflineStanding): PresentRefusal | null {
	if (offlineState(gift) === "cancelled") return "cancelled";
	return offlineState(gift) === "counted" ? "presented" : null;
}

/** Null where the presentation can be taken back. `announced`: how many milestones were announced because of it. */
export function undoingRefused(
	{ presented }: OfflineStanding,
	asked: { readonly byId: string; readonly now: Instant; readonly announced: number },
): PresentRefusal | null {
	if (presented === null) return "gone";
	if (presented.byId !== asked.byId) return "not-yours";
	if (asked.now > presented.at + UNDO_PRESENTING_WITHIN) return "too-late";
	return asked.announced === 0 ? null : "announced";
}

/** For staff; screens have their own words in both languages. */
export function refusalWords(refusal: PresentRefusal, by: string | null): string {
	const who = by ?? "Somebody";
	switch (refusal) {
		case "gone":
			return "It isn't there, or it waits to be presented: nothing was done.";
		case "presented":
			return `${who} has presented it already. It counts once.`;
		case "cancelled":
			return "It was cancelled. Enter it again if it is to be presented after all.";
		case "not-yours":
			return `${who} presented it; only they can take it back. Anybody in the office can correct it, with a reason.`;
		case "too-late":
			return "More than ten minutes have gone by. Correct it instead, with a reason.";
		case "announced":
			return "A milestone was announced because of it, and that can't be taken back. Correct it instead, with a reason.";
		default:
			return refusal satisfies never;
	}
}

/** Why it can't be corrected to this; null where it can. */
export function correctingRefused(gift: OfflineStanding, to: number): string | null {
	if (to < 0) return "It can't come to less than nothing.";
	if (gift.amount === 0) return "It was cancelled and stays so. Enter it again.";
	return to === gift.amount ? "That is what it comes to already." : null;
}
