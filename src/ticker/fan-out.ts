import type { Instant } from "../domain/plain/instant.ts";
import type { TickerAudience, TickerSnapshot } from "../domain/screen/ticker.ts";
import { beatChunk, campaignChunk, itemsChunk, sideChunk } from "./chunk.ts";
import type { TickerBatch, TickerFeed } from "./feed.ts";
import { Lane, type StreamAudience, seesAs, type Taker } from "./lane.ts";
import { type SharedSnapshots, shareSnapshots } from "./shared-snapshots.ts";
import { sideFrame } from "./sse-frame.ts";

export type FanOut = {
	readonly feed: TickerFeed;
	/** What a new reader is shown first. */
	readonly snapshots: SharedSnapshots;
	/** Items up to here have been given to the readers of this audience. */
	flushed(audience: StreamAudience): number;
	/** Every chunk after `flushed()` as of this call, until the returned function is called. */
	join(audience: StreamAudience, taker: Taker): () => void;
	/** Something beside the ledger has changed: said at once, to this audience alone. */
	tell(audience: StreamAudience, event: string, data: unknown): void;
	readers(): number;
	close(): void;
};

export type FanOutOptions = {
	readonly readSnapshot: (audience: TickerAudience) => Promise<TickerSnapshot>;
	readonly beatMs?: number;
	readonly clock?: () => Instant;
};

/**
 * How long items are gathered before they go out together. A write to each of thousands of readers costs the process more than
 * anything else does, so the window grows with them; at most some 20,000 writes a second below 5,000 readers, and 250 ms from there on.
 */
export function gatherFor(readers: number): number {
	return Math.min(250, Math.max(25, readers / 20));
}

/** Gathers the feed's entries into windows and hands each out, serialised once per audience. Quiet: at once. */
export function openFanOut(feed: TickerFeed, options: FanOutOptions): FanOut {
	return new WindowedFanOut(feed, options);
}

class WindowedFanOut implements FanOut {
	readonly feed: TickerFeed;
	readonly snapshots: SharedSnapshots;
	readonly #lanes: Readonly<Record<StreamAudience, Lane>>;
	readonly #clock: () => Instant;
	readonly #beat: NodeJS.Timeout;
	readonly #leave: () => void;
	#timer: NodeJS.Timeout | null = null;
	#lastWrite = 0;

	constructor(feed: TickerFeed, { readSnapshot, beatMs = 5000, clock = Date.now }: FanOutOptions) {
		this.feed = feed;
		this.snapshots = shareSnapshots(readSnapshot, () => feed.campaign().version);
		const lane = (audience: StreamAudience) => new Lane(audience, feed.seq());
		this.#lanes = { host: lane("host"), page: lane("page"), staff: lane("staff") };
		this.#clock = clock;
		this.#leave = feed.onBatch((batch) => this.#take(batch));
		this.#beat = setInterval(() => this.#giveBeat(), beatMs);
		this.#beat.unref();
	}

	flushed(audience: StreamAudience): number {
		return this.#lane(audience).flushed;
	}

	join(audience: StreamAudience, taker: Taker): () => void {
		return this.#lane(audience).join(taker);
	}

	tell(audience: StreamAudience, event: string, data: unknown): void {
		this.#lane(audience).give(sideChunk(sideFrame(event, data)));
	}

	readers(): number {
		return this.#all().reduce((sum, { size }) => sum + size, 0);
	}

	close(): void {
		this.#leave();
		clearInterval(this.#beat);
		if (this.#timer) clearTimeout(this.#timer);
	}

	#lane(audience: StreamAudience): Lane {
		return this.#lanes[audience];
	}

	#all(): Lane[] {
		return Object.values(this.#lanes);
	}

	#take({ entries, changed }: TickerBatch): void {
		if (changed) {
			const chunk = campaignChunk(changed);
			for (const lane of this.#all()) lane.give(chunk);
		}
		if (entries.length === 0) return;
		for (const lane of this.#all()) lane.waiting.push(...entries);
		if (this.#timer) return;
		const rest = this.#lastWrite + gatherFor(this.readers()) - performance.now();
		if (rest <= 0) this.#flush();
		else this.#timer = setTimeout(() => this.#flush(), rest);
	}

	#flush(): void {
		this.#timer = null;
		this.#lastWrite = performance.now();
		for (const lane of this.#all()) {
			const last = lane.waiting.at(-1)?.seq;
			if (last === undefined) continue;
			const entries = lane.waiting;
			lane.waiting = [];
			lane.flushed = last;
			// Nobody looks: nothing to serialise. A reader that comes now starts at `flushed`.
			if (lane.size > 0) lane.give(itemsChunk(entries, seesAs(lane.audience), this.feed.campaign().language));
		}
	}

	#giveBeat(): void {
		for (const lane of this.#all()) lane.give(beatChunk(this.#clock(), this.feed.checkedAt(), lane.flushed));
	}
}
