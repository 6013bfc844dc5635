import { parseAmount } from "../../domain/plain/money.ts";
import { plainFigures } from "../../domain/plain/typed-amount.ts";
import type { PledgeShow } from "../../web/contract/staff/pledges.ts";

/** What the list is asked for; everything but `show` also bounds the sums at its head. */
export type PledgeFilter = {
	readonly show: PledgeShow;
	readonly station?: string | undefined;
	readonly source?: string | undefined;
	readonly operator?: string | undefined;
	/** Promised at least so many days ago. */
	readonly olderThanDays?: number | undefined;
	/** A name, a town, an e-mail, digits of a telephone number, a pledge's id, an amount. */
	readonly search?: string | undefined;
};

/** pledgeState in src/domain/pledge/pledge-state.ts, for `s` of STANDING: the two are held together by test/flows/pledge-life.test.ts. */
const PLEDGE_STATE = `
	case when s.paid > 0 and (s.subscribed or s.paid >= case when s.monthly then s.amount * 12 else s.amount end) then 'paid'
		when s.undone_at is not null and s.paid = 0 then 'undone'
		when s.ended is not null then s.ended
		when s.paid > 0 then 'part' else 'open' end`;

/** One payment's money, net: the largest that was told of it, less what went back. */
const NET = `
	(select max((v->>'amount')::bigint) from json_each(p->'paid') as e (k, v))
	- greatest(
		coalesce((select sum((v->>'amount')::bigint) from json_each(p->'refunds') as e (k, v) where v->>'status' in ('pending', 'succeeded')), 0),
		coalesce((select sum(v::text::bigint) from json_each(p->'refundedInAll') as e (k, v)), 0))
	- coalesce((select sum((v->>'amount')::bigint) from json_each(p->'disputes') as e (k, v) where v->>'stage' in ('withdrawn', 'lost')), 0)`;

/** isPaidTwice of pledgeMoney; looked into only where there is more than one payment. */
const PAID_TWICE = `
	case when coalesce(json_array_length(g.state->'payments'), 0) < 2 then false
		when json_array_length(g.state->'subscriptions') > 1 then true
		else (
			select case when json_array_length(g.state->'subscriptions') = 1 then bool_or(not n.by_invoice)
				else count(*) > 1 and sum(n.net) - min(n.net) >= pledge.amount end
			from (
				select ${NET} as net, p->>'refs' like '%"in\\_%' as by_invoice
				from json_array_elements(g.state->'payments') p
				where p->>'renewal' = 'false' and p->>'instalment' = 'false'
			) n where n.net > 0
		) is true end`;

/** Every pledge of the campaign $1 with its money, as \`standing\`, narrowed by \`filtered\`. Slips taken back unpaid are no promises. */
export function standingSql(filtered: string): string {
	return `
		with s as (
			select pledge.*, coalesce((g.state->'booked'->pledge.campaign_id->>'cash')::bigint, 0) as paid,
				coalesce((g.state->'booked'->pledge.campaign_id->>'counted')::bigint, 0) as counted,
				coalesce(json_array_length(g.state->'subscriptions'), 0) > 0 as subscribed, ${PAID_TWICE} as paid_twice, g.state as gift
			from pledge
				left join gift_ref r on r.ref = pledge.id
				left join gift g on g.id = coalesce(r.gift_id, pledge.id)
			where pledge.campaign_id = $1 ${filtered}
		), standing as (
			select s.*, ${PLEDGE_STATE} as state from s
		)`;
}

/** Grows a query's values beside its text. */
export function valuesFrom(first: readonly unknown[]) {
	const values: unknown[] = [...first];
	return { values, add: (value: unknown) => `$${values.push(value)}` };
}

type Add = (value: unknown) => string;

export function filterSql(filter: PledgeFilter, currency: string, add: Add): string {
	const parts: string[] = [];
	if (filter.station) parts.push(`pledge.station_id = ${add(filter.station)}`);
	if (filter.source) parts.push(`pledge.source = ${add(filter.source)}`);
	if (filter.operator) parts.push(`pledge.operator = ${add(filter.operator)}`);
	if (filter.olderThanDays)
		parts.push(`pledge.promised_at <= now() - make_interval(days => ${add(filter.olderThanDays)}::int)`);
	const search = filter.search?.trim() ?? "";
	if (search !== "") parts.push(searchSql(search, currency, add));
	return parts.map((part) => `and ${part}`).join(" ");
}

function searchSql(search: string, currency: string, add: Add): string {
	const like = add(`%${search.replace(/[\\%_]/g, "\\$&")}%`);
	const found = [`pledge.name ilike ${like}`, `pledge.town ilike ${like}`, `pledge.contact_email ilike ${like}`];
	if (search.startsWith("pl_")) found.push(`pledge.id = ${add(search)}`);
	const digits = search.replace(/\D/g, "");
	if (digits.length >= 4) found.push(`pledge.contact_phone like ${add(`%${digits}%`)}`);
	const amount = parseAmount(plainFigures(search, currency), currency);
	if (amount !== null) found.push(`pledge.amount = ${add(amount)}`);
	return `(${found.join(" or ")})`;
}

/** For \`where\` over \`standing\`. */
export function showSql(show: PledgeShow): string {
	switch (show) {
		case "unpaid":
			return "standing.state in ('open', 'part')";
		case "paid-twice":
			return "standing.paid_twice";
		case "all":
			return "standing.state <> 'undone'";
		default:
			return `standing.state = '${show}'`;
	}
}
