import { useCallback, useState } from "react";
import type { Board } from "../../contract/board.ts";
import type { Drive } from "../drive.ts";
import { isNew, type Sentence, sentencesToSay } from "./sentences.ts";

export type SayQueue = {
	readonly shown: Sentence | null;
	/** Which of how many it is. */
	readonly at: number;
	readonly all: number;
	/** The newest other sentence that is news too; null where there is none. */
	readonly waiting: Sentence | null;
	readonly showNext: () => void;
	readonly show: (id: string) => void;
};

/** The sentence on screen: the one that should be said first, until the host looks for another; anything newer takes its place. */
export function useSentences(drive: Drive, board: Board | null): SayQueue {
	const { now, state } = drive;
	const all = sentencesToSay(
		{
			producer: board?.sayNow ?? null,
			scripts: state.scripts,
			show: board?.slots.now ?? [],
			evergreen: board?.evergreen ?? [],
		},
		now,
	);
	const first = all[0] ?? null;
	const newest = all.find((one) => isNew(one, now))?.id ?? "";
	const [choice, choose] = useState({ id: "", while: "" });
	const chosen = choice.while === newest ? all.findIndex(({ id }) => id === choice.id) : -1;
	const at = Math.max(0, chosen);
	const shown = all[at] ?? first;
	const waiting = all.find((one) => one.id !== shown?.id && isNew(one, now)) ?? null;
	const show = useCallback((id: string) => choose({ id, while: newest }), [newest]);
	const nextId = all[(at + 1) % Math.max(1, all.length)]?.id ?? "";
	const showNext = useCallback(() => show(nextId), [show, nextId]);
	return { shown, at, all: all.length, waiting, showNext, show };
}
