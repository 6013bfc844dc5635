import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { QueueBackend } from "./backend.ts";
import { type JobName, type JobPayload, parseWork, SCHEDULE_QUEUE } from "./jobs.ts";

/** A job that comes round every `every` milliseconds, whichever process takes it. `id` is the scheduler's name in the queue. */
export type SchedulerDefinition = {
	[N in JobName]: { id: string; every: number; name: N; payload: JobPayload<N> };
}[JobName];

const LOOK_EVERY = 5_000;

/**
 * Keeps these schedulers in the queue `schedule`: makes them now, and looks every five seconds whether they are still there, since a
 * flushed Redis has forgotten them. Schedulers that are not in `definitions` are left alone. Never throws; a queue that is down is
 * logged and tried again.
 */
export function keepSchedulers(
	backend: QueueBackend,
	definitions: readonly SchedulerDefinition[],
	options: { log: Log; lookEvery?: number },
): { stop(): Promise<void> } {
	for (const { name, payload } of definitions) parseWork(name, payload);
	const stopping = new AbortController();
	const keep = async () => {
		while (!stopping.signal.aborted) {
			try {
				for (const definition of definitions) await restore(backend, definition);
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				options.log("warn", "The schedule could not be checked and will be again.", { reason });
			}
			await pause(options.lookEvery ?? LOOK_EVERY, undefined, { signal: stopping.signal }).catch(() => {});
		}
	};
	const keeping = keep();
	return {
		async stop() {
			stopping.abort();
			await Promise.race([keeping, pause(3_000, undefined, { ref: false })]);
		},
	};
}

/** Only what is missing: making a scheduler again would replace a job of it that is waiting to run. */
async function restore(backend: QueueBackend, { id, every, name, payload }: SchedulerDefinition): Promise<void> {
	const queue = backend.queue(SCHEDULE_QUEUE);
	const found = await queue.getJobScheduler(id);
	const current = found?.every === every && found.name === name && found.next !== undefined;
	if (current && (await queue.getJob(`repeat:${id}:${found.next}`))) return;
	await queue.upsertJobScheduler(id, { every }, { name, data: payload });
}
