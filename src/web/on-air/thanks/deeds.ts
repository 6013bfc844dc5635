import type { ThankRow } from "../../contract/board.ts";
import type { Words } from "../words.ts";
import type { Chosen } from "./thank-queue.ts";
import type { Thanks } from "./use-thanks.ts";

/** What buttons and keys do with the row in focus. */
export type Deeds = {
	readonly row: ThankRow | null;
	readonly canAct: boolean;
	/** This reader has done something that can be taken back. */
	readonly canUndo: boolean;
	readonly read: () => void;
	/** Claims it, gives it back, or takes it over from somebody who has had it for long. */
	readonly claim: () => void;
	readonly pin: () => void;
	readonly batch: () => void;
	readonly undo: () => void;
};

type Given = {
	readonly row: ThankRow | null;
	readonly thanks: Thanks;
	readonly words: Words;
	readonly chosen: Chosen;
	readonly selectFirst: () => void;
	readonly isLive: boolean;
	readonly canUndo: boolean;
	readonly now: number;
};

const BATCH_SECONDS = 30;

export function deedsOf({ row, thanks, words, chosen, selectFirst, isLive, canUndo, now }: Given): Deeds {
	const { act, tell } = thanks;
	/** A press that can't do anything says why. */
	const whenLive = (deed: () => void) => () => (isLive ? deed() : tell(words.act.offline));
	const onRow = (deed: (row: ThankRow) => void) => whenLive(() => row !== null && deed(row));
	const isTaken = (one: ThankRow) => one.state === "claimed" && !one.mine;
	const { filter, town } = chosen;
	return {
		row,
		canAct: isLive,
		canUndo,
		read: onRow((one) =>
			isTaken(one) ? tell(words.act.taken(one.by ?? "?")) : act({ do: "read", giftIds: [one.giftId] }),
		),
		claim: onRow((one) => {
			if (one.state === "waiting") return act({ do: "claim", giftId: one.giftId });
			if (one.mine) return act({ do: "release", giftIds: [one.giftId] });
			if (one.takeOverFrom !== null && one.takeOverFrom <= now) return act({ do: "take-over", giftId: one.giftId });
			tell(words.act.taken(one.by ?? "?"));
		}),
		pin: onRow((one) => act({ do: one.pinned ? "unpin" : "pin", giftId: one.giftId })),
		batch: whenLive(() => {
			// What was taken comes first in the list.
			selectFirst();
			act({
				do: "claim-batch",
				seconds: BATCH_SECONDS,
				filter,
				...(town === null ? {} : { town }),
			});
		}),
		undo: whenLive(() => act({ do: "undo" })),
	};
}
