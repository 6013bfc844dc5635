import type { Pool } from "pg";
import { listen } from "../db/listen.ts";
import type { Log } from "../log.ts";
import { type FanOut, openFanOut } from "./fan-out.ts";
import { openTickerFeed } from "./feed.ts";

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

/** One listening connection for the whole process, one feed for each campaign that somebody looks at. */
export async function openTickerFeeds(options: FeedsOptions): Promise<TickerFeeds> {
	const feeds = new OpenFeeds(options);
	const listening = await listen({
		url: options.url,
		channels: ["ticker"],
		// "<campaign>:<last seq>": the campaign is enough, the feed reads whatever is there.
		onNotification: (_channel, payload) => feeds.nudge(payload.slice(0, payload.lastIndexOf(":"))),
		// Notifications may have been lost meanwhile.
		onGap: () => feeds.nudgeAll(),
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
		this.#open.get(campaignId)?.then(
			(fanOut) => fanOut.feed.nudge(),
			() => undefined,
		);
	}

	nudgeAll(): void {
		for (const campaignId of this.#open.keys()) this.nudge(campaignId);
	}

	async close(): Promise<void> {
		clearInterval(this.#sweep);
		await Promise.all([...this.#open.keys()].map((campaignId) => this.#closeOne(campaignId)));
	}

	async #openOne(campaignId: string): Promise<FanOut> {
		const { pool, log, pollMs, beatMs } = this.#options;
		return openFanOut(await openTickerFeed({ pool, campaignId, log, pollMs }), { beatMs });
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
