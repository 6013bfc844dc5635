import type { ScreenState } from "./screen-state.ts";

/** What this browser last knew of one address. */
export type LastKnown = {
	readonly state: ScreenState;
	/** When the ledger was last known to be seen, by this machine's wall clock. */
	readonly seenAt: number;
	/** What the server's clock was ahead of this machine's. */
	readonly ahead: number;
};

export type LastKnownPlace = {
	read(): LastKnown | null;
	keep(known: LastKnown): void;
	wipe(): void;
};

const LONGEST_KEPT_MS = 7 * 24 * 3_600_000;

/**
 * A place in this browser for one address. `build` names the page's own script: another build may have another idea of a state, and
 * reads nothing of it. (Offline the browser's worker brings the same build back; online the stream brings the state.)
 */
export function lastKnownPlace(address: string, build: string, storage: () => Storage, now: () => number) {
	const key = `carillon.last-known ${address}`;
	const place: LastKnownPlace = {
		read() {
			const kept = attempt(
				() => JSON.parse(storage().getItem(key) ?? "null") as (LastKnown & { build: string }) | null,
			);
			if (!kept) return null;
			const age = now() - kept.seenAt;
			if (kept.build === build && age <= LONGEST_KEPT_MS) return kept;
			place.wipe();
			return null;
		},
		keep(known) {
			attempt(() => storage().setItem(key, JSON.stringify({ ...known, build })));
		},
		wipe() {
			attempt(() => storage().removeItem(key));
		},
	};
	return place;
}

/** Storage may be full, switched off, or broken: then nothing is kept, and nothing else suffers. */
function attempt<T>(act: () => T): T | null {
	try {
		return act();
	} catch {
		return null;
	}
}
