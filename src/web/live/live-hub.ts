import type { FromHub, SeenMarks, ToHub } from "./live-messages.ts";
import { type LiveStream, openLiveStream } from "./live-stream.ts";
import { applyMessage, type ScreenMessage, type ScreenState } from "./screen-state.ts";

/** The way back to one page. */
export type HubPort = { readonly send: (message: FromHub) => void };

export type Hub = {
	take(port: HubPort, message: ToHub): void;
	/** Forgets pages that have not said for several calls that they are there: a tab can die without a word. */
	sweep(): void;
};

/** Sweeps, not seconds: after the machine's sleep nobody has spoken for hours, and all are there. */
const MOST_MISSED = 5;

/** Holds one connection for each address, as long as somebody looks, and gives what it hears to all who look. */
export function openHub(): Hub {
	const lines = new Map<string, HubLine>();
	const places = new Map<HubPort, { readonly line: HubLine; missed: number }>();

	const leave = (port: HubPort) => {
		const line = places.get(port)?.line;
		places.delete(port);
		if (line?.leave(port) === 0) lines.delete(line.address);
	};
	const lineOf = (address: string) => {
		const line = lines.get(address) ?? new HubLine(address, leave);
		lines.set(address, line);
		return line;
	};
	return {
		take(port, message) {
			const place = places.get(port);
			switch (message.type) {
				case "here":
					if (place) {
						place.missed = 0;
						port.send({ type: "here" });
						return;
					}
					places.set(port, { line: lineOf(message.address), missed: 0 });
					lineOf(message.address).join(port);
					return;
				case "again":
					return place?.line.welcome(port);
				case "wake":
					return place?.line.wake();
				case "leave":
					return leave(port);
				default:
					return message satisfies never;
			}
		},
		sweep() {
			for (const [port, place] of places) {
				place.missed += 1;
				if (place.missed > MOST_MISSED) leave(port);
			}
		},
	};
}

const NOTHING_SEEN: SeenMarks = { beat: null, itemAt: null };

class HubLine {
	readonly address: string;
	readonly #leave: (port: HubPort) => void;
	readonly #ports = new Set<HubPort>();
	readonly #stream: LiveStream;
	#state: ScreenState | null = null;
	#seen = NOTHING_SEEN;
	#board: number | null | undefined;
	#isCaughtUp = false;

	constructor(address: string, leave: (port: HubPort) => void) {
		this.address = address;
		this.#leave = leave;
		this.#stream = openLiveStream(address, {
			onOpen: () => {
				this.#isCaughtUp = false;
			},
			onEvent: ({ name, text }) => this.#hear(name, text),
			seq: () => this.#state?.seq ?? null,
			onEnded: () => {
				this.#toAll({ type: "ended" });
				for (const port of this.#ports) this.#leave(port);
			},
		});
	}

	join(port: HubPort): void {
		this.#ports.add(port);
		this.welcome(port);
	}

	welcome(port: HubPort): void {
		port.send({ type: "welcome", state: this.#state, seen: this.#seen, board: this.#board });
	}

	/** Gives how many are left; the last one ends the connection. */
	leave(port: HubPort): number {
		this.#ports.delete(port);
		if (this.#ports.size === 0) this.#stream.close();
		return this.#ports.size;
	}

	wake(): void {
		this.#stream.wake();
	}

	#toAll(message: FromHub): void {
		for (const port of this.#ports) port.send(message);
	}

	/** False where something is missing, or it can't be read. */
	#hear(name: string, text: string): boolean {
		const body = parseJson(text);
		if (body === undefined) return false;
		if (name === "board") {
			this.#board = (body as { readonly version: number | null }).version;
			this.#toAll({ type: "board", version: this.#board });
			return true;
		}
		if (name === "changed") {
			this.#toAll({ type: "changed", what: (body as { readonly what: string }).what });
			return true;
		}
		const message = messageOf(name, body);
		// A newer server may say what this page has never heard of.
		if (message === null) return true;
		const { state, gap } = applyMessage(this.#state, message);
		this.#state = state;
		if (gap) return false;
		const at = Date.now();
		// The first beat comes right after what was missed.
		if (message.type === "beat") {
			this.#isCaughtUp = true;
			this.#seen = { ...this.#seen, beat: { beat: message.beat, at } };
		} else if (message.type === "item" && this.#isCaughtUp) this.#seen = { ...this.#seen, itemAt: at };
		this.#toAll({ type: "heard", message, at, isCaughtUp: this.#isCaughtUp });
		return true;
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The server's words are its own types, written by src/ticker/sse-frame.ts. */
function messageOf(name: string, body: unknown): ScreenMessage | null {
	switch (name) {
		case "snapshot":
		case "item":
		case "campaign":
		case "beat":
			return { type: name, [name]: body } as ScreenMessage;
		default:
			return null;
	}
}
