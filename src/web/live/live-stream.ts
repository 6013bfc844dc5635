import { CLOCKS, type Clocks, elapsedSince, momentBy } from "./elapsed.ts";
import { openEventParser, type StreamEvent } from "./event-stream.ts";

export type StreamHandlers = {
	/** A new connection begins. */
	readonly onOpen: () => void;
	/** Gives false where something is missing: the connection starts over from `seq()`. */
	readonly onEvent: (event: StreamEvent) => boolean;
	/** The last seq that we have, null for none. */
	readonly seq: () => number | null;
	/** The server doesn't know this address (any more). */
	readonly onEnded: () => void;
};

export type LiveStream = {
	/** The network or the screen is back: no reason to wait any longer. */
	wake(): void;
	close(): void;
};

/** Two beats missed: a connection can die without a word (sleep, Wi-Fi, a proxy), and nobody would tell. */
export const SILENCE_MS = 11_000;
/** More than one beat. */
const QUIET_MS = 6_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const LOOK_MS = 1_000;

/** Keeps one stream of events open until it is closed, or the server ends it. Starts at once. */
export function openLiveStream(address: string, handlers: StreamHandlers, clocks: Clocks = CLOCKS): LiveStream {
	const stream = new KeptStream(address, handlers, clocks);
	stream.connect();
	return stream;
}

class KeptStream implements LiveStream {
	readonly #address: string;
	readonly #handlers: StreamHandlers;
	readonly #clocks: Clocks;
	/** Null while it waits to connect again. */
	#attempt: AbortController | null = null;
	#heard = { steady: 0, wall: 0 };
	#look: ReturnType<typeof setInterval> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#firstWait = FIRST_WAIT_MS;
	#wait = FIRST_WAIT_MS;
	#isOver = false;

	constructor(address: string, handlers: StreamHandlers, clocks: Clocks) {
		this.#address = address;
		this.#handlers = handlers;
		this.#clocks = clocks;
	}

	connect(): void {
		this.#drop();
		if (this.#isOver) return;
		const attempt = new AbortController();
		this.#attempt = attempt;
		this.#heard = momentBy(this.#clocks);
		this.#look = setInterval(() => {
			if (this.#isSilent()) this.#again();
		}, LOOK_MS);
		this.#read(attempt).then(
			() => this.#isCurrent(attempt) && this.#again(),
			() => this.#isCurrent(attempt) && this.#again(),
		);
	}

	wake(): void {
		if (this.#isOver) return;
		// Connected, but longer without a beat than there are between two: rather ask than wait.
		if (this.#attempt === null || elapsedSince(this.#heard, this.#clocks) > QUIET_MS) this.connect();
	}

	close(): void {
		this.#isOver = true;
		this.#drop();
	}

	#isCurrent(attempt: AbortController): boolean {
		return this.#attempt === attempt;
	}

	#isSilent(): boolean {
		return elapsedSince(this.#heard, this.#clocks) > SILENCE_MS;
	}

	async #read(attempt: AbortController): Promise<void> {
		const answer = await fetch(this.#from(), {
			cache: "no-store",
			headers: { Accept: "text/event-stream" },
			signal: attempt.signal,
		});
		if (!this.#isCurrent(attempt)) return;
		// Every answer of our own has a request id. A proxy's "not found", while the server behind it restarts, has none.
		if (answer.status === 404 && answer.headers.has("X-Request-Id")) return this.#end();
		if (!answer.ok || answer.body === null || !answer.headers.get("Content-Type")?.startsWith("text/event-stream")) {
			attempt.abort();
			return;
		}
		this.#handlers.onOpen();
		const parse = openEventParser({
			onEvent: (event) => this.#isCurrent(attempt) && this.#take(event),
			onRetry: (milliseconds) => {
				this.#firstWait = Math.min(LONGEST_WAIT_MS, Math.max(200, milliseconds));
				this.#wait = Math.max(this.#wait, this.#firstWait);
			},
		});
		const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
		for (let step = await reader.read(); !step.done; step = await reader.read()) {
			if (!this.#isCurrent(attempt)) return;
			// What comes after a long silence (the machine slept, the page was frozen) may have waited in a buffer all the while: its
			// "now" is then long past. A new connection's is not.
			if (this.#isSilent()) return;
			this.#heard = momentBy(this.#clocks);
			parse(step.value);
		}
	}

	#from(): string {
		const seq = this.#handlers.seq();
		if (seq === null) return this.#address;
		return `${this.#address}${this.#address.includes("?") ? "&" : "?"}after=${seq}`;
	}

	#take(event: StreamEvent): void {
		if (event.name === "ended") this.#end();
		else if (this.#handlers.onEvent(event)) this.#wait = this.#firstWait;
		else this.#again();
	}

	/** Later each time, and not in step with the other screens. */
	#again(): void {
		this.#drop();
		if (this.#isOver) return;
		this.#retry = setTimeout(() => this.connect(), this.#wait * (0.5 + Math.random()));
		this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
	}

	#drop(): void {
		const attempt = this.#attempt;
		this.#attempt = null;
		clearInterval(this.#look);
		clearTimeout(this.#retry);
		attempt?.abort();
	}

	#end(): void {
		this.close();
		this.#handlers.onEnded();
	}
}
