import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

export type ListenOptions = {
	url: string;
	channels: readonly string[];
	onNotification(channel: string, payload: string): void;
	/** After every connection, the first too: what was notified before it is lost, so read again from where you were. */
	onGap(): void;
	/** Hears why a connection was lost or a callback failed. */
	onError?(error: Error): void;
};

export type Listening = { close(): Promise<void> };

const HEARTBEAT = 15_000;
const ANSWER_WITHIN = 5_000;
const LONGEST_WAIT = 5_000;

/**
 * Listens to PostgreSQL's NOTIFY on a connection of its own and connects again whenever it is lost, for as long as it takes. Returns
 * after the first attempt to connect, whether or not it succeeded. Nothing is thrown out of it: an error of a callback goes to `onError`.
 */
export async function listen(options: ListenOptions): Promise<Listening> {
	const closing = new AbortController();
	let running = Promise.resolve();
	await new Promise<void>((tried) => {
		running = keepListening(options, closing.signal, tried);
	});
	return {
		async close() {
			closing.abort();
			await running;
		},
	};
}

async function keepListening(options: ListenOptions, closing: AbortSignal, tried: () => void): Promise<void> {
	let wait = 100;
	while (!closing.aborted) {
		try {
			await listenOnce(options, closing, () => {
				wait = 100;
				tried();
			});
		} catch (error) {
			report(options, error);
		}
		tried();
		// Not all at the same moment, when a server with many listeners comes back.
		await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: closing }).catch(() => {});
		wait = Math.min(wait * 2, LONGEST_WAIT);
	}
}

/** One connection's life: returns when we close, throws when it is lost. */
async function listenOnce(options: ListenOptions, closing: AbortSignal, connected: () => void): Promise<void> {
	const client = new pg.Client({
		connectionString: options.url,
		application_name: "carillon listen",
		connectionTimeoutMillis: ANSWER_WITHIN,
		query_timeout: ANSWER_WITHIN,
		keepAlive: true,
		keepAliveInitialDelayMillis: 10_000,
	});
	const lost = new Promise<never>((_, lose) => {
		client.on("error", lose);
		client.on("end", () => lose(new Error("The connection that listens for news was closed.")));
	});
	lost.catch(() => {});
	client.on("notification", ({ channel, payload }) =>
		guarded(options, () => options.onNotification(channel, payload ?? "")),
	);
	try {
		await client.connect();
		for (const channel of options.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
		connected();
		guarded(options, options.onGap);
		await Promise.race([lost, beat(client, closing)]);
	} finally {
		// On a dead connection the goodbye never comes back.
		await Promise.race([client.end().catch(() => {}), pause(500, undefined, { ref: false })]);
	}
}

/** A network that swallows packets closes nothing, so ask now and then. */
async function beat(client: pg.Client, closing: AbortSignal): Promise<void> {
	while (!closing.aborted) {
		await pause(HEARTBEAT, undefined, { signal: closing }).catch(() => {});
		if (!closing.aborted) await client.query("select 1");
	}
}

function guarded(options: ListenOptions, callback: () => void): void {
	try {
		callback();
	} catch (error) {
		report(options, error);
	}
}

function report({ onError }: ListenOptions, error: unknown): void {
	try {
		onError?.(error instanceof Error ? error : new Error(String(error)));
	} catch {
		// Whoever reports errors by throwing has been told once.
	}
}
