import type { ReadyPost } from "../ledger/announcements.ts";
import type { Log } from "../log.ts";
import { addJob } from "../queue/add-job.ts";
import type { QueueBackend } from "../queue/backend.ts";
import { publishQueue } from "../queue/jobs.ts";

export type Dispatch = (
	posts: readonly ReadyPost[],
	use?: { readonly name?: "publish" | "confirm"; readonly round?: number },
) => void;

/**
 * Puts a job for each post on its account's queue. A job is only a wake-up: losing it costs a few seconds, until the sweep. The
 * sweep names its `round`: a worker that was killed keeps its job's id taken for a minute, and the post must not wait for that.
 */
export function createDispatch(queues: QueueBackend, log: Log): Dispatch {
	return (posts, { name = "publish", round } = {}) => {
		for (const { id, accountId } of posts) {
			const jobId = round === undefined ? `${name}-${id}` : `${name}-${id}-${round}`;
			addJob(queues, publishQueue(accountId), name, { postId: id }, { jobId }).catch((error: unknown) => {
				log("warn", "A post could not be queued; the sweep will.", {
					postId: id,
					error: error instanceof Error ? error.name : "unknown",
				});
			});
		}
	};
}
