import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

const LOOK_EVERY = 100;

export type Settled = { readonly unsettled: number; readonly rounds: number };

/**
 * Waits until no post of the campaign is under way any more. Gives up where for `patienceMs` nothing has changed at all, and says
 * how many are left: something is stuck then, and the comparison will name it.
 */
export async function untilSettled(
	pool: pg.Pool,
	campaignId: string,
	options: { readonly patienceMs: number; readonly signal: AbortSignal; readonly onLook?: (unsettled: number) => void },
): Promise<Settled> {
	let last = "";
	let changedAt = performance.now();
	for (let rounds = 1; ; rounds += 1) {
		const states = await statesOf(pool, campaignId);
		const unsettled = ["held", "ready", "sending", "unconfirmed"].reduce((sum, state) => sum + (states[state] ?? 0), 0);
		options.onLook?.(unsettled);
		if (unsettled === 0) return { unsettled, rounds };
		const now = JSON.stringify(states);
		if (now !== last) {
			last = now;
			changedAt = performance.now();
		}
		if (performance.now() - changedAt > options.patienceMs || options.signal.aborted) return { unsettled, rounds };
		await pause(LOOK_EVERY);
	}
}

/** Posts of the campaign by state. */
export async function statesOf(pool: pg.Pool, campaignId: string): Promise<Record<string, number>> {
	const { rows } = await pool.query<{ state: string; posts: number }>(
		"select state, count(*)::int as posts from post where campaign_id = $1 group by state order by state",
		[campaignId],
	);
	return Object.fromEntries(rows.map((row) => [row.state, row.posts]));
}
