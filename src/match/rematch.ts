import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { bookMatches } from "../domain/ledger/book-matches.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { type ReadyPost, writeAnnouncements } from "../ledger/announcements.ts";
import { loadBooks } from "../ledger/load-state.ts";
import { keepAllotments, keepMatchGifts } from "../ledger/match-store.ts";
import { writeEntries } from "../ledger/write-decision.ts";
import { countPowerHours } from "./count-power-hours.ts";
import { matchRules } from "./match-rules.ts";
import { reckonMatches } from "./reckon.ts";

export type Rematched = {
	/** Signed, minor units: by so much the announced total has changed. */
	readonly delta: number;
	readonly posts: readonly ReadyPost[];
};

const NOTHING: Rematched = { delta: 0, posts: [] };

/**
 * Books what the drive's matches answer by this set-up, and counts its power hours again: for whoever changed one of them, in the same
 * transaction. The differences are new entries; nothing booked is changed. Saying it twice changes nothing more.
 */
export async function rematch(client: pg.PoolClient, campaign: Campaign, now: Instant): Promise<Rematched> {
	const [book] = await loadBooks(client, [campaign.id]);
	if (book === undefined) return NOTHING;
	const { gifts, before, changes, run } = await reckonMatches(client, campaign);
	await client.query("delete from match_basis where campaign_id = $1", [campaign.id]);
	for (let from = 0; from < gifts.length; from += 5_000) {
		await keepMatchGifts(client, campaign.id, gifts.slice(from, from + 5_000), []);
	}
	await keepAllotments(client, campaign.id, changes);
	// As answered until now: what changes is booked right after, and counts in its power hour then.
	const tally = { ...book.tally, spans: await countPowerHours(client, campaign, before) };
	const booked = bookMatches(campaign, { seq: book.seq, tally }, changes, { run, now, isSilent: false });
	await client.query("update campaign_tally set tally = $2, match_rules = $3 where campaign_id = $1", [
		campaign.id,
		JSON.stringify(booked.book.tally),
		matchRules(campaign),
	]);
	if (booked.entries.length === 0) return NOTHING;
	await writeEntries(client, { entries: booked.entries, books: new Map([[campaign.id, booked.book]]) });
	const posts = await writeAnnouncements(client, { campaigns: [campaign] }, booked.crossings, now);
	return { delta: changes.reduce((sum, { delta }) => sum + delta, 0), posts };
}
