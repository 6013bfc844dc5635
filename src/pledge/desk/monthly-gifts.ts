import type pg from "pg";
import { everyWords, monthlyRule, monthlyStanding } from "../../domain/counting/monthly-standing.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Gift } from "../../domain/gift/gift.ts";
import type { MonthlyGift, MonthlyPage } from "../../web/contract/staff/pledges.ts";

type Db = Pick<pg.ClientBase, "query">;

const PAGE = 50;
/** Gifts of the campaign $1 that a subscription pays. */
const MONTHLY = `gift where campaign_id = $1 and json_array_length(state->'subscriptions') > 0`;

/** The standing monthly gifts of a drive, newest first. \`before\`: the id of the last one seen. */
export async function listMonthly(db: Db, campaign: Campaign, before: string | null): Promise<MonthlyPage> {
	const { rows } = await db.query<{ state: Gift }>(
		`with m as (select id, state, (state->>'at')::float8 as at from ${MONTHLY})
		 select state from m where $2::text is null or (at, id) < (select at, id from m where id = $2)
		 order by at desc, id desc limit ${PAGE + 1}`,
		[campaign.id, before],
	);
	const gifts = rows.slice(0, PAGE).map(({ state }) => state);
	const cancelled = await cancelledAtStripe(db, gifts);
	const sums = await db.query<{ total: number; counted: number }>(
		`select count(*)::int as total, coalesce(sum((state->'booked'->$1->>'counted')::bigint), 0)::float8 as counted from ${MONTHLY}`,
		[campaign.id],
	);
	return {
		items: gifts.map((gift) => itemOf(gift, campaign, cancelled)),
		next: rows.length > PAGE ? (gifts.at(-1)?.id ?? null) : null,
		...{ total: sums.rows[0]?.total ?? 0, counted: sums.rows[0]?.counted ?? 0 },
		rule: monthlyRule(campaign),
	};
}

function itemOf(gift: Gift, campaign: Campaign, cancelled: ReadonlySet<string>): MonthlyGift {
	const { state, terms, ...standing } = monthlyStanding(gift, campaign);
	const isCancelled = gift.subscriptions.every((one) => cancelled.has(one));
	return {
		...standing,
		id: gift.id,
		state: state === "stopped" ? (isCancelled ? "cancelled" : "paused") : state,
		name: gift.giver.name ?? "",
		town: gift.giver.town ?? "",
		stationId: gift.giver.stationId ?? null,
		since: gift.at,
		amount: terms?.amount ?? null,
		every: terms === null ? "" : everyWords(terms),
		pledgeId: gift.pledges?.[0] ?? null,
	};
}

/** The ledger treats a pause and a cancellation alike; only Stripe's own word tells them apart. */
async function cancelledAtStripe(db: Db, gifts: readonly Gift[]): Promise<ReadonlySet<string>> {
	const ended = gifts.filter(({ endedAt }) => endedAt !== null).flatMap(({ subscriptions }) => subscriptions);
	if (ended.length === 0) return new Set();
	const { rows } = await db.query<{ id: string }>(
		`select distinct id from (
			select convert_from(raw, 'UTF8')::json #>> '{data,object,id}' as id from stripe_event
			where type = 'customer.subscription.deleted' and outcome in ('recorded', 'unplaced')
		 ) e where id = any($1)`,
		[ended],
	);
	return new Set(rows.map(({ id }) => id));
}
