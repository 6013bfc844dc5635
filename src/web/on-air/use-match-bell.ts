import { useEffect, useRef } from "react";
import type { Drive } from "./drive.ts";

/** Rings when a match opens or is spent while somebody looks; a screen that has just been opened rings for nothing that was before. */
export function useMatchBell(drive: Drive | null, isLive: boolean, ring: () => void): void {
	const known = useRef<ReadonlyMap<string, string> | null>(null);
	useEffect(() => {
		if (drive === null || !isLive) return;
		const states = new Map(drive.allMatches.map(({ id, state }) => [id, state as string]));
		const before = known.current;
		known.current = states;
		if (before === null) return;
		const rings = [...states].some(([id, state]) => {
			const was = before.get(id);
			return was !== state && (state === "open" || (state === "spent" && was !== undefined));
		});
		if (rings) ring();
	}, [drive, isLive, ring]);
}
