import { setTimeout as pause } from "node:timers/promises";

const AGAIN_AFTER_MS = 1_000;

/**
 * Waits until the store behind the queues answers, or the signal aborts. Asked before a queue or worker is made anew: each one that
 * BullMQ makes stays on the pool's list of listeners for ever, so a long outage must not make one a second.
 */
export async function untilReachable(
	{ ping }: { readonly ping: () => Promise<unknown> },
	signal: AbortSignal,
): Promise<void> {
	const answers = () =>
		ping().then(
			() => true,
			() => false,
		);
	while (!signal.aborted && !(await answers())) {
		await pause(AGAIN_AFTER_MS, undefined, { signal, ref: false }).catch(() => undefined);
	}
}
