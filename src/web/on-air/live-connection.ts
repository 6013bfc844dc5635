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
	let source: EventSource | null = null;
	let silence = 0;
	let retry = 0;
	let wait = FIRST_WAIT_MS;
	let over = false;

	function hear(message: ScreenMessage): void {
		heard();
		wait = FIRST_WAIT_MS;
		if (!handlers.onMessage(message)) again();
	}

	function heard(): void {
		window.clearTimeout(silence);
		silence = window.setTimeout(again, SILENCE_MS);
	}

	function connect(): void {
		source?.close();
		window.clearTimeout(retry);
		if (over) return;
		const seq = handlers.seq();
		const own = new EventSource(seq === null ? address : `${address}?after=${seq}`);
		source = own;
		heard();
		const on = <T>(name: string, take: (body: T) => void) =>
			own.addEventListener(name, (event: MessageEvent<string>) => {
				// A closed one may still have events queued.
				if (source === own) take(JSON.parse(event.data) as T);
			});
		on<TickerSnapshot>("snapshot", (snapshot) => hear({ type: "snapshot", snapshot }));
		on<TickerItem>("item", (item) => hear({ type: "item", item }));
		on<CampaignCard>("campaign", (campaign) => hear({ type: "campaign", campaign }));
		on<TickerBeat>("beat", (beat) => hear({ type: "beat", beat }));
		on("ended", end);
		own.onerror = () => {
			if (source === own) again();
		};
	}

	/** Later each time, and not in step with the other screens. */
	function again(): void {
		source?.close();
		source = null;
		window.clearTimeout(silence);
		window.clearTimeout(retry);
		if (over) return;
		retry = window.setTimeout(() => void checkThenConnect(), wait * (0.5 + Math.random()));
		wait = Math.min(LONGEST_WAIT_MS, wait * 2);
	}

	/** EventSource doesn't tell a refused link from a server that is away. */
	async function checkThenConnect(): Promise<void> {
		const answer = await fetch(address, { method: "HEAD", cache: "no-store" }).catch(() => null);
		if (answer?.status === 404) end();
		else if (answer?.ok) connect();
		else again();
	}

	function end(): void {
		over = true;
		source?.close();
		window.clearTimeout(silence);
		handlers.onRevoked();
	}

	window.addEventListener("online", () => source === null && connect());
	document.addEventListener(
		"visibilitychange",
		() => document.visibilityState === "visible" && source === null && connect(),
	);
	connect();
}
