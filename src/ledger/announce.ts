import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { inTransaction } from "../db/pool.ts";
import type { Passed } from "../domain/counting/passed.ts";
import { figuresOf, hourKey } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { passedByClock, passedByNewGoal } from "../domain/milestone/campaign-clock.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { type ReadyPost, writeAnnouncements } from "./announcements.ts";
import { loadBooks } from "./load-state.ts";

/** Announces what the clock has made fall since it was last asked, for every campaign that is live or was closed just now. Returns the posts that can go. */
export async function announceByClock(pool: pg.Pool, directory: CampaignDirectory, now: Instant): Promise<ReadyPost[]> {
	const edition = await directory.refresh();
	const ready: ReadyPost[] = [];
	for (const campaign of edition.campaigns) {
		if (campaign.state !== "live" && campaign.state !== "closed") continue;
		ready.push(...(await announce(pool, directory, campaign, now, (tally) => passedByClock(campaign, tally, now))));
	}
	return ready;
}

/** Announces a raised goal; nothing where it wasn't raised, the drive isn't live, or no rule speaks of it. */
export async function announceNewGoal(
	pool: pg.Pool,
	directory: CampaignDirectory,
	before: Campaign,
	after: Campaign,
	now: Instant,
): Promise<ReadyPost[]> {
	await directory.refresh();
	return announce(pool, directory, after, now, () => passedByNewGoal(before, after));
}

/** The same, in the transaction that raises it: what stands in the history has been announced. The sweep finds its posts. */
export async function announceRaisedGoal(
	client: pg.PoolClient,
	before: Campaign,
	after: Campaign,
	now: Instant,
): Promise<void> {
	const found = passedByNewGoal(before, after);
	const [book] = found.length === 0 ? [] : await loadBooks(client, [after.id]);
	if (book === undefined) return;
	const figures = figuresOf(book.tally, after, hourKey(hourStart(now, after.timeZone)));
	const announced = found.map((one) => ({ ...one, campaignId: after.id, entrySeq: null, figures }));
	await writeAnnouncements(client, { campaigns: [after] }, announced, now);
}

async function announce(
	pool: pg.Pool,
	directory: CampaignDirectory,
	campaign: Campaign,
	now: Instant,
	find: (tally: Parameters<typeof figuresOf>[0]) => Passed[],
): Promise<ReadyPost[]> {
	const edition = await directory.current();
	return inTransaction(pool, async (client) => {
		// The same lock as the ledger's, so that the figures are those of one moment.
		const [book] = await loadBooks(client, [campaign.id]);
		if (book === undefined) return [];
		const found = find(book.tally);
		if (found.length === 0) return [];
		const figures = figuresOf(book.tally, campaign, hourKey(hourStart(now, campaign.timeZone)));
		const announced = found.map((one) => ({ ...one, campaignId: campaign.id, entrySeq: null, figures }));
		return writeAnnouncements(client, edition, announced, now);
	});
}
