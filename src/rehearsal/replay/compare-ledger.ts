import type pg from "pg";
import { formatMoney } from "../../domain/plain/money.ts";

/** What the ledger should hold, from the file alone. Minor units. */
export type Expected = {
	readonly gifts: number;
	readonly cash: number;
	readonly counted: number;
	readonly currency: string;
};

export type LedgerComparison = {
	readonly gifts: number;
	readonly counted: number;
	readonly announcements: number;
	/** Entry by seq: the Stripe event that brought it. */
	readonly sourceOf: ReadonlyMap<number, string>;
	readonly problems: readonly string[];
};

type Totals = {
	readonly cash: number;
	readonly counted: number;
	readonly gifts: number;
	readonly entries: number;
	readonly last_seq: number;
	readonly tally_seq: number;
	readonly tally_total: number;
};

/** Adds the ledger up entry by entry, and holds it against the file to the cent. */
export async function compareLedger(pool: pg.Pool, campaignId: string, expected: Expected): Promise<LedgerComparison> {
	const totals = await pool.query<Totals>(
		`select coalesce(sum(e.cash), 0)::bigint as cash, coalesce(sum(e.counted), 0)::bigint as counted,
		   coalesce(sum(e.gifts), 0)::bigint as gifts, count(e.seq) as entries, coalesce(max(e.seq), 0)::bigint as last_seq,
		   t.seq as tally_seq, coalesce((t.tally->>'total')::bigint, 0) as tally_total
		 from campaign_tally t left join ledger_entry e on e.campaign_id = t.campaign_id
		 where t.campaign_id = $1 group by t.seq, t.tally`,
		[campaignId],
	);
	const sources = await pool.query<{ seq: number; source_id: string }>(
		"select seq, source_id from ledger_entry where campaign_id = $1 and source_id is not null",
		[campaignId],
	);
	const announced = await pool.query<{ announcements: number }>(
		"select count(*) as announcements from announcement where campaign_id = $1",
		[campaignId],
	);
	// By gift, not by event: an event that came before the one that says whose it is was unplaced only then.
	const open = await pool.query<{ unplaced: number; aside: number }>(
		`select (select count(*) from gift where unplaced_reason is not null and updated_at >= c.created_at) as unplaced,
		   (select count(*) from stripe_event where outcome = 'set-aside' and received_at >= c.created_at) as aside
		 from campaign c where c.id = $1`,
		[campaignId],
	);
	const found = totals.rows[0];
	if (found === undefined) throw new Error(`The campaign ${campaignId} has gone from the database`);
	const problems = differences(found, expected);
	const { unplaced, aside } = open.rows[0] ?? { unplaced: 0, aside: 0 };
	if (unplaced > 0) problems.push(`${unplaced} gift(s) found no campaign`);
	if (aside > 0) problems.push(`${aside} Stripe event(s) were set aside as unreadable`);
	return {
		gifts: found.gifts,
		counted: found.counted,
		announcements: announced.rows[0]?.announcements ?? 0,
		sourceOf: new Map(sources.rows.map((row) => [row.seq, row.source_id])),
		problems,
	};
}

function differences(found: Totals, expected: Expected): string[] {
	const { currency } = expected;
	const say = (amount: number) => formatMoney({ amount, currency });
	const problems: string[] = [];
	if (found.cash !== expected.cash) problems.push(`The ledger holds ${say(found.cash)} of ${say(expected.cash)} paid`);
	if (found.counted !== expected.counted) {
		problems.push(`The ledger counts ${say(found.counted)}, the file ${say(expected.counted)}`);
	}
	if (found.gifts !== expected.gifts) problems.push(`The ledger has ${found.gifts} gifts, the file ${expected.gifts}`);
	if (found.entries !== found.last_seq) {
		problems.push(`The ledger's numbers have gaps: ${found.entries} entries up to seq ${found.last_seq}`);
	}
	if (found.tally_seq !== found.last_seq || found.tally_total !== found.counted) {
		problems.push(
			`The campaign's running numbers (seq ${found.tally_seq}, ${say(found.tally_total)}) are not what its entries add up to (seq ${found.last_seq}, ${say(found.counted)})`,
		);
	}
	return problems;
}
