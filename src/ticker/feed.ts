import type { Pool } from "pg";
import { z } from "zod";
import { awaitsUnlock } from "../domain/match/match-now.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { CampaignCard, TickerEntry } from "../domain/screen/ticker.ts";
import type { Log } from "../log.ts";
import { cardRowSchema, toCard } from "./campaign-card.ts";
import { readEntries } from "./entries.ts";

/** What is new since the last batch: entries in order of seq, none left out, none twice; and the campaign where staff changed it. */
export type TickerBatch = { readonly entries: readonly TickerEntry[]; readonly changed: CampaignCard | null };

export type TickerFeed = {
	readonly campaignId: string;
	/** The seq of the last entry handed out. */
	seq(): number;
	campaign(): CampaignCard;
	/** When the ledger was last read with success: how old a screen's data is. */
	checkedAt(): Instant;
	onBatch(take: (batch: TickerBatch) => void): () => void;
	/** Something may be new: read now rather than at the next look. */
	nudge(): void;
	close(): Promise<void>;
};

export type FeedOptions = {
	readonly pool: Pool;
	readonly campaignId: string;
	readonly log: Log;
	/** The backstop where a notification got lost. */
	readonly pollMs?: number;
	readonly pageSize?: number;
	readonly clock?: () => Instant;
};

type Head = { readonly seq: number; readonly card: CampaignCard };

const byMatch = z.record(z.string(), z.number()).catch({});
const headSchema = cardRowSchema.extend({
	seq: z.number(),
	progress: byMatch,
	/** Instants. */
	unlocked: byMatch,
});

async function readHead(pool: Pool, campaignId: string): Promise<Head> {
	const { rows } = await pool.query(
		`select c.id, c.slug, c.state, c.version, c.config, coalesce(t.seq, 0)::float8 as seq, t.tally->'progress' as progress, t.tally->'unlocked' as unlocked
		from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1`,
		[campaignId],
	);
	if (rows.length === 0) throw new Error(`There is no campaign ${campaignId}.`);
	const head = headSchema.parse(rows[0]);
	return { seq: head.seq, card: toCard(head, head) };
}

/**
 * Reads one campaign's new ledger entries once, for every screen of this process. Starts at the ledger's end; seq is taken under the
 * campaign's row lock, so reading "greater than the last" never skips one. Outlives restarts of the database: it asks again until it answers.
 * @throws Error where the campaign doesn't exist, or the database cannot be asked at the start.
 */
export async function openTickerFeed(options: FeedOptions): Promise<TickerFeed> {
	return new LedgerFeed(options, await readHead(options.pool, options.campaignId));
}

class LedgerFeed implements TickerFeed {
	readonly campaignId: string;
	readonly #options: Required<FeedOptions>;
	readonly #takers = new Set<(batch: TickerBatch) => void>();
	readonly #poll: NodeJS.Timeout;
	#seq: number;
	#card: CampaignCard;
	#checkedAt: Instant;
	#reading: Promise<void> | null = null;
	#again = false;
	#failing = false;
	#closed = false;

	constructor(options: FeedOptions, head: Head) {
		this.#options = {
			...options,
			pollMs: options.pollMs ?? 1000,
			pageSize: options.pageSize ?? 500,
			clock: options.clock ?? Date.now,
		};
		this.campaignId = options.campaignId;
		this.#seq = head.seq;
		this.#card = head.card;
		this.#checkedAt = this.#options.clock();
		this.#poll = setInterval(() => this.#look(true), this.#options.pollMs);
		this.#poll.unref();
	}

	seq(): number {
		return this.#seq;
	}

	campaign(): CampaignCard {
		return this.#card;
	}

	checkedAt(): Instant {
		return this.#checkedAt;
	}

	onBatch(take: (batch: TickerBatch) => void): () => void {
		this.#takers.add(take);
		return () => this.#takers.delete(take);
	}

	nudge(): void {
		this.#look(false);
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#poll);
		this.#takers.clear();
		await this.#reading;
	}

	/** One reading at a time: whoever asks during it is served by the next. */
	#look(withCampaign: boolean): void {
		if (this.#closed) return;
		if (this.#reading) this.#again = true;
		else this.#reading = this.#attempt(withCampaign);
	}

	async #attempt(withCampaign: boolean): Promise<void> {
		const { log } = this.#options;
		const at = { campaignId: this.campaignId, seq: this.#seq };
		try {
			do {
				this.#again = false;
				await this.#readNew();
			} while (this.#again && !this.#closed);
			if (withCampaign) await this.#readCampaign();
			if (this.#failing) log("info", "The ticker reads the ledger again.", at);
			this.#failing = false;
		} catch (error) {
			if (!this.#failing && !this.#closed)
				log("warn", "The ticker cannot read the ledger; it keeps trying.", { ...at, error });
			this.#failing = true;
		} finally {
			this.#reading = null;
		}
		// A nudge that came after the last read must not wait for the next look.
		if (this.#again && !this.#failing) this.#look(false);
	}

	async #readNew(): Promise<void> {
		const { pool, pageSize, clock } = this.#options;
		for (;;) {
			const asked = clock();
			const entries = await readEntries(pool, this.campaignId, { after: this.#seq, limit: pageSize });
			this.#checkedAt = asked;
			const last = entries.at(-1);
			if (this.#closed || !last) return;
			this.#seq = last.seq;
			this.#handOut({ entries, changed: null });
			if (entries.length < pageSize) return;
		}
	}

	async #readCampaign(): Promise<void> {
		const { pool } = this.#options;
		const { rows } = await pool.query<{ version: number }>("select version from campaign where id = $1", [
			this.campaignId,
		]);
		const isEdited = rows[0] !== undefined && rows[0].version !== this.#card.version;
		if (rows[0] === undefined || !(isEdited || awaitsUnlock(this.#card.matches, this.#options.clock()))) return;
		const { card } = await readHead(pool, this.campaignId);
		if (!isEdited && JSON.stringify(card.matches) === JSON.stringify(this.#card.matches)) return;
		this.#card = card;
		if (!this.#closed) this.#handOut({ entries: [], changed: this.#card });
	}

	#handOut(batch: TickerBatch): void {
		for (const take of this.#takers) take(batch);
	}
}
