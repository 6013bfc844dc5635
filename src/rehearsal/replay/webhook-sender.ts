import { setTimeout as pause } from "node:timers/promises";
import type { Instant } from "../../domain/plain/instant.ts";
import { type HttpLane, openHttpLane } from "./http-lane.ts";
import { type Body, signature } from "./webhook-bodies.ts";

export type SenderOptions = { readonly apiUrl: string; readonly secret: string };

export type WebhookSender = {
	/** A connection of its own, for one delivery after another. */
	openLane(): DeliveryLane;
	/** When each event was first sent, by its id: milliseconds since 1970 with a fraction. */
	readonly sentAt: ReadonlyMap<string, Instant>;
	/** Of every acknowledged delivery's last try, milliseconds. */
	readonly latencies: readonly number[];
	/** Every try, acknowledged or not. */
	tries(): number;
	close(): void;
};

export type DeliveryLane = {
	/** Sends until it is acknowledged. @throws once that has failed for `GIVES_UP_AFTER`, as Stripe gives up after three days. */
	deliver(body: Body): Promise<void>;
};

const GIVES_UP_AFTER = 180_000;
const ANSWER_WITHIN = 30_000;
const FIRST_WAIT = 50;
const LONGEST_WAIT = 2_000;

/** Delivers webhooks as Stripe does: signed, over kept connections, again until the answer is a 2xx. */
export function openWebhookSender(options: SenderOptions): WebhookSender {
	const { hostname, port } = new URL(options.apiUrl);
	const target = { host: hostname, port: Number(port), path: "/webhooks/stripe" };
	const sentAt = new Map<string, Instant>();
	const latencies: number[] = [];
	const lanes: HttpLane[] = [];
	let tries = 0;
	let isClosed = false;

	const send = (lane: HttpLane, body: Body): Promise<number | string> => {
		tries += 1;
		const signed = signature(body.json, options.secret, Date.now());
		const headers = `content-type: application/json; charset=utf-8\r\nstripe-signature: ${signed}`;
		return lane.post(headers, body.json).catch((error: Error) => error.message);
	};

	async function deliver(lane: HttpLane, body: Body): Promise<void> {
		const begun = performance.now();
		if (!sentAt.has(body.eventId)) sentAt.set(body.eventId, performance.timeOrigin + begun);
		for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
			const start = performance.now();
			const answer = await send(lane, body);
			const end = performance.now();
			if (typeof answer === "number" && answer >= 200 && answer < 300) {
				latencies.push(end - start);
				return;
			}
			if (isClosed) throw new Error("The replay ended before everything was acknowledged");
			if (end - begun > GIVES_UP_AFTER) {
				throw new Error(`${body.eventId} was not acknowledged for ${GIVES_UP_AFTER / 1000} s (last answer: ${answer})`);
			}
			await pause(wait * (0.5 + Math.random() / 2));
		}
	}

	return {
		openLane() {
			const lane = openHttpLane(target, ANSWER_WITHIN);
			lanes.push(lane);
			return { deliver: (body) => deliver(lane, body) };
		},
		sentAt,
		latencies,
		tries: () => tries,
		close() {
			isClosed = true;
			for (const lane of lanes) lane.close();
		},
	};
}
