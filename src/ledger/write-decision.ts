import type pg from "pg";
import type { LedgerDecision } from "../domain/decide.ts";

/** Writes what was decided, set by set whatever the batch's size; announcements aside. */
export async function writeDecision(client: pg.PoolClient, decision: LedgerDecision): Promise<void> {
	// Entries already written under an absorbed gift keep its id: the ledger is append-only, and gift_ref leads on.
	if (decision.absorbed.length > 0) await client.query("delete from gift where id = any($1)", [decision.absorbed]);
	await writeGifts(client, decision);
	if (decision.newDonors.length > 0) await writeDonors(client, decision);
	if (decision.entries.length > 0) await writeEntries(client, decision);
}

async function writeGifts(client: pg.PoolClient, { gifts, refs }: LedgerDecision): Promise<void> {
	await client.query({
		name: "write-gifts",
		text: `with named as (
		         insert into gift_ref (ref, gift_id) select * from unnest($5::text[], $6::text[])
		         on conflict (ref) do update set gift_id = excluded.gift_id
		       )
		       insert into gift (id, campaign_id, unplaced_reason, state)
		       select * from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[])
		       on conflict (id) do update set campaign_id = excluded.campaign_id,
		         unplaced_reason = excluded.unplaced_reason, state = excluded.state, updated_at = now()`,
		values: [
			gifts.map(({ gift }) => gift.id),
			gifts.map(({ campaignId }) => campaignId),
			gifts.map(({ unplaced }) => unplaced),
			gifts.map(({ gift }) => JSON.stringify(gift)),
			refs.map(({ ref }) => ref),
			refs.map(({ giftId }) => giftId),
		],
	});
}

async function writeDonors(client: pg.PoolClient, { newDonors }: LedgerDecision): Promise<void> {
	await client.query({
		name: "write-donors",
		text: `insert into donor (campaign_id, donor_key) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
		values: [newDonors.map((one) => one.campaignId), newDonors.map((one) => one.donorKey)],
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
