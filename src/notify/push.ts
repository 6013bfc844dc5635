import type { Agent } from "node:https";
import type { PushKeys } from "./push-keys.ts";

export type PushTarget = { readonly endpoint: string; readonly p256dh: string; readonly auth: string };

export type PushOutcome =
	| { readonly kind: "sent" }
	/** The browser has taken its permission back, or is gone. */
	| { readonly kind: "gone" }
	| { readonly kind: "failed"; readonly reason: string; readonly isFinal: boolean };

export type Pusher = {
	readonly publicKey: string;
	/** Never throws. */
	send(to: PushTarget, message: { readonly says: string; readonly path: string }): Promise<PushOutcome>;
};

const TIMEOUT_MS = 10_000;
/** A post that waits is old news after this; seconds. */
const KEPT_SECONDS = 3_600;

/** @param contact where a push service reaches who sends: an https address of ours, or "mailto:..." */
export function openPusher(keys: PushKeys, contact: string, agentFor: (address: string) => Agent | undefined): Pusher {
	return {
		publicKey: keys.publicKey,
		async send({ endpoint, p256dh, auth }, message) {
			try {
				// Loaded with the first notice: starting doesn't wait for it.
				const { default: webpush } = await import("web-push");
				await webpush.sendNotification({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
					vapidDetails: { subject: contact, ...keys },
					TTL: KEPT_SECONDS,
					timeout: TIMEOUT_MS,
					urgency: "high",
					agent: agentFor(endpoint),
				});
				return { kind: "sent" };
			} catch (error) {
				return outcomeOf(error);
			}
		},
	};
}

function outcomeOf(error: unknown): PushOutcome {
	const told: unknown = error instanceof Error ? Reflect.get(error, "statusCode") : undefined;
	const status = typeof told === "number" ? told : 0;
	if (status === 404 || status === 410) return { kind: "gone" };
	if (status === 0) return { kind: "failed", reason: "The browser's push service can't be reached.", isFinal: false };
	const isFinal = status < 500 && status !== 429 && status !== 408;
	return { kind: "failed", reason: `The browser's push service answered ${status}.`, isFinal };
}
