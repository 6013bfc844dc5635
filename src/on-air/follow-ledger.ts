import type { Pool, PoolClient } from "pg";
import { perPool } from "../db/per-pool.ts";
import { inTransaction } from "../db/pool.ts";
import { THANKING_KINDS } from "../domain/counting/ledger-entry.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { TickerEntry } from "../domain/screen/ticker.ts";
import { readEntries } from "../ticker/entries.ts";
import { lockBoard } from "./board-state.ts";
import { hostRow } from "./host-row.ts";

/** What some entries in a row did to one gift. Amounts are minor units. */
type Change = {
	readonly gift: string;
	readonly seq: number;
	readonly counted: number;
	readonly gifts: number;
	/** When it was given: a promise that counts only once it is paid belongs to when it was made, as in power hours. */
	readonly at: Instant;
	/** What screens list, where one of the entries said so. */
	readonly shown: Shown | null;
	/** As known now, whichever entry it is; undefined where nothing is known of the giver (any more). */
	readonly station: string | null | undefined;
	readonly isNew: boolean;
	/** What is known of the giver changed: town and station can be others, or none. */
	readonly isDescribed: boolean;
	/** Something became of it after it was listed; it may have turned out to be another gift as well. */
	readonly isLater: boolean;
};

type Shown = {
	readonly amount: number;
	readonly monthly: boolean;
	readonly firstTime: boolean;
	readonly town: string | null;
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
		const isNew = THANKING_KINDS.has(entry.kind);
		const takesPlace = known === undefined || (isNew && !known.isNew);
		changes.set(entry.giftId, {
			gift: entry.giftId,
			seq: takesPlace ? entry.seq : known.seq,
			at: Math.min(known?.at ?? Number.POSITIVE_INFINITY, entry.givenAt ?? entry.at),
			counted: (known?.counted ?? 0) + entry.counted,
			gifts: (known?.gifts ?? 0) + entry.gifts,
			shown: isNew || entry.kind === "described" ? shownBy(entry, language) : (known?.shown ?? null),
			station: entry.giver === null ? known?.station : hostRow(entry, language).host?.stationId,
			isNew: isNew || known?.isNew === true,
			isDescribed: entry.kind === "described" || known?.isDescribed === true,
			isLater: !isNew || known?.isLater === true,
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
		text: `insert into thank as t (campaign_id, gift, seq, counted, gifts, listed, amount, monthly, first_time, town, station_id, at)
		       select $1, n.gift, n.seq, n.counted, n.gifts, n.is_new, coalesce(n.amount, 0), coalesce(n.monthly, false),
		         coalesce(n.first_time, false), n.town, n.station_id, n.at
		       from unnest($2::text[], $3::bigint[], $4::bigint[], $5::int[], $6::boolean[], $7::bigint[], $8::boolean[],
		         $9::boolean[], $10::text[], $11::text[], $12::timestamptz[])
		         as n (gift, seq, counted, gifts, is_new, amount, monthly, first_time, town, station_id, at)
		       on conflict (campaign_id, gift) do update set
		         counted = t.counted + excluded.counted, gifts = t.gifts + excluded.gifts, listed = t.listed or excluded.listed,
		         seq = case when t.listed or not excluded.listed then t.seq else excluded.seq end,
		         at = least(t.at, excluded.at),
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
			column(({ station }) => station ?? null),
			column(({ at }) => new Date(at)),
		],
	});
	const described = changes.filter((change) => change.isDescribed && !change.isNew && change.station !== undefined);
	if (described.length > 0) await describe(client, campaignId, described);
	const later = changes.filter(({ isLater, station }) => isLater && station !== undefined);
	if (later.length > 0) await followJoined(client, campaignId, later);
}

/** Where a gift turned out to be another one as well, the list has a row for each of its names, and each is of the same station. */
async function followJoined(client: PoolClient, campaignId: string, changes: readonly Change[]): Promise<void> {
	await client.query(
		`update thank t set station_id = n.station_id, at = least(t.at, n.at)
		 from (
		   select own.station_id, own.at, left(encode(sha256(convert_to(name.ref, 'UTF8')), 'hex'), 16) as gift
		   from thank own
		   join ledger_entry e on e.campaign_id = own.campaign_id and e.seq = own.seq
		   left join gift_ref r on r.ref = e.gift_id
		   join gift g on g.id = coalesce(r.gift_id, e.gift_id)
		   cross join lateral (
		     select json_array_elements_text(p->'refs') as ref from json_array_elements(g.state->'payments') p
		     union all select json_array_elements_text(coalesce(g.state->'subscriptions', '[]'))
		     union all select json_array_elements_text(coalesce(g.state->'pledges', '[]'))
		   ) name
		   where own.campaign_id = $1 and own.gift = any($2)
		 ) n
		 where t.campaign_id = $1 and t.gift = n.gift
		   and (t.station_id is distinct from n.station_id or t.at > n.at)`,
		[campaignId, changes.map(({ gift }) => gift)],
	);
}

/** What was known before isn't kept where the newest word is that there is none: a gift can be moved to no station. */
async function describe(client: PoolClient, campaignId: string, changes: readonly Change[]): Promise<void> {
	await client.query(
		`update thank t set station_id = n.station_id, town = n.town
		 from unnest($2::text[], $3::text[], $4::text[]) as n (gift, station_id, town)
		 where t.campaign_id = $1 and t.gift = n.gift and (t.station_id, t.town) is distinct from (n.station_id, n.town)`,
		[
			campaignId,
			changes.map(({ gift }) => gift),
			changes.map(({ station }) => station ?? null),
			changes.map(({ shown }) => shown?.town ?? null),
		],
	);
}
