import type { Slip } from "../../domain/pledge/slip.ts";
import type { Alike } from "../../domain/pledge/slip-alike.ts";
import type { SlipOutcome, SlipRefusal } from "../contract/phones.ts";

/** Where a slip stands, as this browser knows. */
export type SlipStanding =
	/** Not out yet, or not answered: it is sent until it is. */
	| { readonly is: "waiting"; readonly why: null | "draft" | "archived" }
	| { readonly is: "saved"; readonly undoUntil: number; readonly isSameAgain: boolean }
	/** The volunteer has to say something. */
	| { readonly is: "alike"; readonly alike: Alike }
	| { readonly is: "refused"; readonly problems: readonly SlipRefusal[] }
	| { readonly is: "undone" }
	/** Asked to be taken back, and no answer yet. */
	| { readonly is: "undoing"; readonly undoUntil: number }
	/** It was too late to take it back, or it is paid. */
	| { readonly is: "kept"; readonly why: "too-late" | "paid" };

/** A slip as this browser keeps it. */
export type KeptSlip = {
	readonly clientId: string;
	/** The campaign it is for: another drive's link never sends it. */
	readonly drive: string;
	readonly driveName: string;
	readonly currency: string;
	readonly sessionId: string;
	/** By this browser's clock. */
	readonly takenAt: number;
	readonly batchId: string | null;
	readonly despite: boolean;
	/** How often it was sent: one that never was can be thrown away without a word to anybody. */
	readonly tries: number;
	readonly slip: Slip;
	readonly standing: SlipStanding;
};

/** The slip after the server's answer to it. */
export function answered(kept: KeptSlip, outcome: SlipOutcome): KeptSlip {
	switch (outcome.outcome) {
		case "saved": {
			const { undoUntil, isSameAgain, at } = outcome;
			// The rest is no business of this browser any more; by its clock, whatever the server's says.
			const until = Date.now() + Math.max(0, undoUntil - at);
			return { ...kept, slip: bare(kept.slip), standing: { is: "saved", undoUntil: until, isSameAgain } };
		}
		case "undone":
			return { ...kept, slip: bare(kept.slip), standing: { is: "undone" } };
		case "alike":
			return { ...kept, standing: { is: "alike", alike: outcome.alike } };
		case "refused":
			return { ...kept, standing: { is: "refused", problems: outcome.problems } };
		case "closed":
			return { ...kept, tries: kept.tries + 1, standing: { is: "waiting", why: outcome.why } };
		case "failed":
			return { ...kept, tries: kept.tries + 1 };
		default:
			return outcome satisfies never;
	}
}

/** What the list still needs of a slip that is safe: no contact, no note. */
export function bare(slip: Slip): Slip {
	return { ...slip, town: "", pronunciation: "", email: "", phone: "", honoured: "", note: "", dedication: null };
}

/** Still to be sent, or to be said something about. */
export function isOpen({ standing }: KeptSlip): boolean {
	return standing.is === "waiting" || needsSomebody({ standing }) || standing.is === "undoing";
}

export function needsSomebody({ standing }: Pick<KeptSlip, "standing">): boolean {
	return standing.is === "alike" || standing.is === "refused";
}
