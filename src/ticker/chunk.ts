import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import { type CampaignCard, type TickerAudience, type TickerEntry, toTickerItem } from "../domain/screen/ticker.ts";
import { beatFrame, campaignFrame, itemFrame } from "./sse-frame.ts";

/**
 * Bytes for the wire, made once for however many readers. HTTP/1.1 wants each piece with its length before it ("chunked"); a reader
 * that speaks 1.0 gets the same bytes without.
 */
export type Wire = { readonly chunked: Buffer; readonly plain: Buffer };

/** One write for all readers of an audience. `frames` lets a reader that already has some of it take the rest. */
export type TickerChunk = {
	/** Seq of the last item; null where it moves nobody along (a beat, the campaign, the board). */
	readonly last: number | null;
	readonly wire: Wire;
	readonly frames: readonly { readonly seq: number; readonly text: string }[];
	readonly isBeat: boolean;
};

/** The piece that ends a chunked answer. */
export const LAST_PIECE = Buffer.from("0\r\n\r\n");

export function toWire(text: string): Wire {
	const length = Buffer.byteLength(text);
	const head = `${length.toString(16)}\r\n`;
	const chunked = Buffer.from(`${head}${text}\r\n`);
	return { chunked, plain: chunked.subarray(head.length, head.length + length) };
}

/** A chunk that moves nobody along the ledger. */
export function sideChunk(frame: string): TickerChunk {
	return { last: null, wire: toWire(frame), frames: [], isBeat: false };
}

export function campaignChunk(card: CampaignCard): TickerChunk {
	return sideChunk(campaignFrame(card));
}

export function beatChunk(now: Instant, checkedAt: Instant, seq: number): TickerChunk {
	return { ...sideChunk(beatFrame({ now, checkedAt, seq })), isBeat: true };
}

export function itemsChunk(entries: readonly TickerEntry[], audience: TickerAudience, language: Language): TickerChunk {
	const frames = entries.map((entry) => ({ seq: entry.seq, text: itemFrame(toTickerItem(entry, audience, language)) }));
	return {
		last: entries.at(-1)?.seq ?? null,
		wire: toWire(frames.map((frame) => frame.text).join("")),
		frames,
		isBeat: false,
	};
}

/** What of it a reader who has everything up to `position` still needs; null where that is nothing. */
export function restAfter(chunk: TickerChunk, position: number): Wire | null {
	if (chunk.last === null) return chunk.wire;
	if (chunk.last <= position) return null;
	const first = chunk.frames[0]?.seq ?? chunk.last;
	if (first > position) return chunk.wire;
	const missing = chunk.frames.filter((frame) => frame.seq > position);
	return toWire(missing.map((frame) => frame.text).join(""));
}
