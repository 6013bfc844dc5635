import type { TickerAudience, TickerSnapshot } from "../domain/screen/ticker.ts";
import { toWire, type Wire } from "./chunk.ts";
import { snapshotFrame } from "./sse-frame.ts";

export type SharedSnapshot = { readonly snapshot: TickerSnapshot; readonly wire: Wire };

export type SharedSnapshots = {
	/** A snapshot as of this seq or a later one, read within the last second. */
	atLeast(audience: TickerAudience, seq: number): Promise<SharedSnapshot>;
};

const FRESH_MS = 1000;

type Taken = { readonly asked: number; readonly shared: Promise<SharedSnapshot> };

/**
 * One reading for all who come at the same time: after a restart thousands of screens come back within seconds, and each
 * reading costs the database as much as a hundred gifts do.
 */
export function shareSnapshots(
	read: (audience: TickerAudience) => Promise<TickerSnapshot>,
	newestVersion: () => number,
): SharedSnapshots {
	const taken = new Map<TickerAudience, Taken>();

	function take(audience: TickerAudience): Taken {
		const shared = read(audience).then((snapshot) => ({ snapshot, wire: toWire(snapshotFrame(snapshot)) }));
		const own: Taken = { asked: performance.now(), shared };
		taken.set(audience, own);
		// One that failed is nobody else's answer.
		shared.catch(() => taken.get(audience) === own && taken.delete(audience));
		return own;
	}

	return {
		async atLeast(audience, seq) {
			const known = taken.get(audience);
			if (known && performance.now() - known.asked < FRESH_MS) {
				// Its failure may be over by now.
				const shared = await known.shared.catch(() => null);
				const isNewEnough =
					shared !== null && shared.snapshot.seq >= seq && shared.snapshot.campaign.version >= newestVersion();
				if (isNewEnough) return shared;
				// Whoever waited for the same one, and was not served by it, shares the next.
				const next = taken.get(audience);
				if (next && next !== known) return next.shared;
			}
			return take(audience).shared;
		},
	};
}
