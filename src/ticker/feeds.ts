import type { Pool } from "pg";
import { z } from "zod";
import { listen } from "../db/listen.ts";
import type { Log } from "../log.ts";
import { type FanOut, openFanOut } from "./fan-out.ts";
import { openTickerFeed } from "./feed.ts";
import { readSnapshot } from "./snapshot.ts";

export type TickerFeeds = {
	/** The campaign's fan-out, opened at first use and closed once nobody has read it for a while. */
	of(campaignId: string): Promise<FanOut>;
	close(): Promise<void>;
};

export type FeedsOptions = {
	readonly pool: Pool;
	readonly url: string;
	readonly log: Log;
	readonly pollMs?: number;
	readonly beatMs?: number;
	/** A feed without readers for this long stops asking the database. */
	readonly idleMs?: number;
};

/**
 * What changes beside the ledger, as the transaction that changes it notifies it on channel "ticker_side". Only ever a hint to ask
 * again: it carries no words, and may be lost.
 */
const sideEvent = z.discriminatedUnion("event", [
	z.object({
		campaignId: z.string(),
		audience: z.enum(["host", "page"]),
		event: z.literal("board"),
		data: z.object({ version: z.number().nullable() }),
	}),
	/** For the console, by the database's own triggers (migration 0011) and by whatever else it lists. */
	z.object({
		campaignId: z.string(),
		audience: z.literal("staff"),
		event: z.literal("changed"),
		data: z.object({ what: z.string() }),
	}),
]);

type SideEvent = z.infer<typeof sideEvent>;

/** One listening connection for the whole process, one feed for each campaign that somebody looks at. */
export async function openTickerFeeds(options: FeedsOptions): Promise<TickerFeeds> {
	const feeds = new OpenFeeds(options);
	const listening = await listen({
		url: options.url,
		channels: ["ticker", "ticker_side"],
		onNotification: (channel, payload) => {
			if (channel === "ticker_side") feeds.tell(sideEvent.parse(JSON.parse(payload)));
			// "<campaign>:<last seq>": the campaign is enough, the feed reads whatever is there.
			else feeds.nudge(payload.slice(0, payload.lastIndexOf(":")));
		},
		// Notifications may have been lost meanwhile.
		onGap: () => feeds.makeGood(),
		onError: (error) => options.log("warn", "The ticker's listening connection had an error; it goes on.", { error }),
	});
	return {
		of: (campaignId) => feeds.of(campaignId),
		async close() {
			await listening.close();
			await feeds.close();
		},
	};
}

class OpenFeeds {
	readonly #options: FeedsOptions;
	readonly #open = new Map<string, Promise<FanOut>>();
	readonly #idleSince = new Map<string, number>();
	readonly #sweep: NodeJS.Timeout;

	constructor(options: FeedsOptions) {
		this.#options = options;
		const idleMs = options.idleMs ?? 60_000;
		this.#sweep = setInterval(() => void this.#closeIdle(idleMs), idleMs / 2);
		this.#sweep.unref();
	}

	of(campaignId: string): Promise<FanOut> {
		// Whoever asks is about to join: the feed counts as idle from now at the earliest.
		this.#idleSince.delete(campaignId);
		const known = this.#open.get(campaignId);
		if (known) return known;
		const opening = this.#openOne(campaignId);
		this.#open.set(campaignId, opening);
		// One that could not open must not stay: the next reader tries again.
		opening.catch(() => this.#open.delete(campaignId));
		return opening;
	}

	nudge(campaignId: string): void {
		this.#with(campaignId, (fanOut) => fanOut.feed.nudge());
	}

	tell({ campaignId, audience, event, data }: SideEvent): void {
		this.#with(campaignId, (fanOut) => fanOut.tell(audience, event, data));
	}

	/** The ledger is read again from where we were. What else has changed nobody knows: screens and consoles ask. */
	makeGood(): void {
		for (const campaignId of this.#open.keys()) {
			this.nudge(campaignId);
			this.tell({ campaignId, audience: "host", event: "board", data: { version: null } });
			this.tell({ campaignId, audience: "staff", event: "changed", data: { what: "all" } });
		}
	}

	async close(): Promise<void> {
		clearInterval(this.#sweep);
		await Promise.all([...this.#open.keys()].map((campaignId) => this.#closeOne(campaignId)));
	}

	async #openOne(campaignId: string): Promise<FanOut> {
		const { pool, log, pollMs, beatMs } = this.#options;
		const feed = await openTickerFeed({ pool, campaignId, log, pollMs });
		return openFanOut(feed, {
			beatMs,
			readSnapshot: (audience) => readSnapshot(pool, campaignId, audience, Date.now()),
		});
	}

	#with(campaignId: string, act: (fanOut: FanOut) => void): void {
		this.#open.get(campaignId)?.then(act, () => undefined);
	}

	async #closeOne(campaignId: string): Promise<void> {
		const opening = this.#open.get(campaignId);
		this.#open.delete(campaignId);
		this.#idleSince.delete(campaignId);
		const fanOut = await opening?.catch(() => null);
		fanOut?.close();
		await fanOut?.feed.close();
	}

	async #closeIdle(idleMs: number): Promise<void> {
		for (const [campaignId, opening] of this.#open) {
			const readers = (await opening.catch(() => null))?.readers() ?? 0;
			const since = this.#idleSince.get(campaignId) ?? performance.now();
			if (readers > 0) this.#idleSince.delete(campaignId);
			else if (performance.now() - since < idleMs) this.#idleSince.set(campaignId, since);
			else await this.#closeOne(campaignId);
		}
	}
}
