import type pg from "pg";
import { type Gift, refsOfGift } from "../../domain/gift/gift.ts";
import { paidAmount, paidAt } from "../../domain/gift/payment.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { PledgeDetail, PledgeHappening } from "../../web/contract/staff/pledges.ts";
import { findPledge, type Pledge } from "../store.ts";
import { type ReadRow, ROW_COLUMNS, rowOf } from "./list-pledges.ts";
import { standingSql } from "./standing.ts";

type Db = Pick<pg.ClientBase, "query">;
type Drive = { readonly id: string; readonly currency: string };

const at = (column: string) => `trunc(extract(epoch from ${column}) * 1000)::float8 as at`;

/** One pledge with all that became of it; null where the drive has none of this id. */
export async function readPledgeDetail(
	db: Db,
	drive: Drive,
	id: string,
): Promise<Omit<PledgeDetail, "payLink"> | null> {
	const pledge = await findPledge(db, id);
	if (pledge === null || pledge.campaignId !== drive.id) return null;
	const { rows } = await db.query<ReadRow>(`${standingSql("and pledge.id = $2")} select ${ROW_COLUMNS} from standing`, [
		drive.id,
		id,
	]);
	const [row] = rows;
	if (row === undefined) return null;
	const { onAir = false, amount = false, social = false } = pledge.consent;
	return {
		pledge: rowOf(row, drive.currency),
		pronunciation: pledge.pronunciation ?? "",
		honour: pledge.dedication === null ? "" : `${pledge.dedication.kind} of ${pledge.dedication.name}`,
		note: pledge.note ?? "",
		email: pledge.email ?? "",
		phone: pledge.phone ?? "",
		consent: { name: onAir || social, amount, onAir, page: social, social },
		history: await readHistory(db, pledge, row.gift),
		payments: paymentsOf(row.gift, drive.currency),
	};
}

function paymentsOf(gift: Gift | null, currency: string): PledgeDetail["payments"] {
	if (gift === null) return [];
	return gift.payments
		.map((payment) => ({
			ref: payment.refs.find((ref) => ref.startsWith("pi_")) ?? payment.refs[0] ?? "",
			amount: paidAmount(payment, currency),
			at: Number.isFinite(paidAt(payment)) ? paidAt(payment) : null,
		}))
		.filter(({ amount }) => amount > 0)
		.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

async function readHistory(db: Db, pledge: Pledge, gift: Gift | null): Promise<PledgeHappening[]> {
	const nothing = { amount: null, before: null, by: "", words: "" };
	const taker = [pledge.operator, pledge.linkLabel].filter(Boolean).join(", ");
	const first = await firstAmount(db, pledge);
	const happenings: PledgeHappening[] = [
		{ ...nothing, kind: "promised", at: pledge.promisedAt, amount: first, by: taker },
		...(await readSteps(db, pledge.id)),
		...(await readMails(db, pledge.id)),
		...(await readMoney(db, pledge, gift)),
	];
	if (pledge.undoneAt !== null) happenings.push({ ...nothing, kind: "undone", at: pledge.undoneAt, by: taker });
	return happenings.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Stripe's clock counts seconds: what came within one stands at its end, behind what we know to the millisecond. */
function placeOf({ kind, at: when }: PledgeHappening): number {
	return kind === "paid" || kind === "went-back" ? when + 999 : when;
}

/** What was said at first, before anybody changed it. */
async function firstAmount(db: Db, pledge: Pledge): Promise<number> {
	const { rows } = await db.query<{ amount: number }>(
		"select amount_before as amount from pledge_step where pledge_id = $1 and kind = 'amount-changed' order by id limit 1",
		[pledge.id],
	);
	return rows[0]?.amount ?? pledge.amount;
}

async function readSteps(db: Db, id: string): Promise<PledgeHappening[]> {
	const { rows } = await db.query<PledgeHappening>(
		`select kind, ${at("at")}, amount_after as amount, amount_before as before, by_name as by, reason as words
		 from pledge_step where pledge_id = $1
		 union all
		 select 'checkout-opened', ${at("opened_at")}, amount, null, '', '' from pledge_checkout where pledge_id = $1
		 order by at`,
		[id],
	);
	return rows;
}

async function readMails(db: Db, id: string): Promise<PledgeHappening[]> {
	const { rows } = await db.query<{ state: string; reason: string | null; by: string; at: Instant }>(
		`select state, reason, by_name as by, ${at("made_at")} from pledge_mail where pledge_id = $1 and state <> 'sent'`,
		[id],
	);
	return rows.map(({ state, reason, by, at: when }) => ({
		...{ kind: state === "waiting" ? ("mail-waits" as const) : ("mail-failed" as const), at: when, by },
		...{ words: reason ?? "", amount: null, before: null },
	}));
}

/** From the ledger: what of it moved cash, under every name the gift has had. */
async function readMoney(db: Db, pledge: Pledge, gift: Gift | null): Promise<PledgeHappening[]> {
	const names = [...new Set([pledge.id, ...(gift === null ? [] : [gift.id, ...refsOfGift(gift)])])];
	const { rows } = await db.query<{ at: Instant; amount: number }>(
		`select ${at("occurred_at")}, cash as amount from ledger_entry
		 where gift_id = any($1) and campaign_id = $2 and cash <> 0 order by seq`,
		[names, pledge.campaignId],
	);
	return rows.map(({ at: when, amount }) => ({
		...{ kind: amount > 0 ? ("paid" as const) : ("went-back" as const), at: when, amount },
		...{ before: null, by: "", words: "" },
	}));
}
