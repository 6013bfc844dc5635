import type pg from "pg";
import { load } from "./load.ts";
import { median, type Row } from "./row.ts";
import { CAMPAIGN, newGifts, OUR_COMMAND, openYard, SECRET } from "./yard.ts";

const ENTRIES = 1_000_000;
const ROUNDS = 5;
const ROUND = { lanes: 64, milliseconds: 3_000 };

/** Intake into a campaign with a million entries over intake into an empty one. */
export async function measureGrowth(): Promise<Row[]> {
	const yard = await openYard();
	try {
		const empty = await yard.database("empty");
		const full = await yard.database("grown");
		await fill(full.pool);
		const addresses = {
			empty: await yard.process(OUR_COMMAND, ["api"], { DATABASE_URL: empty.url }),
			full: await yard.process(OUR_COMMAND, ["api"], { DATABASE_URL: full.url }),
		};
		const next = newGifts("growth");
		const ratios: number[] = [];
		for (let round = 0; round <= ROUNDS; round += 1) {
			const before = await load(addresses.empty, SECRET, next, ROUND);
			const after = await load(addresses.full, SECRET, next, ROUND);
			process.stderr.write(`  empty ${before.perSecond.toFixed(0)}, full ${after.perSecond.toFixed(0)} a second\n`);
			if (round > 0) ratios.push(after.perSecond / before.perSecond);
		}
		return [
			{
				what: "growth",
				how: `with ${ENTRIES.toLocaleString("en-US")} entries over an empty campaign`,
				value: median(ratios),
				target: 0.9,
				better: "higher",
				unit: "",
			},
		];
	} finally {
		await yard.close();
	}
}

/**
 * What a million gifts leave behind: events, gifts, their refs, entries. Ids of one length and in order of time, as Stripe's are: shorter
 * new rows would be put into the gaps that longer old ones leave on every page.
 */
async function fill(pool: pg.Pool): Promise<void> {
	const state = JSON.stringify({
		livemode: false,
		payments: [{ refs: [], paid: {} }],
		subscriptions: [],
		booked: { [CAMPAIGN]: { cash: 2500, counted: 2500, gifts: 1, monthly: 0 } },
	});
	await pool.query(
		`insert into stripe_event (event_id, type, livemode, created_at, raw, outcome)
		 select 'evt_old' || lpad(n::text, 7, '0'), 'payment_intent.succeeded', false, now(), decode(repeat('ab', 800), 'hex'), 'recorded' from generate_series(1, ${ENTRIES}) n`,
	);
	await pool.query(
		`insert into gift (id, campaign_id, state) select 'pi_old' || lpad(n::text, 7, '0'), '${CAMPAIGN}', $1 from generate_series(1, ${ENTRIES}) n`,
		[state],
	);
	await pool.query(
		`insert into gift_ref select 'cs_old' || lpad(n::text, 7, '0'), 'pi_old' || lpad(n::text, 7, '0') from generate_series(1, ${ENTRIES}) n`,
	);
	await pool.query(
		`insert into gift_ref select 'ch_old' || lpad(n::text, 7, '0'), 'pi_old' || lpad(n::text, 7, '0') from generate_series(1, ${ENTRIES}) n`,
	);
	await pool.query(
		`insert into ledger_entry (campaign_id, seq, gift_id, kind, cash, counted, gifts, total_after, occurred_at)
		 select '${CAMPAIGN}', n, 'pi_old' || lpad(n::text, 7, '0'), 'received', 2500, 2500, 1, n * 2500::bigint, now() from generate_series(1, ${ENTRIES}) n`,
	);
	await pool.query(
		`update campaign_tally set seq = ${ENTRIES}, tally = tally || jsonb_build_object('total', ${ENTRIES}::bigint * 2500, 'cash', ${ENTRIES}::bigint * 2500,
		   'gifts', ${ENTRIES}, 'peak', jsonb_build_object('total', ${ENTRIES}::bigint * 2500, 'gifts', ${ENTRIES}, 'monthly', 0))`,
	);
	await pool.query("vacuum analyze");
	await pool.query("checkpoint");
}
