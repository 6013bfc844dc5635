import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ThankDo } from "../../contract/board.ts";
import type { BoardStore, Outcome } from "../board-store.ts";
import type { Words } from "../words.ts";

/** What the buttons and keys do, and what came of it in words. */
export type Thanks = {
	readonly act: (deed: ThankDo) => void;
	/** Says something without doing anything. */
	readonly tell: (words: string) => void;
	/** The last answer in words; empty after some seconds. */
	readonly says: string;
};

const SAID_FOR_MS = 7_000;

export function useThanks(board: BoardStore, name: string, words: Words): Thanks {
	const [says, setSays] = useState("");
	const hushing = useRef(0);
	const tell = useCallback((text: string) => {
		window.clearTimeout(hushing.current);
		setSays(text);
		if (text !== "") hushing.current = window.setTimeout(() => setSays(""), SAID_FOR_MS);
	}, []);
	useEffect(() => () => window.clearTimeout(hushing.current), []);
	const act = useCallback(
		(deed: ThankDo) => {
			tell("");
			void board.act(deed, name.trim()).then((outcome) => tell(wordsFor(deed, outcome, words)));
		},
		[board, name, tell, words],
	);
	return useMemo(() => ({ act, tell, says }), [act, tell, says]);
}

function wordsFor(deed: ThankDo, outcome: Outcome, { act }: Words): string {
	switch (outcome.kind) {
		case "failed":
			return outcome.says ?? act.failed;
		case "refused":
			return refusalIn(act, outcome.refusal);
		case "done":
			if (deed.do === "undo" && outcome.answer.undone === null) return act.nothingToUndo;
			if (deed.do === "claim-batch" && outcome.answer.done.length === 0) return act.nobodyFits;
			return "";
		default:
			return outcome satisfies never;
	}
}

function refusalIn(act: Words["act"], refusal: Extract<Outcome, { kind: "refused" }>["refusal"]): string {
	if (refusal?.reason === "read") return act.alreadyRead;
	if (refusal?.reason === "gone") return act.gone;
	return refusal?.by ? act.taken(refusal.by) : act.failed;
}
