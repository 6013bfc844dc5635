import { useCallback, useEffect, useMemo, useState } from "react";
import type { ThankRow } from "../../contract/board.ts";

export type Queue = {
	/** In the order shown: what this reader is reading, what stands in focus, then as the board has it. */
	readonly rows: readonly ThankRow[];
	/** What the keys and buttons act on; null where the list is empty. */
	readonly selected: ThankRow | null;
	readonly select: (giftId: string) => void;
	readonly selectFirst: () => void;
	readonly move: (by: 1 | -1) => void;
};

/**
 * The list with one row in focus, which keeps its place while new gifts arrive: otherwise a gift that came in the moment Space was
 * pressed would be thanked in place of the one just read out.
 */
export function useQueue(listed: readonly ThankRow[]): Queue {
	const [heldId, hold] = useState<string | null>(null);
	const [chosenId, choose] = useState<string | null>(null);
	const rows = useMemo(() => inOrder(listed, heldId), [listed, heldId]);
	const firstId = rows[0]?.giftId ?? null;
	useEffect(() => hold(firstId), [firstId]);
	const selected = rows.find(({ giftId }) => giftId === chosenId) ?? rows[0] ?? null;
	const move = useCallback(
		(by: 1 | -1) => {
			const at = selected === null ? 0 : rows.indexOf(selected) + by;
			choose(rows[Math.max(0, Math.min(rows.length - 1, at))]?.giftId ?? null);
		},
		[rows, selected],
	);
	const selectFirst = useCallback(() => choose(null), []);
	return { rows, selected, select: choose, selectFirst, move };
}

function inOrder(listed: readonly ThankRow[], heldId: string | null): readonly ThankRow[] {
	const isMine = (row: ThankRow) => row.state === "claimed" && row.mine;
	const isHeld = (row: ThankRow) => row.giftId === heldId && row.state === "waiting";
	const mine = listed.filter(isMine);
	const held = listed.filter((row) => isHeld(row));
	return [...mine, ...held, ...listed.filter((row) => !isMine(row) && !isHeld(row))];
}
