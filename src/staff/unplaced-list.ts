import type pg from "pg";
import { redactedText } from "../audit/redact.ts";
import type { UnplacedReason } from "../domain/counting/placement.ts";
import type { Gift } from "../domain/gift/gift.ts";
import { paidAmount } from "../domain/gift/payment.ts";
import type { UnplacedItem, UnplacedPage } from "../web/contract/staff/unplaced.ts";

const WHY: Readonly<Record<UnplacedReason, string>> = {
	"no-campaign": "It names no drive, its payment link belongs to none, and no drive takes gifts that name none.",
	"unknown-campaign": "It names a drive that doesn't exist here, perhaps last year's or one with a typing mistake.",
	"wrong-mode": "It is test money for a drive with real money, or the other way round. It can't be counted there.",
	"wrong-currency": "It was paid in another currency than its drive counts in.",
	"waits-for-its-payment":
		"A refund or dispute came whose payment is not known yet. It settles by itself once that comes.",
};

type GiftRow = {
	readonly key: string;
	readonly at: Date;
	readonly reason: UnplacedReason | null;
	readonly state: Gift | null;
	readonly outcome: "set-aside" | "awaiting" | null;
	readonly type: string | null;
	readonly livemode: boolean | null;
	readonly detail: string | null;
	readonly nextTryAt: Date | null;
	readonly dismissedFor: string | null;
	readonly dismissedBy: string | null;
	readonly dismissedAt: Date | null;
};

const ALL = `
	select 'gift:' || id as key, to_timestamp((state->>'at')::float8 / 1000) as at, unplaced_reason as reason, state::jsonb as state,
	  null as outcome, null as type, null::boolean as livemode, null as detail, null::timestamptz as next_try
	from gift where unplaced_reason is not null and campaign_id is null
	union all
	select 'event:' || event_id, received_at, null, null, outcome, type, livemode, reason,
	  case when outcome = 'awaiting' then coalesce(complete_at, received_at) end
	from stripe_event where outcome = 'set-aside' or (outcome = 'awaiting' and complete_tries > 0)`;

const PAGE = 50;

/** Gifts in no drive and events that could not be read, newest first. `before`: the key of the last one seen. */
export async function listUnplaced(
	pool: pg.Pool,
	{ dismissed, before }: { readonly dismissed: boolean; readonly before: string | null },
): Promise<UnplacedPage> {
	const { rows } = await pool.query<GiftRow>(
		`with every as (${ALL}), mark as (select at, key from every where key = $2)
		 select e.key, e.at, e.reason, e.state, e.outcome, e.type, e.livemode, e.detail, e.next_try as "nextTryAt",
		   d.reason as "dismissedFor", d.by_name as "dismissedBy", d.at as "dismissedAt"
		 from every e left join unplaced_dismissal d on d.item = e.key
		 where (d.item is not null) = $1 and ($2::text is null or (e.at, e.key) < (select at, key from mark))
		 order by e.at desc, e.key desc limit $3`,
		[dismissed, before, PAGE + 1],
	);
	const shown = rows.slice(0, PAGE);
	const next = rows.length > PAGE ? (shown.at(-1)?.key ?? null) : null;
	return { items: shown.map(itemOf), next, open: await countOpen(pool) };
}

async function countOpen(pool: pg.Pool): Promise<number> {
	const { rows } = await pool.query<{ open: number }>(
		`select count(*) as open from (${ALL}) e where not exists (select from unplaced_dismissal d where d.item = e.key)`,
	);
	return rows[0]?.open ?? 0;
}

function itemOf(row: GiftRow): UnplacedItem {
	const { dismissedFor, dismissedBy, dismissedAt } = row;
	const dismissed =
		dismissedFor === null || dismissedBy === null || dismissedAt === null
			? null
			: { reason: dismissedFor, by: dismissedBy, at: dismissedAt.getTime() };
	const common = { key: row.key, at: row.at.getTime(), dismissed };
	const stripeId = row.key.slice(row.key.indexOf(":") + 1);
	if (row.state !== null && row.reason !== null) {
		return { ...common, ...giftParts(row.state), kind: "gift", reason: row.reason, why: WHY[row.reason], stripeId };
	}
	const outcome = row.outcome ?? "set-aside";
	return {
		...common,
		...{ kind: "event", outcome, stripeId, type: row.type ?? "", livemode: row.livemode ?? false },
		why:
			outcome === "awaiting"
				? "Stripe only named it so far; fetching the rest has failed and is tried again by itself."
				: "It could not be read or booked, so it was put aside; all others went through.",
		detail: row.detail === null ? null : redactedText(row.detail),
		nextTryAt: row.nextTryAt?.getTime() ?? null,
	};
}

function giftParts(gift: Gift) {
	const currency = gift.payments.flatMap(({ paid }) => Object.values(paid).map((one) => one.currency))[0] ?? null;
	const sum = currency === null ? 0 : gift.payments.reduce((all, one) => all + paidAmount(one, currency), 0);
	return {
		livemode: gift.livemode,
		amount: currency === null ? null : sum,
		currency,
		monthly: gift.subscriptions.length > 0,
		named: gift.campaign?.value ?? null,
		paymentLink: gift.paymentLink,
	};
}
