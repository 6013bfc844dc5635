import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Delivery } from "./delivery-plan.ts";
import type { WebhookBodies } from "./webhook-bodies.ts";
import type { DeliveryLane, WebhookSender } from "./webhook-sender.ts";

export type DeliverOptions = {
	/** 1 plays the drive in its own time, 60 an hour in a minute; "max" as fast as it is acknowledged. */
	readonly speed: number | "max";
	readonly inFlight: number;
	readonly signal: AbortSignal;
	readonly onDelivered: (delivery: Delivery) => void;
};

/** Sends the plan over `inFlight` connections, each webhook at its moment, or as soon after it as a connection is free. */
export async function deliverAll(
	plan: readonly Delivery[],
	bodies: WebhookBodies,
	sender: WebhookSender,
	options: DeliverOptions,
): Promise<void> {
	const startedAt = performance.now();
	const firstAt = plan[0]?.at ?? 0;
	let next = 0;
	// Every lane that waits for its moment listens for the end.
	setMaxListeners(options.inFlight + 10, options.signal);

	async function work(lane: DeliveryLane): Promise<void> {
		while (!options.signal.aborted) {
			const delivery = plan[next];
			next += 1;
			if (delivery === undefined) return;
			if (options.speed !== "max") {
				const due = startedAt + (delivery.at - firstAt) / options.speed;
				const wait = due - performance.now();
				// An abort is told in words below.
				if (wait > 0) await pause(wait, undefined, { signal: options.signal }).catch(() => {});
				if (options.signal.aborted) break;
			}
			for (const body of bodies.of(delivery.row, delivery.toldBy)) await lane.deliver(body);
			options.onDelivered(delivery);
		}
		throw new Error("The replay was stopped before the whole drive was delivered");
	}

	await Promise.all(Array.from({ length: options.inFlight }, () => work(sender.openLane())));
}
