import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Instant } from "../domain/instant.ts";
import { type Body, signature } from "./webhook-bodies.ts";

export type SenderOptions = { readonly apiUrl: string; readonly secret: string; readonly inFlight: number };

export type WebhookSender = {
	/** Sends until it is acknowledged. @throws once `GIVES_UP_AFTER` has passed, as Stripe does after three days. */
	deliver(body: Body): Promise<void>;
	/** When each event was first sent, by its id: milliseconds since 1970 with a fraction. */
	readonly sentAt: ReadonlyMap<string, Instant>;
	/** Of every acknowledged delivery's last try, milliseconds. */
	readonly latencies: readonly number[];
	tries(): number;
	close(): void;
};

const GIVES_UP_AFTER = 180_000;
const ANSWER_WITHIN = 30_000;
const FIRST_WAIT = 50;
const LONGEST_WAIT = 2_000;

/** Delivers webhooks as Stripe does: signed, over kept connections, again until the answer is a 2xx. */
export function openWebhookSender(options: SenderOptions): WebhookSender {
	const { hostname, port } = new URL(options.apiUrl);
	const agent = new Agent({ keepAlive: true, maxSockets: options.inFlight, scheduling: "lifo" });
	const target = { agent, hostname, port, path: "/webhooks/stripe", method: "POST" };
	const sentAt = new Map<string, Instant>();
	const latencies: number[] = [];
	let tries = 0;

	const post = (body: Body): Promise<number> =>
		new Promise((resolve, reject) => {
			const headers = {
				"content-type": "application/json; charset=utf-8",
				"content-length": Buffer.byteLength(body.json),
				"stripe-signature": signature(body.json, options.secret, Date.now()),
			};
			const sending = request({ ...target, headers }, (response) => {
				response.resume();
				response.once("end", () => resolve(response.statusCode ?? 0));
				response.once("error", reject);
			});
			sending.setTimeout(ANSWER_WITHIN, () => sending.destroy(new Error(`no answer within ${ANSWER_WITHIN / 1000} s`)));
			sending.once("error", reject);
			sending.end(body.json);
		});

	async function deliver(body: Body): Promise<void> {
		const begun = performance.now();
		if (!sentAt.has(body.eventId)) sentAt.set(body.eventId, performance.timeOrigin + begun);
		for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
			const start = performance.now();
			tries += 1;
			const answer = await post(body).catch((error: Error) => error.message);
			const end = performance.now();
			if (typeof answer === "number" && answer >= 200 && answer < 300) {
				latencies.push(end - start);
				return;
			}
			if (end - begun > GIVES_UP_AFTER) {
				throw new Error(`${body.eventId} was not acknowledged for ${GIVES_UP_AFTER / 1000} s (last answer: ${answer})`);
			}
			await pause(wait * (0.5 + Math.random() / 2));
		}
	}

	return { deliver, sentAt, latencies, tries: () => tries, close: () => agent.destroy() };
}
