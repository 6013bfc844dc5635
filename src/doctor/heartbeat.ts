import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Lifecycle } from "../lifecycle.ts";
import type { Log } from "../log.ts";

const BEAT_MS = 5_000;
/** Older than this, and the process is taken for gone. */
export const ALIVE_WITHIN_MS = 20_000;

export type WorkerRole = "publish" | "schedule";

/** Says every few seconds that this process is there, for the check before a drive. A beat that fails is left out: the next one comes. */
export function keepBeating(pool: pg.Pool, role: WorkerRole, lifecycle: Lifecycle, log: Log): void {
	const id = `${role}-${randomUUID()}`;
	const beat = () =>
		pool
			.query(
				`with old as (delete from worker_heartbeat where at < now() - interval '1 hour')
				 insert into worker_heartbeat (id, role, at) values ($1, $2, now()) on conflict (id) do update set at = excluded.at`,
				[id, role],
			)
			.catch((error: unknown) =>
				log("debug", "A sign of life could not be written; the next one comes soon.", { error }),
			);
	let last: Promise<unknown> = beat();
	const timer = setInterval(() => {
		last = beat();
	}, BEAT_MS);
	timer.unref();
	lifecycle.onClose("sign of life", async () => {
		clearInterval(timer);
		await last;
		await pool.query("delete from worker_heartbeat where id = $1", [id]).catch(() => undefined);
	});
}
