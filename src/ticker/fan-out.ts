import type { Instant } from "../domain/instant.ts";
import { type TickerAudience, type TickerEntry, toTickerItem } from "../domain/ticker.ts";
import type { TickerBatch, TickerFeed } from "./feed.ts";
import { beatFrame, campaignFrame, itemFrame } from "./sse-frame.ts";

/** One write for all readers of an audience. `frames` lets a reader that already has some of it take the rest. */
export type TickerChunk = {
	/** Seq of the last item; null where it moves nobody along (a beat, the campaign). */
	readonly last: number | null;
	readonly bytes: Buffer;
	readonly frames: readonly { readonly seq: number; readonly text: string }[];
	readonly isBeat: boolean;
};

export type FanOut = {
	readonly feed: TickerFeed;
	/** Items up to here have been given to the readers of this audience. */
	flushed(audience: TickerAudience): number;
	/** Every chunk after `flushed()` as of this call, until the returned function is called. */
	join(audience: TickerAudience, take: (chunk: TickerChunk) => void): () => void;
	readers(): number;
	close(): void;
};

/**
 * How long items are gathered before they go out together. A write to each of thousands of readers costs the process more than
 * anything else does, so the window grows with them; at most some 20,000 writes a second below 5,000 readers, and 250 ms from there on.
 */
export function gatherFor(readers: number): number {
	return Math.min(250, Math.max(25, readers / 20));
}

type Lane = { readonly takers: Set<(chunk: TickerChunk) => void>; waiting: TickerEntry[]; flushed: number };

const AUDIENCES: readonly TickerAudience[] = ["host", "page"];

/** Gathers the feed's entries into windows and hands each out, serialised once per audience. Quiet: at once. */
export function openFanOut(feed: TickerFeed, options: { beatMs?: number; clock?: () => Instant } = {}): FanOut {
	return new WindowedFanOut(feed, options.beatMs ?? 5000, options.clock ?? Date.now);
}

class WindowedFanOut implements FanOut {
	readonly feed: TickerFeed;
	readonly #lanes: Readonly<Record<TickerAudience, Lane>>;
	readonly #beat: NodeJS.Timeout;
	readonly #leave: () => void;
	#timer: NodeJS.Timeout | null = null;
	#lastWrite = 0;

	constructor(feed: TickerFeed, beatMs: number, clock: () => Instant) {
		this.feed = feed;
		this.#lanes = {
			host: { takers: new Set(), waiting: [], flushed: feed.seq() },
			page: { takers: new Set(), waiting: [], flushed: feed.seq() },
		};
		this.#leave = feed.onBatch((batch) => this.#take(batch));
		this.#beat = setInterval(() => this.#giveBeat(clock()), beatMs);
		this.#beat.unref();
	}

	flushed(audience: TickerAudience): number {
		return this.#lanes[audience].flushed;
	}

	join(audience: TickerAudience, take: (chunk: TickerChunk) => void): () => void {
		const { takers } = this.#lanes[audience];
		takers.add(take);
		return () => takers.delete(take);
	}

	readers(): number {
		return this.#lanes.host.takers.size + this.#lanes.page.takers.size;
	}

	close(): void {
		this.#leave();
		clearInterval(this.#beat);
		if (this.#timer) clearTimeout(this.#timer);
	}

	#take({ entries, changed }: TickerBatch): void {
		if (changed) {
			for (const audience of AUDIENCES) this.#give(this.#lanes[audience], sideChunk(campaignFrame(changed), false));
		}
		if (entries.length === 0) return;
		for (const audience of AUDIENCES) this.#lanes[audience].waiting.push(...entries);
		if (this.#timer) return;
		const rest = this.#lastWrite + gatherFor(this.readers()) - performance.now();
		if (rest <= 0) this.#flush();
		else this.#timer = setTimeout(() => this.#flush(), rest);
	}

	#flush(): void {
		this.#timer = null;
		this.#lastWrite = performance.now();
		for (const audience of AUDIENCES) {
			const lane = this.#lanes[audience];
			const last = lane.waiting.at(-1)?.seq;
			if (last === undefined) continue;
			const entries = lane.waiting;
			lane.waiting = [];
			lane.flushed = last;
			// Nobody looks: nothing to serialise. A reader that comes now starts at `flushed`.
			if (lane.takers.size > 0) this.#give(lane, itemsChunk(entries, audience, this.feed.campaign().language));
		}
	}

	#giveBeat(now: Instant): void {
		for (const audience of AUDIENCES) {
			const lane = this.#lanes[audience];
			if (lane.takers.size === 0) continue;
			this.#give(lane, sideChunk(beatFrame({ now, checkedAt: this.feed.checkedAt(), seq: lane.flushed }), true));
		}
	}

	#give(lane: Lane, chunk: TickerChunk): void {
		for (const take of lane.takers) take(chunk);
	}
}

/** A chunk that moves nobody along the ledger. */
function sideChunk(frame: string, isBeat: boolean): TickerChunk {
	return { last: null, bytes: Buffer.from(frame), frames: [], isBeat };
}

function itemsChunk(
	entries: readonly TickerEntry[],
	audience: TickerAudience,
	language: Parameters<typeof toTickerItem>[2],
): TickerChunk {
	const frames = entries.map((entry) => ({ seq: entry.seq, text: itemFrame(toTickerItem(entry, audience, language)) }));
	return {
		last: entries.at(-1)?.seq ?? null,
		bytes: Buffer.from(frames.map((frame) => frame.text).join("")),
		frames,
		isBeat: false,
	};
}
