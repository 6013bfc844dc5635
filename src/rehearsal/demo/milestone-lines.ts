import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { untilSettled } from "../settle.ts";

export type MilestoneFollower = {
	/** Until every post has gone out, and its line is said. */
	untilQuiet(signal: AbortSignal): Promise<void>;
	stop(): void;
};

const LOOK_EVERY = 300;
const PATIENCE = 30_000;

type ScriptRow = { readonly seq: number; readonly script: string };

/** Says each milestone as the host would read it, as it happens, with the time since the beginning. */
export function followMilestones(pool: pg.Pool, campaignId: string, say: (line: string) => void): MilestoneFollower {
	const startedAt = performance.now();
	const stopped = new AbortController();
	let lastSeq = 0;

	async function look(): Promise<void> {
		const { rows } = await pool.query<ScriptRow>(
			`select seq, script from ledger_entry
			 where campaign_id = $1 and kind = 'announced' and script is not null and seq > $2 order by seq`,
			[campaignId, lastSeq],
		);
		for (const { seq, script } of rows) {
			say(`  ${clock(performance.now() - startedAt)}  ${script.replaceAll(/\s+/g, " ").trim()}`);
			lastSeq = seq;
		}
	}
	async function follow(): Promise<void> {
		while (!stopped.signal.aborted) {
			// The database may be starting again; the next look finds what this one missed.
			await look().catch(() => {});
			await pause(LOOK_EVERY, undefined, { signal: stopped.signal }).catch(() => {});
		}
	}
	void follow();
	return {
		async untilQuiet(signal) {
			await untilSettled(pool, campaignId, { patienceMs: PATIENCE, signal });
			await pause(2 * LOOK_EVERY);
		},
		stop: () => stopped.abort(),
	};
}

/** "3:07" */
function clock(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`.padStart(5);
}
