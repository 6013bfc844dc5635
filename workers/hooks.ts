import { type Foundation, vaultOf } from "../src/foundation.ts";
import { deliverDue } from "../src/hook/deliver.ts";
import { feedHooks } from "../src/hook/feed.ts";
import type { Lifecycle } from "../src/lifecycle.ts";
import { addJob } from "../src/queue/add-job.ts";
import { HOOK_QUEUE } from "../src/queue/jobs.ts";
import { runWorker } from "../src/queue/run-worker.ts";

/** Receivers at once in this process; each has one message on the way. */
const AT_ONCE = 8;

/** Part of the schedule worker: sends news to receivers outside, in a queue of their own so that a slow one holds nothing else up. */
export function openHookWorker({ env, pool, queues, log }: Foundation, lifecycle: Lifecycle): void {
	const worker = runWorker(queues, HOOK_QUEUE, {
		concurrency: AT_ONCE,
		log,
		handle: async (work) => {
			if (work.name !== "hook-deliver") throw new Error(`The job ${work.name} is not for receivers outside.`);
			const parts = { pool, vault: vaultOf(env), allowsLocal: env.HOOKS_ALLOW_LOCAL, log };
			await deliverDue({ ...parts, now: Date.now, random: Math.random }, work.payload.hookId);
			return undefined;
		},
	});
	lifecycle.onClose("hook worker", () => worker.close());
}

/** Hands news out and wakes those for whom something is due; the job's id keeps it to one for each. */
export async function feedReceivers({ pool, queues }: Foundation): Promise<void> {
	for (const hookId of await feedHooks(pool)) {
		await addJob(queues, HOOK_QUEUE, "hook-deliver", { hookId }, { jobId: hookId });
	}
}
