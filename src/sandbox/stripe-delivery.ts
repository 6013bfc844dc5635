import { createHmac } from "node:crypto";
import { type Agent, request } from "node:http";

/** A webhook as Stripe sends it. */
export type SignedDelivery = {
	readonly body: Buffer;
	readonly headers: Readonly<Record<string, string>>;
};

/** Signs as Stripe does: HMAC-SHA256 over "<seconds>.<body>". `nowMs`: milliseconds since 1970. */
export function signedDelivery(event: object, secret: string, nowMs: number): SignedDelivery {
	return signBody(Buffer.from(JSON.stringify(event)), secret, nowMs);
}

export function signBody(body: Buffer, secret: string, nowMs: number): SignedDelivery {
	const timestamp = Math.floor(nowMs / 1000);
	const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
	return {
		body,
		headers: {
			"content-type": "application/json; charset=utf-8",
			"content-length": String(body.length),
			"stripe-signature": `t=${timestamp},v1=${signature}`,
			"user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
		},
	};
}

/** The HTTP status, or what kept it from being one. Never rejects. */
export type DeliveryResult =
	| { readonly kind: "answered"; readonly status: number }
	| { readonly kind: "unreachable"; readonly reason: string };

/** Sends once. Give an Agent with keepAlive for many. */
export function deliver(url: string | URL, delivery: SignedDelivery, agent?: Agent): Promise<DeliveryResult> {
	return new Promise((resolve) => {
		const unreachable = (error: Error) => resolve({ kind: "unreachable", reason: error.message });
		const sending = request(url, { method: "POST", headers: delivery.headers, agent, timeout: 30_000 }, (answer) => {
			answer.on("error", unreachable);
			answer.on("end", () => resolve({ kind: "answered", status: answer.statusCode ?? 0 }));
			answer.resume();
		});
		sending.on("timeout", () => sending.destroy(new Error("no answer within 30 s")));
		sending.on("error", unreachable);
		sending.end(delivery.body);
	});
}

export type DeliveryRetries = {
	/** Wait between tries, milliseconds; Stripe's own are minutes to hours, a sandbox has less patience. */
	readonly retryMs: number;
	readonly agent?: Agent;
	/** Stops trying when aborted. */
	readonly signal?: AbortSignal;
	/** Stops after that many tries; without it, never. */
	readonly maxTries?: number;
};

export type Acknowledgement = { readonly acknowledged: boolean; readonly tries: number; readonly last: DeliveryResult };

/** Like Stripe: sends again until a 2xx answers. Nothing of ours may rely on being told more than that. */
export async function deliverUntilAcknowledged(
	url: string | URL,
	delivery: SignedDelivery | (() => SignedDelivery),
	retries: DeliveryRetries,
): Promise<Acknowledgement> {
	for (let tries = 1; ; tries++) {
		// Stripe signs each try anew: a retry after minutes would otherwise be refused as too old.
		const last = await deliver(url, typeof delivery === "function" ? delivery() : delivery, retries.agent);
		const acknowledged = last.kind === "answered" && last.status >= 200 && last.status < 300;
		if (acknowledged || tries === retries.maxTries || retries.signal?.aborted) return { acknowledged, tries, last };
		await pause(retries.retryMs, retries.signal);
		if (retries.signal?.aborted) return { acknowledged, tries, last };
	}
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted) return resolve();
		const timer = setTimeout(done, ms);
		function done() {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		}
		signal?.addEventListener("abort", done, { once: true });
	});
}
