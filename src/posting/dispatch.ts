import type { ReadyPost } from "../ledger/announcements.ts";
import type { Log } from "../log.ts";
import type { QueueBackend } from "../queue/backend.ts";
import { type JobName, publishQueue } from "../queue/jobs.ts";

/** Puts a job for each post on its account's queue. A job is only a wake-up: losing it costs a few seconds, until the sweep. */
export function createDispatch(queues: Pick<QueueBackend, "queue">, log: Log) {
	return (posts: readonly ReadyPost[], name: Extract<JobName, "publish" | "confirm"> = "publish"): void => {
		for (const { id, accountId } of posts) {
			const jobId = `${name}-${id}`;
			queues
				.queue(publishQueue(accountId))
				.add(name, { postId: id }, { jobId })
				.catch((error: unknown) => {
					log("warn", "A post could not be queued; the sweep will.", {
						postId: id,
						error: error instanceof Error ? error.name : "unknown",
					});
				});
		}
	};
}
