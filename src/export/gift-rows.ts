import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type Gift, refsOfGift } from "../domain/gift/gift.ts";
import { goneAmount, paidAmount } from "../domain/gift/payment.ts";

/** A drive's gift as it stands, with what only its slip knows. Amounts in minor units. */
export type GiftRow = {
	readonly gift: Gift;
	readonly paid: number;
	readonly gone: number;
	readonly counted: number;
	readonly cash: number;
	readonly pledge: {
		readonly amount: number;
		readonly monthly: boolean;
		readonly ended: string | null;
		readonly name: string | null;
		readonly town: string | null;
		readonly email: string | null;
		readonly phone: string | null;
		readonly honour: string | null;
	} | null;
};

const PAGE = 1_000;

type Entry = { seq: number; state: Gift | null; pledge: GiftRow["pledge"] };

/** Every gift of a drive in the order in which they first stood on its ledger, a page at a time. Names are in them: who may see those is the caller's to ask. */
export async function* giftRows(pool: pg.Pool, campaign: Campaign): AsyncGenerator<GiftRow> {
	for (let after = 0; ; ) {
		const page = await readPage(pool, campaign.id, after);
		const last = page.at(-1);
		if (last === undefined) return;
		const firsts = await firstEntries(pool, campaign.id, page);
		for (const { seq, state, pledge } of page) {
			if (state !== null && firsts.get(state.id) === seq) yield rowOf(state, pledge, campaign);
		}
		after = last.seq;
	}
}

/** By the ledger, whose order and key are one: no page is read twice, and nothing is held open between two of them. */
async function readPage(pool: pg.Pool, campaignId: string, after: number): Promise<Entry[]> {
	const { rows } = await pool.query<Entry>(
		`select e.seq, g.state, case when p.id is null then null else json_build_object('amount', p.amount, 'monthly', p.monthly,
		   'ended', p.ended, 'name', p.name, 'town', p.town, 'email', p.contact_email, 'phone', p.contact_phone, 'honour', p.honour)
		   end as pledge
		 from (select seq, gift_id from ledger_entry where campaign_id = $1 and seq > $2 order by seq limit ${PAGE}) e
		 left join gift_ref r on r.ref = e.gift_id
		 left join gift g on g.id = coalesce(r.gift_id, e.gift_id) and g.campaign_id = $1
		 left join pledge p on p.id = g.state->'pledges'->>0
		 order by e.seq`,
		[campaignId, after],
	);
	return rows;
}

/** A gift may have many entries, and some under the name of one that it turned out to be. By its id, the first. */
async function firstEntries(
	pool: pg.Pool,
	campaignId: string,
	page: readonly Entry[],
): Promise<ReadonlyMap<string, number>> {
	const gifts = new Map(page.flatMap(({ state }) => (state === null ? [] : [[state.id, state] as const])));
	const names = [...gifts.values()].flatMap((gift) =>
		[...new Set([gift.id, ...refsOfGift(gift)])].map((ref) => [ref, gift.id] as const),
	);
	const { rows } = await pool.query<{ id: string; seq: number }>(
		`select n.id, min(e.seq) as seq from unnest($2::text[], $3::text[]) as n (ref, id)
		 join ledger_entry e on e.gift_id = n.ref and e.campaign_id = $1 group by n.id`,
		[campaignId, names.map(([ref]) => ref), names.map(([, id]) => id)],
	);
	return new Map(rows.map(({ id, seq }) => [id, seq]));
}

function rowOf(gift: Gift, pledge: GiftRow["pledge"], { id, currency }: Campaign): GiftRow {
	const { counted = 0, cash = 0 } = gift.booked[id] ?? {};
	const sum = (of: (payment: Gift["payments"][number]) => number) =>
		gift.payments.reduce((total, one) => total + of(one), 0);
	return { gift, pledge, counted, cash, paid: sum((payment) => paidAmount(payment, currency)), gone: sum(goneAmount) };
}
