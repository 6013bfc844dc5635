import type { KeptSlip } from "./kept-slip.ts";
import type { Sender } from "./sender.ts";
import { type SlipStore, takenBack } from "./slip-store.ts";

/** What a volunteer does with a slip of theirs after it was written. */
export type SlipActs = {
	readonly undo: (kept: KeptSlip) => Promise<void>;
	readonly saveAnyway: (kept: KeptSlip) => Promise<void>;
	readonly throwAway: (kept: KeptSlip) => Promise<void>;
};

export function actsOn(store: SlipStore, sender: Sender): SlipActs {
	return {
		undo: async (kept) => {
			// Nobody has heard of it: it is gone.
			if (kept.standing.is === "waiting" && kept.tries === 0) return takenBack(kept, kept.slip, store);
			const undoUntil = kept.standing.is === "saved" ? kept.standing.undoUntil : Number.POSITIVE_INFINITY;
			await store.change([{ ...kept, standing: { is: "undoing", undoUntil } }]);
			sender.nudge();
		},
		saveAnyway: async (kept) => {
			await store.change([{ ...kept, despite: true, standing: { is: "waiting", why: null } }]);
			sender.nudge();
		},
		throwAway: (kept) => store.remove([kept.clientId]),
	};
}
