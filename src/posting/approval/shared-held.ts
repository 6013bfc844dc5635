import type { Held } from "./waiting-list.ts";

/** What waits in a drive, rendered once for everybody who looks at the same time. */
export type SharedHeld = {
	read(campaignId: string): Promise<readonly Held[]>;
	/** Somebody has done something with it here: whoever asks next sees that. */
	forget(campaignId: string): void;
};

const FRESH_MS = 1_000;

/** Forty posts take a third of a second to render, and every open console asks every few seconds. */
export function shareHeld(read: (campaignId: string) => Promise<readonly Held[]>): SharedHeld {
	const known = new Map<string, { readonly asked: number; readonly held: Promise<readonly Held[]> }>();
	return {
		read(campaignId) {
			const last = known.get(campaignId);
			if (last !== undefined && performance.now() - last.asked < FRESH_MS) return last.held;
			const own = { asked: performance.now(), held: read(campaignId) };
			known.set(campaignId, own);
			// One that failed is nobody else's answer.
			own.held.catch(() => known.get(campaignId) === own && known.delete(campaignId));
			return own.held;
		},
		forget(campaignId) {
			known.delete(campaignId);
		},
	};
}
