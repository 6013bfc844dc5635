import { useEffect, useSyncExternalStore } from "react";
import type { TickerScript } from "../../domain/screen/ticker.ts";
import type { Live } from "../live/live.ts";

/** What the screen is drawn from: the same objects until something in them changes. */
export function useLive(live: Live) {
	const state = useSyncExternalStore(live.subscribe, live.state);
	const standing = useSyncExternalStore(live.subscribe, live.standing);
	const age = useSyncExternalStore(live.subscribe, live.ageSeconds);
	// By whole seconds: between two of them nothing on the screen is different.
	const now = useSyncExternalStore(live.subscribe, () => Math.floor(live.now() / 1000) * 1000);
	return { state, standing, age, now };
}

/** Told of each script that falls while the page is open. */
export function useFallingScripts(live: Live, onScript: (script: TickerScript) => void): void {
	useEffect(() => live.onScript(onScript), [live, onScript]);
}
