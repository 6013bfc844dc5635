import type pg from "pg";
import type { LedgerDecision } from "../domain/decide.ts";
import { TryAgain } from "./try-again.ts";

/** Writes what was decided, set by set whatever the batch's size; announcements aside. */
export async function writeDecision(client: pg.PoolClient, decision: LedgerDecision): Promise<void> {
	// Entries already written under an absorbed gift keep its id: the ledger is append-only, and gift_ref leads on.
	if (decision.absorbed.length > 0) await client.query("delete from gift where id = any($1)", [decision.absorbed]);
	await writeGifts(client, decision);
	if (decision.newDonors.length > 0) await writeDonors(client, decision);
	if (decision.entries.length > 0) await writeEntries(client, decision);
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
		text: `with named as (insert into gift_ref (ref, gift_id) select * from unnest($7::text[], $8::text[]))
		       insert into gift (id, campaign_id, unplaced_reason, state, moderation, via)
		       select id, campaign_id, unplaced_reason, state::json, moderation, via
		       from unnest($1::text[], $2::text[], $3::text[], string_to_array($4, E'\\x01'), $5::text[], $6::text[])
		         as f (id, campaign_id, unplaced_reason, state, moderation, via)
		       where (select r.ref from gift_ref r where r.ref = f.id) is null`,
		values: [...giftColumns(fresh), named.map(({ ref }) => ref), named.map(({ giftId }) => giftId)],
	});
	// A gift of this name was absorbed by another one while we waited for its lock: it lives on under that one's id.
	if (rowCount !== fresh.length) throw new TryAgain();
}

async function updateGifts(client: pg.PoolClient, known: LedgerDecision["gifts"]): Promise<void> {
	await client.query({
		name: "update-gifts",
		text: `update gift g set campaign_id = k.campaign_id, unplaced_reason = k.unplaced_reason, state = k.state::json,
		         moderation = k.moderation, via = k.via, updated_at = now()
		       from unnest($1::text[], $2::text[], $3::text[], string_to_array($4, E'\\x01'), $5::text[], $6::text[])
		         as k (id, campaign_id, unplaced_reason, state, moderation, via)
		       where g.id = k.id`,
		values: giftColumns(known),
	});
}

/** All states in one text, apart by a character that JSON never holds bare: as an array, every quote in them would be escaped and read back. */
function giftColumns(gifts: LedgerDecision["gifts"]): (string | (string | null)[])[] {
	return [
		gifts.map(({ gift }) => gift.id),
		gifts.map(({ campaignId }) => campaignId),
		gifts.map(({ unplaced }) => unplaced),
		gifts.map(({ gift }) => JSON.stringify(gift)).join("\x01"),
		gifts.map(({ gift }) => gift.giver.moderation ?? null),
		gifts.map(({ gift }) => gift.giver.via ?? null),
	];
}

async function writeDonors(client: pg.PoolClient, { newDonors }: LedgerDecision): Promise<void> {
	await client.query({
		name: "write-donors",
		text: `insert into donor (campaign_id, donor_key, gift_id)
		       select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
		values: [
			newDonors.map((one) => one.campaignId),
			newDonors.map((one) => one.donorKey),
			newDonors.map((one) => one.giftId),
		],
	});
}

/** Entries, the tallies they add up to, and the word to every screen, in one statement. */
async function writeEntries(client: pg.PoolClient, { entries, books }: LedgerDecision): Promise<void> {
	const touched = [...books].filter(([id]) => entries.some((entry) => entry.campaignId === id));
	await client.query({
		name: "write-entries",
		text: `with written as (
		         insert into ledger_entry (campaign_id, seq, gift_id, kind, cash, counted, gifts, monthly, total_after,
		           occurred_at, source_id)
		         select e.campaign_id, e.seq, e.gift_id, e.kind, e.cash, e.counted, e.gifts, e.monthly, e.total_after,
		           to_timestamp(e.at / 1000.0), e.source_id
		         from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::int[], $8::int[],
		           $9::bigint[], $10::bigint[], $11::text[])
		           as e (campaign_id, seq, gift_id, kind, cash, counted, gifts, monthly, total_after, at, source_id)
		       ), moved as (
		         update campaign_tally t set seq = b.seq, tally = b.tally
		         from unnest($12::text[], $13::bigint[], $14::jsonb[]) as b (campaign_id, seq, tally)
		         where t.campaign_id = b.campaign_id
		       )
		       select pg_notify('ticker', campaign_id || ':' || seq) from unnest($12::text[], $13::bigint[]) as b (campaign_id, seq)`,
		values: [
			entries.map((entry) => entry.campaignId),
			entries.map((entry) => entry.seq),
			entries.map((entry) => entry.giftId),
			entries.map((entry) => entry.kind),
			entries.map((entry) => entry.cash),
			entries.map((entry) => entry.counted),
			entries.map((entry) => entry.gifts),
			entries.map((entry) => entry.monthly),
			entries.map((entry) => entry.totalAfter),
			entries.map((entry) => entry.occurredAt),
			entries.map((entry) => entry.sourceId),
			touched.map(([id]) => id),
			touched.map(([, book]) => book.seq),
			touched.map(([, book]) => JSON.stringify(book.tally)),
		],
	});
}
