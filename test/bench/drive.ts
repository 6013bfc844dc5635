import { setTimeout as pause } from "node:timers/promises";
import type { WebhookSender } from "../../src/rehearsal/replay/webhook-sender.ts";

type Body = { readonly eventId: string; readonly json: string };

/** Sends `perSecond` new deliveries a second for so long, however slow the answers are: a slow server must not slow the load. */
export async function steadyLoad(
	sender: WebhookSender,
	next: () => Body,
	perSecond: number,
	seconds: number,
): Promise<void> {
	const idle = Array.from({ length: 64 }, () => sender.openLane());
	const under: Promise<void>[] = [];
	const started = performance.now();
	for (let sent = 0; sent < perSecond * seconds; ) {
		const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - started) / 1000) * perSecond));
		for (; sent < due; sent += 1) {
			const lane = idle.pop() ?? sender.openLane();
			under.push(lane.deliver(next()).finally(() => idle.push(lane)));
		}
		await pause(2);
	}
	await Promise.all(under);
}
