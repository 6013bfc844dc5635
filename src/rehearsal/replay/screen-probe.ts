import { get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";

/** One host screen that notes when each entry reached it. */
export type ScreenProbe = {
	/** By seq: milliseconds since 1970 with a fraction. */
	readonly receivedAt: ReadonlyMap<number, Instant>;
	/** Whether this entry was shown: as an item, or within a snapshot after the connection had been away for long. */
	hasShown(seq: number): boolean;
	/** Seqs that came out of order or a second time: invariant 3 says none. */
	readonly disorder: () => number;
	/** Waits until the screen shows the drive: what comes after that has to come as items. @throws where it doesn't open. */
	ready(): Promise<void>;
	/** Waits for the newest entry of the ledger, but not for long. */
	caughtUp(pool: pg.Pool, campaignId: string): Promise<void>;
	close(): void;
};

const RECONNECT_AFTER = 200;
const CATCHES_UP_WITHIN = 10_000;

/** Opens `url` (an on-air link's live stream) and opens it again with Last-Event-ID whenever it ends, as a browser does. */
export function openScreenProbe(url: string): ScreenProbe {
	const log = openScreenLog();
	let isClosed = false;
	let current: ReturnType<typeof get> | null = null;

	const read = (response: IncomingMessage) => {
		response.setEncoding("utf8");
		let rest = "";
		response.on("data", (text: string) => {
			const now = performance.timeOrigin + performance.now();
			const frames = (rest + text).split("\n\n");
			rest = frames.pop() ?? "";
			for (const frame of frames) log.take(frame, now);
		});
		response.on("close", again);
	};
	const again = () => {
		if (!isClosed) setTimeout(open, RECONNECT_AFTER).unref();
	};
	function open(): void {
		if (isClosed) return;
		const last = log.lastSeq();
		const headers = { accept: "text/event-stream", ...(last === null ? {} : { "last-event-id": String(last) }) };
		current = get(url, { headers, agent: false }, read);
		current.on("error", again);
	}
	open();
	return {
		receivedAt: log.receivedAt,
		hasShown: log.hasShown,
		disorder: log.disorder,
		async ready() {
			const until = performance.now() + CATCHES_UP_WITHIN;
			while (log.lastSeq() === null && performance.now() < until) await pause(20);
			if (log.lastSeq() === null) throw new Error("The host's screen did not open: the API answers no live stream");
		},
		async caughtUp(pool, campaignId) {
			const until = performance.now() + CATCHES_UP_WITHIN;
			const { rows } = await pool.query<{ seq: number }>("select seq from campaign_tally where campaign_id = $1", [
				campaignId,
			]);
			const newest = rows[0]?.seq ?? 0;
			while ((log.lastSeq() ?? 0) < newest && performance.now() < until) await pause(20);
		},
		close() {
			isClosed = true;
			current?.destroy();
		},
	};
}

/** What the screen has shown so far. */
function openScreenLog() {
	const receivedAt = new Map<number, Instant>();
	const skipped: { readonly from: number; readonly through: number }[] = [];
	let lastSeq: number | null = null;
	let disorder = 0;

	return {
		receivedAt,
		lastSeq: () => lastSeq,
		disorder: () => disorder,
		hasShown: (seq: number) => receivedAt.has(seq) || skipped.some(({ from, through }) => seq > from && seq <= through),
		take(frame: string, now: Instant): void {
			const seq = Number(/^id: ?(\d+)$/m.exec(frame)?.[1] ?? Number.NaN);
			if (!Number.isFinite(seq)) return;
			const isItem = /^event: ?item$/m.test(frame);
			// A snapshot may skip ahead: everything up to it is in its figures.
			if (!isItem && seq > (lastSeq ?? 0)) skipped.push({ from: lastSeq ?? 0, through: seq });
			if (isItem && lastSeq !== null && seq !== lastSeq + 1) disorder += 1;
			if (isItem && !receivedAt.has(seq)) receivedAt.set(seq, now);
			lastSeq = seq;
		},
	};
}
