import type { Pool, PoolClient } from "pg";
import { perPool } from "../db/per-pool.ts";
import { inTransaction } from "../db/pool.ts";
import type { Language } from "../domain/language.ts";
import type { TickerEntry } from "../domain/ticker.ts";
import { readEntries } from "../ticker/entries.ts";
import { lockBoard } from "./board-state.ts";
import { hostRow } from "./host-row.ts";

/** What some entries in a row did to one gift. Amounts are minor units. */
type Change = {
	readonly gift: string;
	readonly seq: number;
	readonly counted: number;
	readonly gifts: number;
	/** What screens list, where one of the entries said so. */
	readonly shown: Shown | null;
	readonly isNew: boolean;
};

type Shown = {
	readonly amount: number;
	readonly monthly: boolean;
	readonly firstTime: boolean;
	readonly town: string | null;
	readonly stationId: string | null;
};

const PAGE = 1_000;

const followings = perPool(() => new Map<string, Promise<void>>());

/**
 * Brings a campaign's thank-you list up to its ledger. Nothing of it runs while gifts are recorded: whoever looks at the board, or does
 * something on it, has it follow first. Each entry is taken in once, since the list says how far it has come, under the board's lock.
 */
export async function followLedger(pool: Pool, campaignId: string, language: Language): Promise<void> {
	const following = followings(pool);
	// Many screens ask at the same moment, and one of them in each process does the work.
	const running = following.get(campaignId);
	if (running !== undefined) await running.catch(() => undefined);
	const own = following.get(campaignId) ?? follow(pool, campaignId, language);
	following.set(campaignId, own);
	try {
		await own;
	} finally {
		if (following.get(campaignId) === own) following.delete(campaignId);
	}
}

async function follow(pool: Pool, campaignId: string, language: Language): Promise<void> {
	for (;;) {
		const { rows } = await pool.query<{ seq: number; ledgerSeq: number }>(
			`select coalesce(b.seq, 0) as seq, t.seq as "ledgerSeq" from campaign_tally t
			left join board b on b.campaign_id = t.campaign_id where t.campaign_id = $1`,
			[campaignId],
		);
		const [row] = rows;
		if (row === undefined || row.seq >= row.ledgerSeq) return;
		const entries = await readEntries(pool, campaignId, { after: row.seq, through: row.ledgerSeq, limit: PAGE });
		const last = entries.at(-1)?.seq;
		if (last === undefined) return;
		const changes = changesOf(entries, language);
		await inTransaction(pool, async (client) => {
			await lockBoard(client, campaignId);
			// Another process was faster: it has taken these in, and what is left is looked at anew.
			const { rowCount } = await client.query("update board set seq = $2 where campaign_id = $1 and seq = $3", [
				campaignId,
				last,
				row.seq,
			]);
			if (rowCount === 1 && changes.length > 0) await write(client, campaignId, changes);
		});
	}
}

function changesOf(entries: readonly TickerEntry[], language: Language): Change[] {
	const changes = new Map<string, Change>();
	for (const entry of entries) {
		if (entry.giftId === null || entry.kind === "announced") continue;
		const known = changes.get(entry.giftId);
		const isNew = entry.kind === "received" || entry.kind === "monthly-started";
		changes.set(entry.giftId, {
			gift: entry.giftId,
			seq: known?.isNew || !isNew ? (known?.seq ?? entry.seq) : entry.seq,
			counted: (known?.counted ?? 0) + entry.counted,
			gifts: (known?.gifts ?? 0) + entry.gifts,
			shown: isNew || entry.kind === "described" ? shownBy(entry, language) : (known?.shown ?? null),
			isNew: isNew || known?.isNew === true,
		});
	}
	return [...changes.values()];
}

function shownBy(entry: TickerEntry, language: Language): Shown {
	const { amount, monthly, host } = hostRow(entry, language);
	return {
		amount: amount ?? 0,
		monthly,
		firstTime: host?.firstTime ?? false,
		town: host?.town ?? null,
		stationId: host?.stationId ?? null,
	};
}

/**
 * A gift keeps the place of the entry that first listed it, and what was done about it, whatever becomes of its money. An amount of 0:
 * none of these entries says what screens list.
 */
async function write(client: PoolClient, campaignId: string, changes: readonly Change[]): Promise<void> {
	const column = <T>(of: (change: Change) => T) => changes.map(of);
	await client.query({
		name: "follow-ledger",
		text: `insert into thank as t (campaign_id, gift, seq, counted, gifts, listed, amount, monthly, first_time, town, station_id)
		       select $1, n.gift, n.seq, n.counted, n.gifts, n.is_new, coalesce(n.amount, 0), coalesce(n.monthly, false),
		         coalesce(n.first_time, false), n.town, n.station_id
		       from unnest($2::text[], $3::bigint[], $4::bigint[], $5::int[], $6::boolean[], $7::bigint[], $8::boolean[],
		         $9::boolean[], $10::text[], $11::text[])
		         as n (gift, seq, counted, gifts, is_new, amount, monthly, first_time, town, station_id)
		       on conflict (campaign_id, gift) do update set
		         counted = t.counted + excluded.counted, gifts = t.gifts + excluded.gifts, listed = t.listed or excluded.listed,
		         seq = case when t.listed or not excluded.listed then t.seq else excluded.seq end,
		         amount = case when excluded.amount = 0 then t.amount else excluded.amount end,
		         monthly = t.monthly or excluded.monthly,
		         first_time = t.first_time or excluded.first_time,
		         town = case when excluded.amount = 0 then t.town else excluded.town end,
		         station_id = coalesce(excluded.station_id, t.station_id)`,
		values: [
			campaignId,
			column(({ gift }) => gift),
			column(({ seq }) => seq),
			column(({ counted }) => counted),
			column(({ gifts }) => gifts),
			column(({ isNew }) => isNew),
			column(({ shown }) => shown?.amount ?? null),
			column(({ shown }) => shown?.monthly ?? null),
			column(({ shown }) => shown?.firstTime ?? null),
			column(({ shown }) => shown?.town ?? null),
			column(({ shown }) => shown?.stationId ?? null),
		],
	});
}
