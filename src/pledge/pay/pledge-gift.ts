import type pg from "pg";
import type { Gift } from "../../domain/gift/gift.ts";
import { type PledgeFigures, type PledgeMoney, pledgeMoney } from "../../domain/pledge/pledge-state.ts";
import type { Pledge } from "../store.ts";

type Db = Pick<pg.ClientBase, "query">;

/** A pledge with what the ledger knows of it. */
export type PledgeGift = { readonly gift: Gift | null; readonly money: PledgeMoney; readonly figures: PledgeFigures };

export async function readPledgeGift(db: Db, pledge: Pledge, currency: string): Promise<PledgeGift> {
	const { rows } = await db.query<{ state: Gift }>(
		"select state from gift where id = coalesce((select gift_id from gift_ref where ref = $1), $1)",
		[pledge.id],
	);
	const gift = rows[0]?.state ?? null;
	const money = pledgeMoney(gift, pledge.amount, currency);
	return { gift, money, figures: figuresOf(pledge, money) };
}

export function figuresOf(
	pledge: Pick<Pledge, "amount" | "monthly" | "ended" | "undoneAt">,
	{ paid, isSubscribed }: PledgeMoney,
): PledgeFigures {
	const { amount, monthly, ended, undoneAt } = pledge;
	return { amount, monthly, ended, isUndone: undoneAt !== null, paid, isSubscribed };
}
