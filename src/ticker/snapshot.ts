import type { Pool } from "pg";
import { z } from "zod";
import { announcedTotal } from "../domain/counting/announced-total.ts";
import { hourKey } from "../domain/counting/tally.ts";
import { nextMilestone } from "../domain/milestone/next-milestone.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import type { Instant } from "../domain/plain/instant.ts";
import {
	type GiftRow,
	type TickerAudience,
	type TickerEntry,
	type TickerSnapshot,
	toGiftRow,
	toScript,
} from "../domain/screen/ticker.ts";
import { cardRowSchema, toCard } from "./campaign-card.ts";
import { ENTRY_COLUMNS, ENTRY_JOINS, parseEntry } from "./entries.ts";

const LATEST = 20;
/** One gift can have two entries, and gifts that were given back are left out: read more than are shown. */
const READ = 60;
const SCRIPTS = 5;

/** How far back the gifts to list are looked for at first; all the way only where too few were found. */
const FIRST_SPAN = 1000;

/**
 * Everything in one statement: the numbers, the list and the seq belong to the same moment. Prepared, as planning it takes longer than
 * running it. A campaign's first hours pass before the database has statistics of it, and without them it takes every campaign for
 * small: the span and each `offset 0` leave it no way but the index that serves a large one.
 */
const SNAPSHOT = {
	name: "read-ticker-snapshot",
	text: `
	select c.id, c.slug, c.state, c.version, c.config #- '{look,logo}' as config, coalesce(t.seq, 0)::float8 as seq, t.tally,
		(select coalesce(json_agg(latest), '[]') from (
			select ${ENTRY_COLUMNS}, (
				select coalesce(sum(n.counted), 0) from (select * from ledger_entry where gift_id = e.gift_id offset 0) n
				where n.campaign_id = e.campaign_id
			)::float8 as "standingNow"
			from (
				select * from ledger_entry
				where campaign_id = c.id and kind in ('received', 'monthly-started', 'pledged') and seq > t.seq - $2
				order by seq desc limit ${READ}
			) e ${ENTRY_JOINS} order by e.seq desc
		) latest) as latest,
		(select coalesce(json_agg(scripts), '[]') from (
			select ${ENTRY_COLUMNS} from (
				select s.* from (
					select * from ledger_entry where campaign_id = c.id and kind = 'announced' and script is not null offset 0
				) s order by s.seq desc limit ${SCRIPTS}
			) e ${ENTRY_JOINS} order by e.seq desc
		) scripts) as scripts
	from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1`,
};

const count = z.number().catch(0);
const sums = z.record(z.string(), z.number()).catch({});
const tallySchema = z.object({
	total: z.number(),
	gifts: count,
	donors: count,
	monthly: count,
	peak: z.object({ total: z.number() }).optional().catch(undefined),
	hours: sums,
	matches: sums,
	spans: sums,
	progress: sums,
	/** Instants. */
	unlocked: sums,
});
const EMPTY: z.infer<typeof tallySchema> = {
	...{ total: 0, gifts: 0, donors: 0, monthly: 0, peak: { total: 0 } },
	...{ hours: {}, matches: {}, spans: {}, progress: {}, unlocked: {} },
};

const rowSchema = cardRowSchema.extend({
	seq: z.number(),
	tally: tallySchema.nullable(),
	latest: z.array(z.looseObject({ standingNow: z.number() })),
	scripts: z.array(z.unknown()),
});

/**
 * Everything a screen of this audience shows, as of one seq.
 * @throws Error where the campaign doesn't exist.
 */
export async function readSnapshot(
	pool: Pool,
	campaignId: string,
	audience: TickerAudience,
	now: Instant,
): Promise<TickerSnapshot> {
	const row = await readRow(pool, campaignId);
	const counted = row.tally ?? EMPTY;
	const tally = { ...counted, total: announcedTotal(row.config, counted.total) };
	const campaign = toCard(row, tally);
	const peak = Math.max(tally.total, tally.peak?.total ?? 0);
	const next = nextMilestone({ triggers: campaign.triggers, goal: campaign.goal, total: tally.total, peak });
	const startsAt = hourStart(now, row.config.timeZone);
	const standing = row.latest.filter((entry) => entry.standingNow > 0).map(parseEntry);
	return {
		seq: row.seq,
		campaign,
		total: tally.total,
		peak,
		gifts: tally.gifts,
		donors: tally.donors,
		monthlyDonors: tally.monthly,
		hour: { startsAt, counted: tally.hours[hourKey(startsAt)] ?? 0 },
		next: next && { amount: next.amount, toGo: next.toGo },
		matched: tally.matches,
		spans: tally.spans,
		latest: latestGifts(standing, (entry) => toGiftRow(entry, audience, campaign.language)),
		scripts: audience === "host" ? row.scripts.flatMap((entry) => toScript(parseEntry(entry)) ?? []) : [],
		reset: false,
	};
}

async function readRow(pool: Pool, campaignId: string): Promise<z.infer<typeof rowSchema>> {
	for (let span = FIRST_SPAN; ; span = Number.MAX_SAFE_INTEGER) {
		const { rows } = await pool.query({ ...SNAPSHOT, values: [campaignId, span] });
		if (rows.length === 0) throw new Error(`There is no campaign ${campaignId}.`);
		const row = rowSchema.parse(rows[0]);
		if (row.latest.length === READ || row.seq <= span) return row;
	}
}

/** Newest first by each gift's first entry; a gift that became monthly later keeps its place. */
function latestGifts(entries: readonly TickerEntry[], toRow: (entry: TickerEntry) => GiftRow): GiftRow[] {
	const rows = new Map<string, GiftRow>();
	for (const entry of entries) {
		const row = toRow(entry);
		const later = rows.get(row.giftId);
		rows.delete(row.giftId);
		rows.set(row.giftId, { ...row, monthly: row.monthly || later?.monthly === true });
	}
	return [...rows.values()].slice(0, LATEST);
}
