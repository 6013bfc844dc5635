import type pg from "pg";
import { integers, integersIn, texts, textsIn } from "../db/columns.ts";
import type { LedgerDecision } from "../domain/ledger/decide.ts";
import { TryAgain } from "./try-again.ts";

/**
 * Writes what was decided, set by set whatever the batch's size; announcements aside.
 * @param settled the books with the number of donors that the written gifts come to, where that has to be asked
 */
export async function writeDecision(
	client: pg.PoolClient,
	decision: LedgerDecision,
	settled: (() => Promise<LedgerDecision["books"]>) | null,
): Promise<void> {
	// Entries already written under an absorbed gift keep its id: the ledger is append-only, and gift_ref leads on.
	if (decision.absorbed.length > 0) await client.query("delete from gift where id = any($1)", [decision.absorbed]);
	await writeGifts(client, decision);
	if (decision.newDonors.length > 0) await writeDonors(client, decision);
	const { entries, books } = decision;
	if (entries.length > 0) await writeEntries(client, { entries, books: settled === null ? books : await settled() });
}

/**
 * Whether a fresh gift's id is a name already is asked row by row: as `not exists` the planner reads all names once there are many.
 * New rows are plain inserts: where another process made the same gift at the same moment under another campaign's lock, the
 * keys refuse, and the whole batch is decided again with what that process wrote.
 */
async function writeGifts(client: pg.PoolClient, { gifts, refs }: LedgerDecision): Promise<void> {
	const [fresh, known] = [gifts.filter(({ isNew }) => isNew), gifts.filter(({ isNew }) => !isNew)];
	const [named, moved] = [refs.filter(({ isNew }) => isNew), refs.filter(({ isNew }) => !isNew)];
	if (known.length > 0) await updateGifts(client, known);
	if (moved.length > 0) {
		await client.query(
			"update gift_ref r set gift_id = m.gift_id from unnest($1::text[], $2::text[]) as m (ref, gift_id) where r.ref = m.ref",
			[moved.map(({ ref }) => ref), moved.map(({ giftId }) => giftId)],
		);
	}
	if (fresh.length + named.length === 0) return;
	const { rowCount } = await client.query({
		name: "insert-gifts",
		text: `with named as (insert into gift_ref (ref, gift_id) select * from unnest(${textsIn(8)}, ${textsIn(9)}))
		       insert into gift (id, campaign_id, unplaced_reason, state, moderation, via, donor_key)
		       select id, campaign_id, unplaced_reason, state::json, moderation, via, donor_key
		       from unnest(${GIFT_COLUMNS})
		         as f (id, campaign_id, unplaced_reason, state, moderation, via, donor_key)
		       where (select r.ref from gift_ref r where r.ref = f.id) is null`,
		values: [...giftColumns(fresh), texts(named.map(({ ref }) => ref)), texts(named.map(({ giftId }) => giftId))],
	});
	// A gift of this name was absorbed by another one while we waited for its lock: it lives on under that one's id.
	if (rowCount !== fresh.length) throw new TryAgain();
}

async function updateGifts(client: pg.PoolClient, known: LedgerDecision["gifts"]): Promise<void> {
	await client.query({
		name: "update-gifts",
		text: `update gift g set campaign_id = k.campaign_id, unplaced_reason = k.unplaced_reason, state = k.state::json,
		         moderation = k.moderation, via = k.via, donor_key = k.donor_key, updated_at = now()
		       from unnest(${GIFT_COLUMNS})
		         as k (id, campaign_id, unplaced_reason, state, moderation, via, donor_key)
		       where g.id = k.id`,
		values: giftColumns(known),
	});
}

const GIFT_COLUMNS = [1, 2, 3, 4, 5, 6, 7].map(textsIn).join(", ");

/** States too: JSON never holds a bare control character. */
function giftColumns(gifts: LedgerDecision["gifts"]): string[] {
	return [
		texts(gifts.map(({ gift }) => gift.id)),
		texts(gifts.map(({ campaignId }) => campaignId)),
		texts(gifts.map(({ unplaced }) => unplaced)),
		texts(gifts.map(({ gift }) => JSON.stringify(gift))),
		texts(gifts.map(({ gift }) => gift.giver.moderation ?? null)),
		texts(gifts.map(({ gift }) => gift.giver.via ?? null)),
		texts(gifts.map(({ gift }) => gift.giver.donorKey ?? null)),
	];
}

async function writeDonors(client: pg.PoolClient, { newDonors }: LedgerDecision): Promise<void> {
	await client.query({
		name: "write-donors",
		text: `insert into donor (campaign_id, donor_key, gift_id)
		       select * from unnest(${textsIn(1)}, ${textsIn(2)}, ${textsIn(3)}) on conflict do nothing`,
		values: [
			texts(newDonors.map((one) => one.campaignId)),
			texts(newDonors.map((one) => one.donorKey)),
			texts(newDonors.map((one) => one.giftId)),
		],
	});
}

const ENTRY_COLUMNS = [...[1, 2, 3, 4, 5].map(textsIn), ...[6, 7, 8, 9, 10, 11, 12].map(integersIn)].join(", ");

/** Entries, the tallies they add up to, and the word to every screen, in one statement. */
export async function writeEntries(
	client: pg.PoolClient,
	{ entries, books }: Pick<LedgerDecision, "entries" | "books">,
): Promise<void> {
	const touched = [...books].filter(([id]) => entries.some((entry) => entry.campaignId === id));
	await client.query({
		name: "write-entries",
		text: `with written as (
		         insert into ledger_entry (campaign_id, seq, gift_id, kind, cash, counted, gifts, monthly, total_after,
		           occurred_at, source_id, match_id)
		         select e.campaign_id, e.seq, e.gift_id, e.kind, e.cash, e.counted, e.gifts, e.monthly, e.total_after,
		           to_timestamp(e.at / 1000.0), e.source_id, e.match_id
		         from unnest(${ENTRY_COLUMNS})
		           as e (campaign_id, gift_id, kind, source_id, match_id, seq, cash, counted, gifts, monthly, total_after, at)
		       ), moved as (
		         update campaign_tally t set seq = b.seq, tally = b.tally
		         from unnest($13::text[], $14::bigint[], $15::jsonb[]) as b (campaign_id, seq, tally)
		         where t.campaign_id = b.campaign_id
		       )
		       select pg_notify('ticker', campaign_id || ':' || seq) from unnest($13::text[], $14::bigint[]) as b (campaign_id, seq)`,
		values: [
			texts(entries.map((entry) => entry.campaignId)),
			texts(entries.map((entry) => entry.giftId)),
			texts(entries.map((entry) => entry.kind)),
			texts(entries.map((entry) => entry.sourceId)),
			texts(entries.map((entry) => entry.matchId ?? null)),
			integers(entries.map((entry) => entry.seq)),
			integers(entries.map((entry) => entry.cash)),
			integers(entries.map((entry) => entry.counted)),
			integers(entries.map((entry) => entry.gifts)),
			integers(entries.map((entry) => entry.monthly)),
			integers(entries.map((entry) => entry.totalAfter)),
			integers(entries.map((entry) => entry.occurredAt)),
			touched.map(([id]) => id),
			touched.map(([, book]) => book.seq),
			touched.map(([, book]) => JSON.stringify(book.tally)),
		],
	});
}
