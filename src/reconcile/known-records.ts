import type pg from "pg";
import type { KnownRecord, SubscriptionStanding } from "../domain/counting/reconciliation.ts";
import type { Gift } from "../domain/gift/gift.ts";
import { termsInOrder } from "../domain/gift/monthly-terms.ts";
import { paidAt } from "../domain/gift/payment.ts";
import type { Instant } from "../domain/plain/instant.ts";

type GiftRow = { readonly id: string; readonly campaignId: string | null; readonly state: Gift };

/** What the ledger knows by these names of Stripe's, by each name. */
export async function knownByName(pool: pg.Pool, names: readonly string[]): Promise<ReadonlyMap<string, KnownRecord>> {
	const { rows } = await pool.query<GiftRow>(
		`select id, campaign_id as "campaignId", state from gift
		 where id = any(array(select gift_id from gift_ref where ref = any($1)) || $1::text[])`,
		[names],
	);
	const known = new Map<string, KnownRecord>();
	for (const { id, campaignId, state } of rows) {
		for (const name of state.subscriptions) {
			known.set(name, { giftId: id, campaignId, payment: null, standing: standingOf(state, name) });
		}
		for (const payment of state.payments) {
			for (const ref of payment.refs) known.set(ref, { giftId: id, campaignId, payment });
		}
	}
	return known;
}

function standingOf({ terms = {}, promise, endedAt, subscriptions }: Gift, name: string): SubscriptionStanding {
	const told = termsInOrder(terms, name);
	const [isOne, isToldApart] = [subscriptions.length === 1, told.length > 0 && told.every(({ of }) => of === name)];
	const asks = told.length === 0 ? promise?.value : told.at(-1)?.asks;
	return {
		amount: asks?.amount ?? null,
		isEnded: asks === null || (told.length === 0 && endedAt !== null),
		hasEndedOnce: isOne ? endedAt !== null : told.some((one) => one.asks === null),
		isToldApart: isOne || isToldApart,
	};
}

export type PaidOurs = {
	readonly known: KnownRecord;
	/** "pi_..." or "ch_...". */
	readonly object: string;
	readonly names: readonly string[];
	readonly paid: { readonly amount: number; readonly currency: string; readonly at: Instant };
};

const PAGE = 2_000;

/** Payments through Stripe that the ledger took in this time, page by page. */
export async function* paidBetween(pool: pg.Pool, from: Instant, to: Instant): AsyncGenerator<readonly PaidOurs[]> {
	for (let after = ""; ; ) {
		const { rows } = await pool.query<GiftRow>(
			`select id, campaign_id as "campaignId", state from gift
			 where id > $1 and (state->>'at')::float8 < $2 order by id limit ${PAGE}`,
			[after, to],
		);
		const last = rows.at(-1)?.id;
		if (last === undefined) return;
		yield rows.flatMap((row) => paidIn(row, from, to));
		after = last;
	}
}

function paidIn({ id, campaignId, state }: GiftRow, from: Instant, to: Instant): PaidOurs[] {
	return state.payments.flatMap((payment) => {
		const at = paidAt(payment);
		const object =
			payment.refs.find((ref) => ref.startsWith("pi_")) ?? payment.refs.find((ref) => /^(?:ch|py)_/.test(ref));
		const [paid] = Object.values(payment.paid);
		if (object === undefined || paid === undefined || at < from || at >= to) return [];
		return [{ known: { giftId: id, campaignId, payment }, object, names: payment.refs, paid: { ...paid, at } }];
	});
}
