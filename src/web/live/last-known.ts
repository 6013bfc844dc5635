import { openKept, wipeKept } from "./kept-screens.ts";
import type { ScreenState } from "./screen-state.ts";

/** What this browser last knew of one address. */
export type LastKnown = {
	readonly state: ScreenState;
	/** When the ledger was last known to be seen, by this machine's wall clock. */
	readonly seenAt: number;
	/** What the server's clock was ahead of this machine's. */
	readonly ahead: number;
};

type Kept = LastKnown & { readonly build: string };

const LONGEST_SHOWN_MS = 7 * 24 * 3_600_000;

/**
 * What was kept of this address. `build` names the page's own script: another build may have another idea of a state, and reads nothing
 * of it. (Offline the service worker brings the same build back; online the stream brings the state.)
 */
export async function readLastKnown(address: string, build: string): Promise<LastKnown | null> {
	try {
		const entry = await (await openKept(address))?.match(address);
		if (!entry) return null;
		const kept = (await entry.json()) as Kept;
		return kept.build === build && Date.now() - kept.seenAt < LONGEST_SHOWN_MS ? kept : null;
	} catch {
		return null;
	}
}

export async function writeLastKnown(address: string, build: string, known: LastKnown): Promise<void> {
	try {
		const kept: Kept = { ...known, build };
		const headers = { "Content-Type": "application/json", Date: new Date().toUTCString() };
		await (await openKept(address))?.put(address, new Response(JSON.stringify(kept), { headers }));
	} catch {
		// A full disk: nothing else suffers.
	}
}

/** The link was switched off: nothing of it stays, its pages included. */
export async function wipeLastKnown(address: string): Promise<void> {
	await wipeKept(address);
}
