import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { recordOwn } from "../ledger/record-own.ts";
import { correctedFact } from "../offline/offline-facts.ts";
import { undoneFact } from "../pledge/slip-facts.ts";
import type { StoredImport } from "./import-store.ts";
import { saveLastYear } from "./last-year.ts";
import { endWork, type Lease, stepOn } from "./lease.ts";
import { madeBy, type RunParts } from "./run-import.ts";

/** Ending pledges has the ledger look through the drive's gifts each time, for who else gave: fewer and larger batches than in taking. */
const BATCH_ROWS = 2_000;

type Undone = {
	readonly facts: readonly GiftFact[];
	readonly last: string;
	readonly rows: number;
	readonly paid: number;
};

/**
 * Takes every row of an import back by new entries: pledges are cancelled, money is corrected to nothing, each in the hour it was booked in.
 * What was paid on a pledge meanwhile stays: it is money. Batch by batch, as it was taken.
 */
export async function undoImport(parts: RunParts, one: StoredImport, campaign: Campaign, lease: Lease): Promise<void> {
	const { pool, signal } = parts;
	if (one.settings.kind === "last-year") return undoLastYear(parts, one, lease);
	const takeBack = one.settings.kind === "pledges" ? cancelPledges : correctMoney;
	for (let after = one.cursorId; ; ) {
		signal?.throwIfAborted();
		const undone = await recordOwn(parts, async (client, record) => {
			const batch = await takeBack(client, one, campaign, { after, now: parts.now() });
			if (batch.rows === 0) return batch;
			await stepOn(client, lease, {
				cursorId: batch.last,
				rows: batch.rows,
				undone: batch.rows,
				paidMeanwhile: batch.paid,
			});
			if (batch.facts.length > 0) await record(batch.facts);
			return batch;
		});
		if (undone.rows === 0) break;
		after = undone.last;
	}
	await endWork(pool, lease, { state: "undone" });
	await parts.note("import.undone");
}

type Where = { readonly after: string; readonly now: number };
type PledgeRow = { id: string; promisedAt: number; endedAt: number | null; cash: number };

async function cancelPledges(
	client: pg.PoolClient,
	one: StoredImport,
	campaign: Campaign,
	{ after, now }: Where,
): Promise<Undone> {
	const { rows } = await client.query<PledgeRow>(
		`select p.id, trunc(extract(epoch from p.promised_at) * 1000)::float8 as "promisedAt",
		   (g.state->'pledgeEnd'->>'at')::float8 as "endedAt", coalesce((g.state->'booked'->$1->>'cash')::bigint, 0) as cash
		 from (select id, promised_at from pledge where import_id = $2 and id > $3 and undone_at is null order by id limit $4) p
		 left join gift_ref r on r.ref = p.id
		 left join gift g on g.id = coalesce(r.gift_id, p.id)
		 order by p.id`,
		[campaign.id, one.id, after, BATCH_ROWS],
	);
	const ids = rows.map(({ id }) => id);
	await client.query("update pledge set ended = 'cancelled', undone_at = $2 where id = any($1)", [ids, new Date(now)]);
	// In the hour it was promised in, and after whatever word there was on its end: the newest stands.
	const facts = rows.map(({ id, promisedAt, endedAt }) => ({
		...undoneFact(id, campaign, endedAt === null ? promisedAt : Math.max(promisedAt, endedAt + 1)),
		sourceId: `import-undo:${id}`,
		silent: true as const,
	}));
	return { facts, last: ids.at(-1) ?? after, rows: rows.length, paid: rows.filter(({ cash }) => cash > 0).length };
}

type MoneyRow = { id: string; presentations: number; amount: number; booked: number; dated: number };

async function correctMoney(
	client: pg.PoolClient,
	one: StoredImport,
	campaign: Campaign,
	{ after, now }: Where,
): Promise<Undone> {
	const { rows } = await client.query<MoneyRow>(
		`select g.id, g.presentations, (g.amount + coalesce(s.changed, 0))::bigint as amount, coalesce(s.booked, 0)::bigint as booked,
		   trunc(extract(epoch from coalesce(g.dated, g.created_at)) * 1000)::float8 as dated
		 from (select * from offline_gift where import_id = $1 and id > $2 order by id limit $3 for update) g
		 left join lateral (select sum(amount) as changed, sum(booked) as booked from offline_step where offline_id = g.id) s on true
		 order by g.id`,
		[one.id, after, BATCH_ROWS],
	);
	const standing = rows.filter(({ amount }) => amount !== 0);
	const steps = await client.query<{ id: number; offlineId: string }>(
		`insert into offline_step (offline_id, kind, amount, booked, reason, at, by_name, by_id)
		 select id, 'cancelled', -amount, -booked, 'The file it came with was taken back.', $4, $5, $6
		 from unnest($1::text[], $2::bigint[], $3::bigint[]) as r (id, amount, booked) returning id, offline_id as "offlineId"`,
		[
			...[standing.map(({ id }) => id), standing.map(({ amount }) => amount), standing.map(({ booked }) => booked)],
			...[new Date(now), one.madeBy, one.madeById ?? ""],
		],
	);
	const stepOf = new Map(steps.rows.map(({ id, offlineId }) => [offlineId, id]));
	const facts = standing.map(({ id, presentations, booked, dated }) => ({
		...correctedFact(campaign, { id, presentations }, { step: stepOf.get(id) ?? 0, amount: -booked, now: dated }),
		silent: true as const,
	}));
	return { facts, last: rows.at(-1)?.id ?? after, rows: rows.length, paid: 0 };
}

/** As it was before; unless somebody has written other hours since. */
async function undoLastYear(parts: RunParts, one: StoredImport, lease: Lease): Promise<void> {
	const { pool } = parts;
	let isEnded = false;
	if (one.before !== null) {
		await saveLastYear(pool, one.campaignId, one.before, madeBy(one), async (client) => {
			isEnded = true;
			await stepOn(client, lease, { undone: one.takenRows });
			await endWork(client, lease, { state: "undone" });
		});
	}
	if (!isEnded) await endWork(pool, lease, { state: "undone" });
	await parts.note("import.undone");
}
