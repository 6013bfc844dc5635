import { setTimeout as pause } from "node:timers/promises";
import { DelayedError, type Job } from "bullmq";
import type { Instant } from "../domain/plain/instant.ts";
import type { Log } from "../log.ts";
import type { JobWorker, QueueBackend } from "./backend.ts";
import { parseWork, type Work } from "./jobs.ts";
import { openSteadily } from "./open-steadily.ts";

export type WorkerDefinition = {
	/**
	 * Does one job. Returning `delayUntil` puts the job back until then, under the same id. Throwing removes it: what has to be tried
	 * again is decided from the database. `signal` aborts when the process can wait no longer.
	 */
	handle(work: Work, context: { signal: AbortSignal; jobId: string }): Promise<undefined | { delayUntil: Instant }>;
	/** Jobs at once in this process. */
	concurrency: number;
	log: Log;
};

export type RunningWorker = {
	/** Takes no more jobs and waits for those under way, but at most `within` milliseconds; then they are given up. */
	close(within?: number): Promise<void>;
};

/** For giving up jobs in order, once their time is over. */
const GRACE = 2_000;

export function runWorker(backend: QueueBackend, queueName: string, definition: WorkerDefinition): RunningWorker {
	// Three parameters: BullMQ passes the signal only to a function that asks for it.
	const make = () =>
		backend.worker(queueName, (job, token, signal) => processJob(definition, job, token, signal), {
			concurrency: definition.concurrency,
		});
	const steady = openSteadily(make, { backend, log: definition.log, queue: queueName });
	let closed: Promise<void> | undefined;
	return {
		close(within = 10_000) {
			closed ??= closeWithin(steady.stop(), within);
			return closed;
		},
	};
}

async function processJob(
	{ handle, log }: WorkerDefinition,
	job: Job<unknown, void, string>,
	token?: string,
	signal: AbortSignal = new AbortController().signal,
): Promise<void> {
	const fields = { queue: job.queueName, job: job.name, jobId: job.id };
	let outcome: undefined | { delayUntil: Instant };
	try {
		const work = parseWork(job.name, job.data);
		outcome = await untilAborted(handle(work, { signal, jobId: job.id ?? "" }), signal);
	} catch (error) {
		log("error", "A job failed.", { ...fields, reason: error instanceof Error ? error.message : String(error) });
		throw error;
	}
	if (!outcome) return;
	await job.moveToDelayed(outcome.delayUntil, token);
	// Tells BullMQ that the job is put back and not done; it counts as no attempt.
	throw new DelayedError();
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const giveUp = () => reject(new Error("The process ends and could wait for this job no longer."));
		if (signal.aborted) giveUp();
		signal.addEventListener("abort", giveUp, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
	});
}

async function closeWithin(worker: JobWorker, within: number): Promise<void> {
	const closing = worker.close();
	if (await endsWithin(closing, within)) return;
	worker.cancelAllJobs("The process ends.");
	// With the queue's server gone even giving up can't be written down; its lock runs out by itself.
	await endsWithin(closing, GRACE);
}

async function endsWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
	const timer = new AbortController();
	const over = pause(milliseconds, false, { signal: timer.signal }).catch(() => false);
	const ended = await Promise.race([work.then(() => true), over]);
	timer.abort();
	return ended;
}
