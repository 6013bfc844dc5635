import type { Pool } from "pg";
import { z } from "zod";
import type { TickerEntry } from "../domain/screen/ticker.ts";

const text = z.string().optional().catch(undefined);
const consent = z.boolean().optional().catch(undefined);

const giverSchema = z.object({
	name: text,
	isBillingName: consent,
	town: text,
	pronunciation: text,
	stationId: text,
	consent: z
		.object({ name: consent, page: consent, amount: consent, onAir: consent, social: consent })
		.optional()
		.catch(undefined),
	// What cannot be read has not been approved.
	moderation: z.enum(["pending", "approved", "denied", "flagged"]).optional().catch("flagged"),
});

const entrySchema = z.object({
	seq: z.number(),
	kind: z.string(),
	giftId: z.string().nullable(),
	cash: z.number(),
	counted: z.number(),
	gifts: z.number(),
	totalAfter: z.number(),
	at: z.number(),
	givenAt: z.number().nullable().optional(),
	matchId: z.string().nullable(),
	script: z.string().nullable(),
	namesGiver: z.boolean().nullable(),
	firstTime: z.boolean(),
	monthly: z.boolean(),
	firstCash: z.number(),
	standing: z.number(),
	// A giver that cannot be read has agreed to nothing.
	giver: giverSchema.nullable().catch(null),
});

/**
 * A ledger entry `e` as the ticker reads it: with its gift's giver as known now, so that a name hidden since stays hidden in whatever
 * is sent again. A script's gift is the one it was announced for. Stripe's ids never leave: a gift goes by a hash. What stands of the
 * gift is looked up only where the entry itself doesn't say it.
 */
export const ENTRY_COLUMNS = `
	e.seq::float8 as "seq", e.kind, left(encode(sha256(convert_to(coalesce(e.gift_id, said.gift_id), 'UTF8')), 'hex'), 16) as "giftId",
	e.cash::float8 as "cash", e.counted::float8 as "counted", e.gifts, e.total_after::float8 as "totalAfter",
	trunc(extract(epoch from e.occurred_at) * 1000)::float8 as "at", g.given_at as "givenAt", e.match_id as "matchId", e.script, e.names_giver as "namesGiver", g.giver as "giver",
	coalesce(g.monthly, false) as "monthly", coalesce(nullif(coalesce(past.first_cash, e.cash), 0), g.promised, 0)::float8 as "firstCash",
	coalesce(past.standing, e.counted)::float8 as "standing", coalesce(donor.first_time, false) as "firstTime"`;

/**
 * Joins to `e`. Each is a look-up by key for one entry (`limit` and the test inside keep the planner from joining whole tables): the
 * ledger grows by the thousand, statistics come later, and this runs for every gift. A gift that turned out to be another one lives on
 * under that one's id, to which gift_ref leads.
 */
export const ENTRY_JOINS = `
	left join lateral (select coalesce(r.gift_id, a.gift_id) as gift_id
		from announcement a left join gift_ref r on r.ref = a.gift_id
		where e.kind = 'announced' and a.id = e.announcement_id limit 1) said on true
	left join lateral (select g.state->'giver' as giver, (g.state->>'at')::float8 as given_at, (g.state->'promised'->'value'->>'amount')::bigint as promised,
			g.state->>'promise' is not null or g.state->'promised'->'value'->>'monthly' = 'true' as monthly
		from (select state from gift where id = coalesce(e.gift_id, said.gift_id)
			union all select m.state from gift_ref r join gift m on m.id = r.gift_id where r.ref = e.gift_id limit 1) g limit 1) g on true
	left join lateral (
		select sum(o.counted) as standing, (array_agg(o.cash order by o.seq) filter (where o.cash > 0))[1] as first_cash
		from (select * from ledger_entry where gift_id = e.gift_id and e.kind not in ('received', 'announced') offset 0) o
		where o.campaign_id = e.campaign_id and o.seq <= e.seq
	) past on true
	left join lateral (
		select (d.gift_id = e.gift_id or e.gift_id = (select r.gift_id from gift_ref r where r.ref = d.gift_id)) and not exists (
			select from campaign own, campaign c, donor o
			where own.id = e.campaign_id and c.id <> own.id and (c.config->>'opensAt')::float8 < (own.config->>'opensAt')::float8
				and o.campaign_id = c.id and o.donor_key = d.donor_key
		) as first_time
		from donor d where d.campaign_id = e.campaign_id and d.donor_key = g.giver->>'donorKey' limit 1
	) donor on true`;

export function parseEntry(row: unknown): TickerEntry {
	return entrySchema.parse(row);
}

/** Prepared: for the few entries of one window, planning these joins would cost more than running them. */
const READ_ENTRIES = {
	name: "read-ticker-entries",
	// Asked once for all of them: while the announced total is frozen, every entry says that one (domain/counting/announced-total.ts).
	text: `select ${ENTRY_COLUMNS}, (
			select (config->'frozen'->>'total')::float8 from campaign where id = $1
		) as "frozenTotal" from (
			select * from ledger_entry where campaign_id = $1 and seq > $2 and seq <= $3 order by seq limit $4
		) e ${ENTRY_JOINS} order by e.seq`,
};

/** The campaign's entries after this seq, ascending; with `through`, none above it. */
export async function readEntries(
	pool: Pool,
	campaignId: string,
	range: { after: number; through?: number; limit: number },
): Promise<TickerEntry[]> {
	const { after, through = Number.MAX_SAFE_INTEGER, limit } = range;
	const { rows } = await pool.query({ ...READ_ENTRIES, values: [campaignId, after, through, limit] });
	return rows.map(({ frozenTotal, ...row }) =>
		parseEntry(frozenTotal === null ? row : { ...row, totalAfter: frozenTotal }),
	);
}
