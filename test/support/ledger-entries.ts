import type pg from "pg";
import { inTransaction } from "../../src/db/pool.ts";
import { addToTally, emptyTally, hourKey, type Tally } from "../../src/domain/counting/tally.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { powerHoursAt } from "../../src/domain/drive/power-hour.ts";
import type { Giver } from "../../src/domain/gift/gift-fact.ts";
import { hourStart } from "../../src/domain/plain/clock-hour.ts";

/** A campaign in the database, with an empty ledger. */
export async function storeCampaign(pool: pg.Pool, campaign: Campaign): Promise<void> {
	const { id, slug, state, livemode, isDefault, ...config } = campaign;
	await pool.query(
		"insert into campaign (id, slug, state, livemode, is_default, config) values ($1, $2, $3, $4, $5, $6)",
		[id, slug, state, livemode, isDefault, JSON.stringify(config)],
	);
	await pool.query("insert into campaign_tally (campaign_id, seq, tally) values ($1, 0, $2)", [
		id,
		JSON.stringify(emptyTally()),
	]);
}

export type TestEntry = {
	readonly kind?: string;
	readonly giftId?: string | null;
	readonly cash?: number;
	readonly counted?: number;
	readonly gifts?: number;
	readonly script?: string;
	/** The gift that a script was announced for. */
	readonly about?: string;
	readonly namesGiver?: boolean;
	readonly giver?: Giver;
	readonly at?: number;
	/** Of an entry of kind "matched". */
	readonly matchId?: string;
};

let gifts = 0;

/** Appends one entry the way the ledger does: seq under the campaign's row lock, NOTIFY in the same transaction. Gives its seq. */
export async function appendEntry(pool: pg.Pool, campaign: Campaign, entry: TestEntry = {}): Promise<number> {
	gifts += 1;
	const { kind = "received", giftId = `pi_test_${gifts}`, at = Date.now() } = entry;
	const cash = entry.cash ?? (kind === "received" ? 1000 : 0);
	const counted = entry.counted ?? cash;
	const delta = { cash, counted, gifts: entry.gifts ?? (kind === "received" ? 1 : 0), monthly: 0 };
	return inTransaction(pool, async (client) => {
		const { rows } = await client.query<{ seq: number; tally: Tally }>(
			"select seq, tally from campaign_tally where campaign_id = $1 for update",
			[campaign.id],
		);
		const before = rows[0];
		if (!before) throw new Error(`No tally for ${campaign.id}.`);
		const seq = before.seq + 1;
		const tally = addToTally(before.tally, delta, delta.gifts, {
			hour: hourKey(hourStart(at, campaign.timeZone)),
			spans: powerHoursAt(campaign, at).map(({ id }) => id),
			match: entry.matchId ?? null,
		});
		if (giftId !== null && (entry.giver || kind === "received")) {
			await client.query(
				"insert into gift (id, campaign_id, state) values ($1, $2, $3) on conflict (id) do update set state = excluded.state",
				[giftId, campaign.id, JSON.stringify({ giver: entry.giver ?? {}, promise: null })],
			);
		}
		const donorKey = entry.giver?.donorKey;
		if (donorKey !== undefined && giftId !== null) {
			await client.query(
				"insert into donor (campaign_id, donor_key, gift_id) values ($1, $2, $3) on conflict do nothing",
				[campaign.id, donorKey, giftId],
			);
		}
		const announcementId = entry.about === undefined ? null : await announceGift(client, campaign.id, entry.about, seq);
		await client.query(
			`insert into ledger_entry (campaign_id, seq, gift_id, kind, cash, counted, gifts, total_after, occurred_at, script,
				names_giver, announcement_id, match_id)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			[
				...[
					campaign.id,
					seq,
					giftId,
					kind,
					cash,
					counted,
					delta.gifts,
					tally.total,
					new Date(at),
					entry.script ?? null,
				],
				...[entry.namesGiver ?? null, announcementId, entry.matchId ?? null],
			],
		);
		await client.query("update campaign_tally set seq = $2, tally = $3 where campaign_id = $1", [
			campaign.id,
			seq,
			JSON.stringify(tally),
		]);
		await client.query("select pg_notify('ticker', $1)", [`${campaign.id}:${seq}`]);
		return seq;
	});
}

async function announceGift(client: pg.PoolClient, campaignId: string, giftId: string, seq: number): Promise<number> {
	const { rows } = await client.query<{ id: number }>(
		`insert into announcement (campaign_id, key, rule_id, kind, value, gift_id, figures, entry_seq, priority, decided_at)
		values ($1, $2, 'large', 'large-gift', 500000, $3, '{}', $4, 10, now()) returning id`,
		[campaignId, `large:${giftId}:${seq}`, giftId, seq],
	);
	const [row] = rows;
	if (!row) throw new Error("The announcement was not written.");
	return row.id;
}
