import type pg from "pg";
import type { Gift } from "../../domain/gift/gift.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { pledgeMoney, pledgeState } from "../../domain/pledge/pledge-state.ts";
import type { PledgeHead, PledgeIds, PledgeRow, PledgesPage } from "../../web/contract/staff/pledges.ts";
import { figuresOf } from "../pay/pledge-gift.ts";
import { filterSql, type PledgeFilter, showSql, standingSql, valuesFrom } from "./standing.ts";

type Db = Pick<pg.ClientBase, "query">;
type Drive = { readonly id: string; readonly currency: string };

const PAGE = 50;
const MOST_AT_ONCE = 1_000;

const instant = (column: string) => `trunc(extract(epoch from ${column}) * 1000)::float8`;

/** A row's columns, for any \`from standing\`. */
export const ROW_COLUMNS = `
	standing.id, standing.amount, standing.monthly, standing.counted, standing.source, standing.station_id as "stationId",
	nullif(standing.operator, '') as operator, coalesce(standing.name, '') as name, coalesce(standing.town, '') as town,
	standing.contact_email is not null as "hasEmail", standing.contact_phone is not null as "hasPhone", standing.ended,
	${instant("standing.promised_at")} as "promisedAt", ${instant("standing.undone_at")} as "undoneAt",
	${instant("standing.link_sent_at")} as "linkSentAt", ${instant("standing.reminded_at")} as "remindedAt", standing.reminders,
	exists (select from pledge_mail m where m.pledge_id = standing.id and m.state = 'waiting') as "isMailWaiting", standing.gift`;

export type ReadRow = Omit<PledgeRow, "state" | "paid" | "gone" | "pending" | "isSubscribed" | "isPaidTwice"> & {
	readonly ended: "cancelled" | "lapsed" | "settled" | null;
	readonly undoneAt: Instant | null;
	readonly gift: Gift | null;
};

export function rowOf({ gift, ended, undoneAt, ...row }: ReadRow, currency: string): PledgeRow {
	const { paid, gone, pending, isSubscribed, isPaidTwice } = pledgeMoney(gift, row.amount, currency);
	const figures = figuresOf({ ...row, ended, undoneAt }, { paid, gone, pending, isSubscribed, isPaidTwice });
	return { ...row, state: pledgeState(figures), paid, gone, pending, isSubscribed, isPaidTwice };
}

/** Newest promises first. \`before\`: the id of the last one seen. */
export async function listPledges(
	db: Db,
	drive: Drive,
	filter: PledgeFilter,
	before: string | null,
): Promise<Omit<PledgesPage, "hasMail" | "canPay">> {
	const { values, add } = valuesFrom([drive.id]);
	const filtered = filterSql(filter, drive.currency, add);
	const after =
		before === null
			? ""
			: `and (standing.promised_at, standing.id) < (select promised_at, id from pledge where id = ${add(before)})`;
	const { rows } = await db.query<ReadRow>(
		`${standingSql(filtered)} select ${ROW_COLUMNS} from standing where ${showSql(filter.show)} ${after}
		 order by standing.promised_at desc, standing.id desc limit ${PAGE + 1}`,
		values,
	);
	const shown = rows.slice(0, PAGE);
	return {
		items: shown.map((row) => rowOf(row, drive.currency)),
		next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
		...(await readHead(db, drive, filter)),
		operators: await readOperators(db, drive.id),
	};
}

type Sums = Record<"promised" | "paid" | "open" | "lost" | "kept" | "all", number> &
	Record<"promisedCount" | "paidCount" | "openCount" | "lostCount" | "total", number> &
	Record<"monthly" | "begun" | "twice", number>;

/** A monthly promise stands with its first month. What was cancelled was never going to come, and is left out of the rate. */
async function readHead(
	db: Db,
	{ id, currency }: Drive,
	filter: PledgeFilter,
): Promise<{ readonly head: PledgeHead; readonly total: number }> {
	const { values, add } = valuesFrom([id]);
	const filtered = filterSql(filter, currency, add);
	const { rows } = await db.query<Sums>(
		`${standingSql(filtered)}
		 select count(*) filter (where ${showSql(filter.show)})::int as total,
			count(*)::int as "promisedCount", coalesce(sum(amount), 0)::float8 as promised,
			count(*) filter (where state = 'paid')::int as "paidCount", coalesce(sum(paid), 0)::float8 as paid,
			count(*) filter (where state in ('open', 'part'))::int as "openCount",
			coalesce(sum(case when monthly then amount else greatest(amount - paid, 0) end) filter (where state in ('open', 'part')), 0)::float8 as open,
			count(*) filter (where state in ('lapsed', 'cancelled', 'settled'))::int as "lostCount",
			coalesce(sum(greatest(amount - paid, 0)) filter (where state in ('lapsed', 'cancelled', 'settled')), 0)::float8 as lost,
			coalesce(sum(least(paid, amount)) filter (where state <> 'cancelled'), 0)::float8 as kept,
			coalesce(sum(amount) filter (where state <> 'cancelled'), 0)::float8 as "all",
			count(*) filter (where monthly)::int as monthly, count(*) filter (where subscribed and paid > 0)::int as begun,
			count(*) filter (where paid_twice)::int as twice
		 from standing where state <> 'undone'`,
		values,
	);
	const [sums] = rows;
	if (sums === undefined) throw new Error("The sums have no row.");
	const head: PledgeHead = {
		promised: { count: sums.promisedCount, amount: sums.promised },
		paid: { count: sums.paidCount, amount: sums.paid },
		open: { count: sums.openCount, amount: sums.open },
		lost: { count: sums.lostCount, amount: sums.lost },
		monthly: { promised: sums.monthly, begun: sums.begun },
		paidTwice: sums.twice,
		rate: sums.all === 0 ? null : sums.kept / sums.all,
	};
	return { head, total: sums.total };
}

async function readOperators(db: Db, campaignId: string): Promise<string[]> {
	const { rows } = await db.query<{ operator: string }>(
		"select distinct operator from pledge where campaign_id = $1 and operator <> '' order by operator limit 200",
		[campaignId],
	);
	return rows.map(({ operator }) => operator);
}

/** The oldest first: they have waited longest. */
export async function pledgeIds(db: Db, drive: Drive, filter: PledgeFilter): Promise<PledgeIds> {
	const { values, add } = valuesFrom([drive.id]);
	const filtered = filterSql(filter, drive.currency, add);
	const { rows } = await db.query<{ id: string }>(
		`${standingSql(filtered)} select id from standing where ${showSql(filter.show)}
		 order by promised_at, id limit ${MOST_AT_ONCE + 1}`,
		values,
	);
	return { ids: rows.slice(0, MOST_AT_ONCE).map(({ id }) => id), isAll: rows.length <= MOST_AT_ONCE };
}
