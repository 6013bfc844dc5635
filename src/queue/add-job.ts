import { setTimeout as pause } from "node:timers/promises";
import type { Instant } from "../domain/plain/instant.ts";
import type { QueueBackend } from "./backend.ts";
import { type JobName, type JobPayload, parseWork } from "./jobs.ts";

const WITHIN = 3_000;

/**
 * Adds one job. A job with the same `jobId` that is still waiting, delayed or running makes this do nothing. An id may hold no ":" and
 * not be all digits (BullMQ's rule). Throws within three seconds when the queue can't be reached: the sweep will add it later.
 */
export async function addJob<N extends JobName>(
	backend: QueueBackend,
	queueName: string,
	name: N,
	payload: JobPayload<N>,
	options: { jobId?: string; delayUntil?: Instant } = {},
): Promise<void> {
	const work = parseWork(name, payload);
	const delay = options.delayUntil === undefined ? 0 : Math.max(0, options.delayUntil - Date.now());
	const added = backend.queue(queueName).add(work.name, work.payload, { jobId: options.jobId, delay });
	// Before the first connection BullMQ waits without end.
	const timer = new AbortController();
	const late = pause(WITHIN, undefined, { signal: timer.signal }).then(
		() => {
			throw new Error(`The queue ${queueName} did not answer within ${WITHIN / 1000} s.`);
		},
		() => undefined,
	);
	try {
		await Promise.race([added, late]);
	} finally {
		timer.abort();
		added.catch(() => {});
	}
}
