import type pg from "pg";
import { worth } from "../../domain/counting/counting.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Gift } from "../../domain/gift/gift.ts";
import type { GiftFact, PledgeEnd } from "../../domain/gift/gift-fact.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import { type OwnParts, recordOwn } from "../../ledger/record-own.ts";
import type { PledgeActAnswer, PledgeDeed, PledgeForesight, PledgeRow } from "../../web/contract/staff/pledges.ts";
import { whyLeft } from "./deed-fits.ts";
import { type ReadRow, ROW_COLUMNS, rowOf } from "./list-pledges.ts";
import { endFact } from "./pledge-facts.ts";
import { standingSql } from "./standing.ts";

type Db = Pick<pg.ClientBase, "query">;
type Subject = { readonly row: PledgeRow; readonly gift: Gift | null };
export type Person = { readonly id: string; readonly name: string };
export type Act = {
	readonly deed: PledgeDeed;
	readonly pledges: readonly string[];
	readonly reason: string;
	readonly by: Person;
	/** What links in mails begin with. */
	readonly origin: string;
};

const ENDS: Readonly<Record<"lapse" | "cancel" | "settle" | "open", PledgeEnd>> = {
	lapse: "lapsed",
	cancel: "cancelled",
	settle: "settled",
	open: "open",
};

/** What a deed would do, before it is done. Changes nothing. */
export async function foresee(
	db: Db,
	campaign: Campaign,
	{ deed, pledges }: Pick<Act, "deed" | "pledges">,
	now: Instant,
): Promise<PledgeForesight> {
	const { foresight } = await weigh(db, campaign, deed, pledges, now);
	return foresight;
}

/**
 * Does it, to those it fits, in one transaction: mails are put down to be sent, ends go through the ledger like any gift. `note` runs in
 * the same transaction, with the ids of those that were changed.
 */
export async function actOnPledges(
	parts: OwnParts,
	campaign: Campaign,
	act: Act,
	note: (client: pg.PoolClient, changed: readonly string[]) => Promise<void>,
): Promise<PledgeActAnswer> {
	return recordOwn(parts, async (client, record) => {
		// In one order, so that two people at once wait for one another instead of standing in each other's way.
		await client.query("select from pledge where id = any($1) and campaign_id = $2 order by id for update", [
			act.pledges,
			campaign.id,
		]);
		const now = parts.now();
		const { foresight, fits } = await weigh(client, campaign, act.deed, act.pledges, now);
		const changed = fits.map(({ row }) => row.id);
		if (changed.length > 0) {
			if (act.deed === "send-link" || act.deed === "remind") await putDownMails(client, act, changed, now);
			else {
				const facts = await endThem(client, campaign, { ...act, how: ENDS[act.deed], now }, fits);
				// Those with money last: a donor whose other pledge ends beside stays one as long as something of theirs was paid.
				const paid = new Set(fits.filter(({ row }) => row.paid > 0).map(({ row }) => row.id));
				const hasMoney = ({ pledge = "" }: GiftFact) => paid.has(pledge);
				await record(facts.filter((fact) => !hasMoney(fact)));
				await record(facts.filter(hasMoney));
			}
			await note(client, changed);
		}
		return { ...foresight, changed };
	});
}

async function weigh(db: Db, campaign: Campaign, deed: PledgeDeed, pledges: readonly string[], now: Instant) {
	const { rows } = await db.query<ReadRow>(
		`${standingSql("and pledge.id = any($2)")} select ${ROW_COLUMNS} from standing order by standing.promised_at, standing.id`,
		[campaign.id, pledges],
	);
	const fits: Subject[] = [];
	const left = new Map<string, number>();
	for (const read of rows) {
		const row = rowOf(read, campaign.currency);
		const why = whyLeft(deed, { ...row, isUndone: read.undoneAt !== null }, now);
		if (why === null) fits.push({ row, gift: read.gift });
		else left.set(why, (left.get(why) ?? 0) + 1);
	}
	const missing = new Set(pledges).size - rows.length;
	if (missing > 0) left.set("are not in this drive any more", missing);
	const foresight: PledgeForesight = {
		done: fits.length,
		left: [...left].map(([says, count]) => ({ says, count })),
		counted: fits.reduce((all, one) => all + change(one, deed, campaign, now), 0),
		examples: fits.slice(0, 3).map(({ row }) => exampleOf(row, campaign)),
	};
	return { foresight, fits };
}

/** By how much what it counts changes; what matches answer for it follows by itself. */
function change({ gift }: Subject, deed: PledgeDeed, campaign: Campaign, now: Instant): number {
	if (gift === null || deed === "send-link" || deed === "remind") return 0;
	const ended: Gift = { ...gift, pledgeEnd: { value: ENDS[deed], at: now } };
	return worth(ended, campaign).counted - worth(gift, campaign).counted;
}

function exampleOf({ name, amount, monthly }: PledgeRow, { currency }: Campaign): string {
	return `${name || "No name"}, ${formatMoney({ amount, currency })}${monthly ? " a month" : ""}`;
}

async function putDownMails(client: Db, act: Act, ids: readonly string[], now: Instant): Promise<void> {
	await client.query(
		`insert into pledge_mail (pledge_id, kind, origin, next_try_at, made_at, by_name, by_id)
		 select id, $2, $3, to_timestamp($4 / 1000.0), to_timestamp($4 / 1000.0), $5, $6 from unnest($1::text[]) as p (id)
		 on conflict do nothing`,
		[ids, act.deed === "send-link" ? "link" : "reminder", act.origin, now, act.by.name, act.by.id],
	);
}

async function endThem(
	client: Db,
	campaign: Campaign,
	act: Act & { readonly how: PledgeEnd; readonly now: Instant },
	fits: readonly Subject[],
): Promise<GiftFact[]> {
	const ids = fits.map(({ row }) => row.id);
	const { how, reason, by, now } = act;
	await client.query("update pledge set ended = $2 where id = any($1)", [ids, how === "open" ? null : how]);
	const kind = how === "open" ? "opened" : how;
	const { rows } = await client.query<{ id: number; pledge: string }>(
		`insert into pledge_step (pledge_id, kind, reason, at, by_name, by_id)
		 select id, $2, $3, to_timestamp($4 / 1000.0), $5, $6 from unnest($1::text[]) as p (id)
		 returning id, pledge_id as pledge`,
		[ids, kind, reason, now, by.name, by.id],
	);
	const gifts = new Map(fits.map(({ row, gift }) => [row.id, gift]));
	return rows.map(({ id, pledge }) => endFact(campaign, { pledge, step: id, how, now }, gifts.get(pledge) ?? null));
}
