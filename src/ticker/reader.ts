import type { Socket } from "node:net";
import { LAST_PIECE, restAfter, type TickerChunk, toWire, type Wire } from "./chunk.ts";
import type { Taker } from "./lane.ts";

/** Why a stream ended. 'too-slow': what waited for the reader grew too large; it comes back with the last id it got. */
export type StreamEnd = "closed" | "too-slow";

export type ReaderOptions = {
	readonly socket: Socket;
	/** The answer goes out in pieces with their lengths (HTTP/1.1). */
	readonly isChunked: boolean;
	/** Bytes that may wait for this reader. */
	readonly mostWaiting: number;
};

/**
 * One screen at the other end of a bare socket. While it is being brought up to date, what is new waits for it here; from `goLive` on
 * everything goes straight out. Ten thousand of these are kept for days: no promise, generator or timer hangs on one that is live.
 */
export class Reader implements Taker {
	readonly #socket: Socket;
	readonly #isChunked: boolean;
	readonly #mostWaiting: number;
	#waiting: TickerChunk[] | null = [];
	#held = 0;
	/** The seq of the last item it was sent. */
	#position = 0;
	#end: StreamEnd = "closed";

	constructor({ socket, isChunked, mostWaiting }: ReaderOptions) {
		this.#socket = socket;
		this.#isChunked = isChunked;
		this.#mostWaiting = mostWaiting;
	}

	get end(): StreamEnd {
		return this.#end;
	}

	get isOpen(): boolean {
		return this.#socket.writable;
	}

	take(chunk: TickerChunk): void {
		if (!this.isOpen) return;
		if (this.#waiting === null) this.#send(chunk);
		else if (!chunk.isBeat) this.#keep(chunk, this.#waiting);
	}

	/** Writes, and waits where the connection is full. Nothing happens once it is gone. */
	async bring(wire: Wire): Promise<void> {
		if (this.isOpen && !this.#write(wire)) await drained(this.#socket);
	}

	/** It has everything up to `position`: what came meanwhile goes out, and from now on all at once. */
	goLive(position: number): void {
		const waiting = this.#waiting ?? [];
		this.#position = position;
		this.#waiting = null;
		for (const chunk of waiting) if (this.isOpen) this.#send(chunk);
	}

	/** Ends the stream, with a last word where the reader keeps up; a stuck one would not hear it, and is cut. */
	finish(lastWords = ""): void {
		this.#waiting = [];
		if (!this.isOpen) return;
		if (this.#socket.writableLength > 0) {
			this.#socket.destroy();
			return;
		}
		if (lastWords) this.#write(toWire(lastWords));
		if (this.#isChunked) this.#socket.write(LAST_PIECE);
		this.#socket.destroySoon();
	}

	#keep(chunk: TickerChunk, waiting: TickerChunk[]): void {
		const size = chunk.wire.plain.length;
		// One that is too large by itself still goes to a reader that keeps up.
		if (this.#held > 0 && this.#held + size > this.#mostWaiting) {
			this.#cut();
			return;
		}
		waiting.push(chunk);
		this.#held += size;
	}

	#send(chunk: TickerChunk): void {
		const rest = restAfter(chunk, this.#position);
		if (rest === null) return;
		const stuck = this.#socket.writableLength;
		if (stuck > 0 && chunk.isBeat) return;
		if (stuck > 0 && stuck + rest.plain.length > this.#mostWaiting) {
			this.#cut();
			return;
		}
		this.#write(rest);
		if (chunk.last !== null) this.#position = chunk.last;
	}

	#write(wire: Wire): boolean {
		return this.#socket.write(this.#isChunked ? wire.chunked : wire.plain);
	}

	#cut(): void {
		this.#end = "too-slow";
		this.#waiting = [];
		this.#socket.destroy();
	}
}

/** Until the connection takes more, or is gone. */
function drained(socket: Socket): Promise<void> {
	if (socket.destroyed || !socket.writableNeedDrain) return Promise.resolve();
	return new Promise((resolve) => {
		const done = () => {
			socket.off("drain", done);
			socket.off("close", done);
			resolve();
		};
		socket.on("drain", done);
		socket.on("close", done);
	});
}
