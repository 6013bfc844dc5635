import type { Log } from "../log.ts";
import type { JobWorker, QueueBackend } from "./backend.ts";
import { untilReachable } from "./until-reachable.ts";

/**
 * A worker that reaches its queue in the end, however long its server is away or too busy. BullMQ on PostgreSQL keeps its first
 * failure for ever, and a worker that runs with it asks again without a pause: it takes no job, and the process does nothing
 * else any more. So it runs only once it was ready, and one that was not makes room for a new one.
 */
export function openSteadily(
	make: () => JobWorker,
	{ backend, log, queue }: { readonly backend: Pick<QueueBackend, "ping">; readonly log: Log; readonly queue: string },
): { stop(): JobWorker } {
	const stopped = new AbortController();
	let worker = make();
	void (async () => {
		while (!stopped.signal.aborted) {
			try {
				await worker.waitUntilReady();
				if (!stopped.signal.aborted) await worker.run();
				return;
			} catch (error) {
				if (stopped.signal.aborted) return;
				const reason = error instanceof Error ? error.message : String(error);
				log("warn", "A worker can't reach its queue; trying again.", { queue, reason });
			}
			await worker.close(true).catch(() => undefined);
			await untilReachable(backend, stopped.signal);
			if (!stopped.signal.aborted) worker = make();
		}
	})();
	return {
		/** The worker to be closed; no other one comes after it. */
		stop() {
			stopped.abort();
			return worker;
		},
	};
}
