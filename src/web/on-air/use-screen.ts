import { useEffect, useState, useSyncExternalStore } from "react";
import type { TickerScript } from "../../domain/ticker.ts";
import type { Live, LiveStanding } from "../live/open-live.ts";
import type { ScreenState } from "../live/screen-state.ts";
import type { BoardStore, BoardView } from "./board-store.ts";

/** The stream's state, and how far it may be believed. */
export function useLive(live: Live): { state: ScreenState | null; standing: LiveStanding; age: number | null } {
	const state = useSyncExternalStore(live.subscribe, live.state);
	const standing = useSyncExternalStore(live.subscribe, live.standing);
	const age = useSyncExternalStore(live.subscribe, live.ageSeconds);
	return { state, standing, age };
}

export function useBoard(board: BoardStore): BoardView {
	return useSyncExternalStore(board.subscribe, board.view);
}

/** The server's clock, every so many milliseconds: for ages and countdowns. */
export function useNow(live: Live, everyMs = 1000): number {
	const [now, setNow] = useState(live.now);
	useEffect(() => {
		const timer = window.setInterval(() => setNow(live.now()), everyMs);
		return () => window.clearInterval(timer);
	}, [live, everyMs]);
	return now;
}

/** Counts the scripts that fell while the screen was open; each rings. */
export function useRing(live: Live, onRing: () => void): number {
	const [rung, setRung] = useState(0);
	useEffect(
		() =>
			live.onScript((_script: TickerScript) => {
				setRung((count) => count + 1);
				onRing();
			}),
		[live, onRing],
	);
	return rung;
}
