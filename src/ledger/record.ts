import type pg from "pg";
import type { CampaignDirectory, DirectoryEdition } from "../campaign/directory.ts";
import type { Gift } from "../domain/gift/gift.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { decide, type LedgerDecision } from "../domain/ledger/decide.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { writeAnnouncements } from "./announcements.ts";
import { answerMatches } from "./answer-matches.ts";
import { loadBooks, loadGifts, loadKnownDonors, lockUnplaced } from "./load-state.ts";
import { openDonorCount } from "./settle-donors.ts";
import { TryAgain } from "./try-again.ts";
import { writeDecision } from "./write-decision.ts";

export type Recorded = {
	readonly decision: LedgerDecision;
	/** Posts to dispatch after the commit. */
	readonly posts: readonly { readonly id: number; readonly accountId: string }[];
};

/**
 * Books facts inside the caller's transaction: locks the campaigns' tallies (commit order = seq order, invariant 3), loads the
 * gifts, decides, and writes entries, announcements and posts together (invariant 4).
 * @throws TryAgain where another campaign turns out to be concerned, or the directory's edition is older than the database's.
 */
export async function recordFacts(
	client: pg.PoolClient,
	directory: CampaignDirectory,
	facts: readonly GiftFact[],
	now: Instant,
): Promise<Recorded> {
	const edition = await editionFor(client, directory, facts);
	const named = campaignsNamed(facts, edition);
	const locked = await lock(client, directory, edition, named);
	let gifts = await loadGifts(client, facts);
	const others = campaignsOf(gifts, edition).filter((id) => !locked.has(id));
	if (others.length > 0) {
		// Taken out of order: a deadlock with another process is possible, detected by PostgreSQL, and tried again.
		for (const [id, book] of await lock(client, directory, edition, others)) locked.set(id, book);
		gifts = await loadGifts(client, facts);
		if (campaignsOf(gifts, edition).some((id) => !locked.has(id))) throw new TryAgain();
	}
	const donors = await loadKnownDonors(client, [...locked.keys()], facts, gifts);
	const told = decide({ now, campaigns: edition.index, books: locked, gifts, donors: donors.given }, facts);
	const isSilent = facts.every(({ silent }) => silent === true);
	const decision = await answerMatches(client, edition.campaigns, told, { now, isSilent });
	const isCounted = decision.leaving.length === 0 && !(donors.isMerged && decision.newDonors.length > 0);
	await writeDecision(client, decision, isCounted ? null : await openDonorCount(client, decision, locked));
	const posts =
		decision.crossings.length === 0 ? [] : await writeAnnouncements(client, edition, decision.crossings, now);
	return { decision, posts };
}

/** A drive that was made, or a payment link that was added, since the campaigns were read: nothing locked here would tell of it. */
async function editionFor(
	client: pg.PoolClient,
	directory: CampaignDirectory,
	facts: readonly GiftFact[],
): Promise<DirectoryEdition> {
	const edition = await directory.current();
	const { byName, byPaymentLink } = edition.index;
	const placements = facts.map(({ placement }) => placement);
	const names = placements.flatMap(({ campaign }) =>
		campaign === undefined || byName.has(campaign) ? [] : [campaign],
	);
	const links = placements.flatMap(({ campaign, paymentLink }) =>
		campaign !== undefined || paymentLink === undefined || byPaymentLink.has(paymentLink) ? [] : [paymentLink],
	);
	if (names.length + links.length === 0) return edition;
	// Others' payments may come in numbers: they cost one question a batch, not a reading of every campaign each.
	const { rowCount } = await client.query({
		name: "campaigns-made-since",
		text: "select from campaign where id = any($1) or slug = any($1) or config->'paymentLinks' ?| $2 limit 1",
		values: [names, links],
	});
	return rowCount === 0 ? edition : directory.refresh();
}

async function lock(
	client: pg.PoolClient,
	directory: CampaignDirectory,
	edition: DirectoryEdition,
	ids: readonly string[],
) {
	const books = new Map((await loadBooks(client, ids)).map((row) => [row.campaignId, row]));
	const isStale = [...books.values()].some((row) => edition.versions.get(row.campaignId) !== row.version);
	if (isStale || books.size < ids.length) {
		await directory.refresh();
		throw new TryAgain();
	}
	if (ids.length === 0) await lockUnplaced(client);
	return new Map([...books].map(([id, { seq, tally }]) => [id, { seq, tally }] as const));
}

/** The campaigns these facts can be booked in as far as they say themselves. */
function campaignsNamed(facts: readonly GiftFact[], { index }: DirectoryEdition): string[] {
	const ids = new Set<string>();
	for (const { placement } of facts) {
		const byName = placement.campaign === undefined ? undefined : index.byName.get(placement.campaign);
		const byLink = placement.paymentLink === undefined ? undefined : index.byPaymentLink.get(placement.paymentLink);
		const campaign = byName ?? byLink ?? index.byDefault;
		if (campaign !== null) ids.add(campaign.id);
	}
	return [...ids].sort();
}

function campaignsOf(gifts: readonly Gift[], { index }: DirectoryEdition): string[] {
	const ids = new Set<string>();
	for (const gift of gifts) {
		for (const id of Object.keys(gift.booked)) ids.add(id);
		const named = gift.campaign === null ? undefined : index.byName.get(gift.campaign.value);
		const linked = gift.paymentLink === null ? undefined : index.byPaymentLink.get(gift.paymentLink);
		for (const campaign of [named, linked]) if (campaign !== undefined) ids.add(campaign.id);
	}
	return [...ids].sort();
}
