import type { Pool } from "pg";
import type { Instant } from "../domain/instant.ts";
import { type TickerAudience, toTickerItem } from "../domain/ticker.ts";
import { readEntries } from "./entries.ts";
import type { FanOut, TickerChunk } from "./fan-out.ts";
import { openMailbox } from "./mailbox.ts";
import { readSnapshot } from "./snapshot.ts";
import { beatFrame, campaignFrame, itemFrame, snapshotFrame } from "./sse-frame.ts";

/** Why a stream of items ended. 'too-slow': the reader's buffer ran over; it comes back with the last id it got. */
export type SubscriptionEnd = "closed" | "too-slow";

export type SubscriptionOptions = {
	readonly pool: Pool;
	readonly fanOut: FanOut;
	readonly audience: TickerAudience;
	/** The last seq the reader has; null for a new reader. */
	readonly after: number | null;
	readonly signal: AbortSignal;
	/** Called at the moment the buffer runs over, even while the reader is stuck in a write. */
	readonly onTooSlow?: () => void;
	/** Bytes that may wait for a reader. */
	readonly mostWaiting?: number;
	/** A reader further behind than this many entries gets a snapshot instead of each of them. */
	readonly mostBehind?: number;
	readonly pageSize?: number;
	readonly clock?: () => Instant;
};

/**
 * One reader's stream, as bytes ready to be written: every item after `after` exactly once, in order of seq, for as long as it is
 * read. A new reader's begins with a snapshot. Three phases:
 * backfill from the database up to where the live stream stood when we joined it; cutover, dropping what the database already gave;
 * live. We join before the first read, so nothing falls between.
 */
export async function* subscribeTicker(options: SubscriptionOptions): AsyncGenerator<Buffer, SubscriptionEnd> {
	const { fanOut, audience, signal, mostWaiting = 256 * 1024 } = options;
	const mailbox = openMailbox<TickerChunk>(mostWaiting);
	let tooSlow = false;
	const leave = fanOut.join(audience, (chunk) => {
		if (tooSlow || (chunk.isBeat && !mailbox.isEmpty())) return;
		if (mailbox.put(chunk) || signal.aborted) return;
		tooSlow = true;
		options.onTooSlow?.();
	});
	signal.addEventListener("abort", mailbox.finish, { once: true });
	if (signal.aborted) mailbox.finish();
	try {
		const joinedAt = fanOut.flushed(audience);
		const position = yield* backfill(options, joinedAt);
		// At once, so that the screen knows how old this is and what time it is without waiting for the next beat.
		const { clock = Date.now } = options;
		yield Buffer.from(beatFrame({ now: clock(), checkedAt: fanOut.feed.checkedAt(), seq: position }));
		yield* live(mailbox.take, position);
		return tooSlow ? "too-slow" : "closed";
	} finally {
		leave();
		signal.removeEventListener("abort", mailbox.finish);
		mailbox.finish();
	}
}

/** Brings the reader to at least `joinedAt`, and gives the seq it then has. */
async function* backfill(options: SubscriptionOptions, joinedAt: number): AsyncGenerator<Buffer, number> {
	const { pool, fanOut, audience, after, signal, mostBehind = 1000, pageSize = 250 } = options;
	const campaignId = fanOut.feed.campaignId;
	const language = fanOut.feed.campaign().language;
	let position = after;
	if (position === null || joinedAt - position > mostBehind) {
		position = yield* snapshot(options, false);
	} else if (position > joinedAt && position > (await ledgerEnd(pool, campaignId))) {
		// Ahead of the ledger itself (a database restored from a back-up): what the reader shows is no longer true.
		position = yield* snapshot(options, true);
	} else {
		yield Buffer.from(campaignFrame(fanOut.feed.campaign()));
	}
	while (position < joinedAt && !signal.aborted) {
		const entries = await readEntries(pool, campaignId, { after: position, through: joinedAt, limit: pageSize });
		const last = entries.at(-1);
		if (!last) throw new Error(`The ledger of ${campaignId} has nothing between seq ${position} and ${joinedAt}.`);
		yield Buffer.from(entries.map((entry) => itemFrame(toTickerItem(entry, audience, language))).join(""));
		position = last.seq;
	}
	return position;
}

async function* snapshot(options: SubscriptionOptions, reset: boolean): AsyncGenerator<Buffer, number> {
	const { pool, fanOut, audience, clock = Date.now } = options;
	const taken = await readSnapshot(pool, fanOut.feed.campaignId, audience, clock());
	yield Buffer.from(snapshotFrame({ ...taken, reset }));
	return taken.seq;
}

async function ledgerEnd(pool: Pool, campaignId: string): Promise<number> {
	const { rows } = await pool.query<{ seq: number }>(
		"select coalesce(max(seq), 0)::float8 as seq from ledger_entry where campaign_id = $1",
		[campaignId],
	);
	return rows[0]?.seq ?? 0;
}

/** Cutover and live: chunks the reader already has are dropped, one it has in part is cut, the rest goes out as it is. */
async function* live(take: () => Promise<TickerChunk | null>, from: number): AsyncGenerator<Buffer, void> {
	let position = from;
	for (let chunk = await take(); chunk !== null; chunk = await take()) {
		if (chunk.last === null) {
			yield chunk.bytes;
			continue;
		}
		if (chunk.last <= position) continue;
		const first = chunk.frames[0]?.seq ?? chunk.last;
		if (first > position) yield chunk.bytes;
		else
			yield Buffer.from(
				chunk.frames
					.filter((frame) => frame.seq > position)
					.map((frame) => frame.text)
					.join(""),
			);
		position = chunk.last;
	}
}
