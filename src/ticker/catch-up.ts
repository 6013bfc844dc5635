import type { Pool } from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { toTickerItem } from "../domain/screen/ticker.ts";
import { toWire } from "./chunk.ts";
import { readEntries } from "./entries.ts";
import type { FanOut } from "./fan-out.ts";
import { type StreamAudience, seesAs } from "./lane.ts";
import type { Reader } from "./reader.ts";
import { beatFrame, campaignFrame, itemFrame, snapshotFrame } from "./sse-frame.ts";

export type CatchUpOptions = {
	readonly pool: Pool;
	readonly fanOut: FanOut;
	readonly audience: StreamAudience;
	/** The last seq the reader has; null for a new reader. */
	readonly after: number | null;
	/** Frames for this reader alone, after what it missed; asked for once everything after is sure to reach it. */
	readonly greet?: () => Promise<string>;
	/** A reader further behind than this many entries gets a snapshot instead of each of them. */
	readonly mostBehind?: number;
	readonly pageSize?: number;
	readonly clock?: () => Instant;
};

/**
 * Brings one reader to where the live stream is: every item after `after` exactly once, in order of seq; a new reader's stream begins
 * with a snapshot. Three phases: what is in the database up to where the live stream stood when the reader joined it; cutover, dropping
 * what the database already gave; live. The reader has joined before this is called, so nothing falls between.
 */
export async function catchUp(reader: Reader, options: CatchUpOptions): Promise<void> {
	const { fanOut, audience, greet, clock = Date.now } = options;
	const position = await backfill(reader, options, fanOut.flushed(audience));
	// At once, so that the screen knows how old this is and what time it is without waiting for the next beat.
	const beat = beatFrame({ now: clock(), checkedAt: fanOut.feed.checkedAt(), seq: position });
	await reader.bring(toWire(beat + (greet ? await greet() : "")));
	reader.goLive(position);
}

/** Brings the reader to at least `joinedAt`, and gives the seq it then has. */
async function backfill(reader: Reader, options: CatchUpOptions, joinedAt: number): Promise<number> {
	const { pool, fanOut, audience, after, mostBehind = 1000, pageSize = 250 } = options;
	const { campaignId } = fanOut.feed;
	const { language } = fanOut.feed.campaign();
	let position = after;
	if (position === null || joinedAt - position > mostBehind) {
		position = await bringSnapshot(reader, options, { seq: joinedAt, reset: false });
	} else if (position > joinedAt && position > (await ledgerEnd(pool, campaignId))) {
		// Ahead of the ledger itself (a database restored from a back-up): what the reader shows is no longer true.
		position = await bringSnapshot(reader, options, { seq: joinedAt, reset: true });
	} else {
		await reader.bring(toWire(campaignFrame(fanOut.feed.campaign())));
	}
	while (position < joinedAt && reader.isOpen) {
		const entries = await readEntries(pool, campaignId, { after: position, through: joinedAt, limit: pageSize });
		const last = entries.at(-1);
		if (!last) throw new Error(`The ledger of ${campaignId} has nothing between seq ${position} and ${joinedAt}.`);
		await reader.bring(
			toWire(entries.map((entry) => itemFrame(toTickerItem(entry, seesAs(audience), language))).join("")),
		);
		position = last.seq;
	}
	return position;
}

async function bringSnapshot(
	reader: Reader,
	{ fanOut, audience }: CatchUpOptions,
	{ seq, reset }: { seq: number; reset: boolean },
): Promise<number> {
	const { snapshot, wire } = await fanOut.snapshots.atLeast(seesAs(audience), seq);
	await reader.bring(reset ? toWire(snapshotFrame({ ...snapshot, reset })) : wire);
	return snapshot.seq;
}

async function ledgerEnd(pool: Pool, campaignId: string): Promise<number> {
	const { rows } = await pool.query<{ seq: number }>(
		"select coalesce(max(seq), 0)::float8 as seq from ledger_entry where campaign_id = $1",
		[campaignId],
	);
	return rows[0]?.seq ?? 0;
}
