import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stripeApp } from "./stripe-app.ts";
import { settleBankPayment } from "./stripe-checkout.ts";
import { deliver, signedDelivery } from "./stripe-delivery.ts";
import type { SandboxEvent } from "./stripe-events.ts";
import { createStripeState, keepEvent } from "./stripe-state.ts";

export type StripeSandboxOptions = {
	/** 0, the default, takes a free one. */
	readonly port?: number;
	readonly host?: string;
	/** Where its events go; none are sent without it, and all can be listed. */
	readonly webhookUrl?: string;
	/** Signs deliveries: "whsec_...". */
	readonly secret: string;
	/** Between two tries of a delivery, milliseconds. 500 unless told. */
	readonly retryMs?: number;
	/** A bank payment comes by itself after so many milliseconds, which stand for days. Unset: when settleBankPayment says so. */
	readonly bankClearsMs?: number;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
};

export type StripeSandbox = {
	/** "http://127.0.0.1:PORT": the base address for the Stripe SDK and for a browser. */
	readonly url: string;
	/** Every event so far, oldest first. */
	events(): readonly SandboxEvent[];
	/** Keeps events as if Stripe had made them, and delivers them. */
	emit(...events: readonly SandboxEvent[]): void;
	/** Keeps events and objects as if Stripe had made them, and delivers nothing: what an outage of ours leaves behind. */
	keep(...events: readonly SandboxEvent[]): void;
	/** Refuses the next requests to its API with this status, as Stripe does with too many of them (429) or in a bad moment (500). */
	refuseNext(status: number, requests: number): void;
	/** What the bank says about a session's payment that is under way: it came, or it didn't. */
	settleBankPayment(sessionId: string, isPaid: boolean): void;
	/** From now on events go here; null keeps them undelivered. */
	deliverTo(webhookUrl: string | null): void;
	/** Resolves when every delivery so far was acknowledged, or given up by `close`. */
	delivered(): Promise<void>;
	close(): Promise<void>;
};

/** api.stripe.com as a local server: Checkout with its page, events, payments and refunds, and signed webhooks. */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
	const state = createStripeState(options.now ?? Date.now);
	const sender = openSender(options);
	const emit = (events: readonly SandboxEvent[]) => {
		for (const event of events) {
			const kept = state.events.findLast((one) => one.event.id === event.id);
			sender.send(event, () => {
				if (kept) kept.delivered = true;
			});
		}
	};
	const settle = (sessionId: string, isPaid: boolean) => emit(settleBankPayment(state, sessionId, isPaid));
	const bank = openBank(options.bankClearsMs, (sessionId) => settle(sessionId, true));
	const server = createServer(
		stripeApp(state, (events) => {
			emit(events);
			bank.hear(events);
		}),
	);
	server.keepAliveTimeout = 120_000;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		events: () => state.events.map(({ event }) => event),
		emit: (...events) => {
			for (const event of events) keepEvent(state, event);
			emit(events);
		},
		keep: (...events) => {
			for (const event of events) keepEvent(state, event);
		},
		refuseNext: (status, left) => Object.assign(state.refusing, { status, left }),
		settleBankPayment: settle,
		deliverTo: sender.deliverTo,
		delivered: sender.idle,
		close: async () => {
			sender.close();
			bank.close();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

/** Clears each bank payment that it hears of, a while later. */
function openBank(clearsMs: number | undefined, clear: (sessionId: string) => void) {
	const waiting = new Set<NodeJS.Timeout>();
	return {
		hear(events: readonly SandboxEvent[]): void {
			if (clearsMs === undefined) return;
			for (const { type, data } of events) {
				if (type !== "checkout.session.completed" || data.object.payment_status !== "unpaid") continue;
				const timer = setTimeout(() => {
					waiting.delete(timer);
					clear(String(data.object.id));
				}, clearsMs);
				waiting.add(timer);
			}
		},
		close(): void {
			for (const timer of waiting) clearTimeout(timer);
		},
	};
}

/** Sends each event until it is acknowledged, several at a time, in no promised order: just as Stripe does. */
function openSender(options: StripeSandboxOptions) {
	const agent = new Agent({ keepAlive: true, maxSockets: 8 });
	const stop = new AbortController();
	const now = options.now ?? Date.now;
	const under = new Set<Promise<void>>();
	let target = options.webhookUrl ?? null;

	async function untilAcknowledged(event: SandboxEvent, done: () => void): Promise<void> {
		while (target !== null && !stop.signal.aborted) {
			const result = await deliver(target, signedDelivery(event, options.secret, now()), agent);
			if (result.kind === "answered" && result.status >= 200 && result.status < 300) return done();
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, options.retryMs ?? 500);
				stop.signal.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
			});
		}
	}

	return {
		send(event: SandboxEvent, done: () => void): void {
			const sending = untilAcknowledged(event, done).finally(() => under.delete(sending));
			under.add(sending);
		},
		deliverTo(webhookUrl: string | null): void {
			target = webhookUrl;
		},
		async idle(): Promise<void> {
			while (under.size > 0) await Promise.all(under);
		},
		close(): void {
			stop.abort();
			agent.destroy();
		},
	};
}
