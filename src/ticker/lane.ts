import type { TickerAudience, TickerEntry } from "../domain/screen/ticker.ts";
import type { TickerChunk } from "./chunk.ts";

/** Who reads a stream: the ticker's own audiences; and the console, which sees what the host sees and hears of more beside it. */
export type StreamAudience = TickerAudience | "staff";

export function seesAs(audience: StreamAudience): TickerAudience {
	return audience === "staff" ? "host" : audience;
}

/** Whoever takes an audience's chunks, each in its turn. Must not throw. */
export type Taker = { take(chunk: TickerChunk): void };

/**
 * Readers that are written to before other work gets its turn. A write costs some ten microseconds, so ten thousand at once would let a
 * webhook wait for a tenth of a second.
 */
const WRITES_AT_ONCE = 500;

/** The readers of one audience. Chunks go out one after another: nobody is given the next before everybody had this one. */
export class Lane {
	readonly audience: StreamAudience;
	readonly #takers = new Set<Taker>();
	readonly #queue: TickerChunk[] = [];
	/** Entries that wait for the window to end. */
	waiting: TickerEntry[] = [];
	/** Items up to here are in the queue, or with the readers. */
	flushed: number;
	#isGiving = false;

	constructor(audience: StreamAudience, seq: number) {
		this.audience = audience;
		this.flushed = seq;
	}

	get size(): number {
		return this.#takers.size;
	}

	join(taker: Taker): () => void {
		this.#takers.add(taker);
		return () => this.#takers.delete(taker);
	}

	/** To every reader; nothing where nobody looks. Whoever joins now starts at `flushed`. */
	give(chunk: TickerChunk): void {
		if (this.#takers.size === 0) return;
		this.#queue.push(chunk);
		if (!this.#isGiving) this.#giveNext();
	}

	#giveNext(): void {
		const chunk = this.#queue.shift();
		this.#isGiving = chunk !== undefined;
		if (chunk !== undefined) this.#giveOn(chunk, this.#takers.values());
	}

	/** Somebody who joins meanwhile is met at the end: what they have already, they drop. */
	#giveOn(chunk: TickerChunk, takers: Iterator<Taker>): void {
		let written = 0;
		for (; written < WRITES_AT_ONCE; written += 1) {
			const { value, done } = takers.next();
			if (done) break;
			value.take(chunk);
		}
		if (written < WRITES_AT_ONCE) this.#giveNext();
		else setImmediate(() => this.#giveOn(chunk, takers));
	}
}
