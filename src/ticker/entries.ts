import type { Pool } from "pg";
import { z } from "zod";
import type { TickerEntry } from "../domain/ticker.ts";

const text = z.string().optional().catch(undefined);
const consent = z.boolean().optional().catch(undefined);

const giverSchema = z.object({
	name: text,
	town: text,
	consent: z.object({ name: consent, amount: consent, onAir: consent, social: consent }).optional().catch(undefined),
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
	script: z.string().nullable(),
	monthly: z.boolean(),
	firstCash: z.number(),
	standing: z.number(),
	// A giver that cannot be read has agreed to nothing.
	giver: giverSchema.nullable().catch(null),
});

/**
 * A ledger entry `e` as the ticker reads it: with its gift's giver as known now, so that a name hidden since stays hidden in whatever
 * is sent again. Stripe's ids never leave: a gift goes by a hash. What stands of the gift is looked up only where the entry itself
 * doesn't say it.
 */
export const ENTRY_COLUMNS = `
	e.seq::float8 as "seq", e.kind, left(encode(sha256(convert_to(e.gift_id, 'UTF8')), 'hex'), 16) as "giftId",
	e.cash::float8 as "cash", e.counted::float8 as "counted", e.gifts, e.total_after::float8 as "totalAfter",
	trunc(extract(epoch from e.occurred_at) * 1000)::float8 as "at", e.script, g.giver as "giver", coalesce(g.monthly, false) as "monthly",
	coalesce(past.first_cash, e.cash)::float8 as "firstCash", coalesce(past.standing, e.counted)::float8 as "standing"`;

/**
 * Joins to `e`. Each is a look-up by key for one entry (`limit` and the test inside keep the planner from joining whole tables): the
 * ledger grows by the thousand, statistics come later, and this runs for every gift.
 */
export const ENTRY_JOINS = `
	left join lateral (select g.state->'giver' as giver, g.state->>'promise' is not null as monthly
		from gift g where g.id = e.gift_id limit 1) g on true
	left join lateral (
		select sum(o.counted) as standing, (array_agg(o.cash order by o.seq) filter (where o.cash > 0))[1] as first_cash
		from ledger_entry o
		where e.kind not in ('received', 'announced') and o.gift_id = e.gift_id and o.campaign_id = e.campaign_id and o.seq <= e.seq
	) past on true`;

export function parseEntry(row: unknown): TickerEntry {
	return entrySchema.parse(row);
}

/** The campaign's entries after this seq, ascending; with `through`, none above it. */
export async function readEntries(
	pool: Pool,
	campaignId: string,
	range: { after: number; through?: number; limit: number },
): Promise<TickerEntry[]> {
	const { rows } = await pool.query(
		`select ${ENTRY_COLUMNS} from (
			select * from ledger_entry where campaign_id = $1 and seq > $2 and seq <= $3 order by seq limit $4
		) e ${ENTRY_JOINS} order by e.seq`,
		[campaignId, range.after, range.through ?? Number.MAX_SAFE_INTEGER, range.limit],
	);
	return rows.map(parseEntry);
}
