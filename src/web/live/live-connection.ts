import type { CampaignCard, TickerBeat, TickerItem, TickerSnapshot } from "../../domain/ticker.ts";
import type { ScreenMessage } from "./screen-state.ts";

export type LiveHandlers = {
	/** Gives false where something is missing: the connection starts over from `seq()`. */
	readonly onMessage: (message: ScreenMessage) => boolean;
	/** The last seq the screen has, null for none. */
	readonly seq: () => number | null;
	/** The link was switched off: nothing more will come. */
	readonly onRevoked: () => void;
};

/** Two beats missed: a connection can die without a word (sleep, Wi-Fi, a proxy), and the browser would wait for ever. */
const SILENCE_MS = 11_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/**
 * Keeps one EventSource for as long as the page lives. The browser reconnects by itself only after some failures, and never after
 * an error answer (a proxy whose server restarts), so every reconnect is ours: with `?after=`, as a new EventSource cannot send
 * Last-Event-ID.
 */
export function keepLive(address: string, handlers: LiveHandlers): void {
	const connection = new LiveConnection(address, handlers);
	const wake = () => {
		if (document.visibilityState === "visible") connection.wake();
	};
	window.addEventListener("online", wake);
	document.addEventListener("visibilitychange", wake);
	connection.connect();
}

class LiveConnection {
	readonly #address: string;
	readonly #handlers: LiveHandlers;
	#source: EventSource | null = null;
	#silence = 0;
	#retry = 0;
	#wait = FIRST_WAIT_MS;
	#over = false;

	constructor(address: string, handlers: LiveHandlers) {
		this.#address = address;
		this.#handlers = handlers;
	}

	connect(): void {
		this.#drop();
		if (this.#over) return;
		const seq = this.#handlers.seq();
		const source = new EventSource(seq === null ? this.#address : `${this.#address}?after=${seq}`);
		this.#source = source;
		this.#expectSoon();
		const on = <T>(name: string, take: (body: T) => void) =>
			source.addEventListener(name, (event: MessageEvent<string>) => {
				// A closed one may still have events queued.
				if (this.#source === source) take(JSON.parse(event.data) as T);
			});
		on<TickerSnapshot>("snapshot", (snapshot) => this.#hear({ type: "snapshot", snapshot }));
		on<TickerItem>("item", (item) => this.#hear({ type: "item", item }));
		on<CampaignCard>("campaign", (campaign) => this.#hear({ type: "campaign", campaign }));
		on<TickerBeat>("beat", (beat) => this.#hear({ type: "beat", beat }));
		on("ended", () => this.#end());
		source.onerror = () => {
			if (this.#source === source) this.#again();
		};
	}

	/** The network or the screen is back: no reason to wait any longer. */
	wake(): void {
		if (this.#source === null) this.connect();
	}

	#hear(message: ScreenMessage): void {
		this.#expectSoon();
		if (this.#handlers.onMessage(message)) this.#wait = FIRST_WAIT_MS;
		else this.#again();
	}

	#expectSoon(): void {
		window.clearTimeout(this.#silence);
		this.#silence = window.setTimeout(() => this.#again(), SILENCE_MS);
	}

	/** Later each time, and not in step with the other screens. */
	#again(): void {
		this.#drop();
		if (this.#over) return;
		this.#retry = window.setTimeout(() => void this.#checkThenConnect(), this.#wait * (0.5 + Math.random()));
		this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
	}

	/** EventSource doesn't tell a refused link from a server that is away. */
	async #checkThenConnect(): Promise<void> {
		const answer = await fetch(this.#address, { method: "HEAD", cache: "no-store" }).catch(() => null);
		if (this.#source !== null) return;
		if (answer?.status === 404) this.#end();
		else if (answer?.ok) this.connect();
		else this.#again();
	}

	#drop(): void {
		this.#source?.close();
		this.#source = null;
		window.clearTimeout(this.#silence);
		window.clearTimeout(this.#retry);
	}

	#end(): void {
		this.#over = true;
		this.#drop();
		this.#handlers.onRevoked();
	}
}
