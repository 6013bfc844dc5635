import type pg from "pg";
import type { Finding } from "../domain/counting/reconciliation.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ReconciliationFinding, ReconciliationRun } from "../web/contract/staff/reconcile.ts";
import type { Checked, Span } from "./compare-books.ts";

type Db = Pick<pg.ClientBase, "query">;

/** @returns the run's id. A run that waits or goes on already is that one: two people who ask get the same answer. */
export async function askForRun(db: Db, span: Span, by: string | null): Promise<number> {
	const { rows } = await db.query<{ id: number }>(
		`with open as (select id from reconciliation where ended_at is null and asked_at > now() - interval '1 hour' order by id desc limit 1),
		made as (
			insert into reconciliation (asked_by, from_at, to_at)
			select $1, to_timestamp($2 / 1000.0), to_timestamp($3 / 1000.0) where not exists (select from open) returning id
		) select id from open union all select id from made`,
		[by, span.from, span.to],
	);
	return rows[0]?.id ?? 0;
}

/** Takes the oldest run that waits; null where none does, or another process has it. One that was left in the middle is taken again. */
export async function takeRun(db: Db): Promise<({ readonly id: number } & Span) | null> {
	const { rows } = await db.query<{ id: number } & Span>(
		`update reconciliation set started_at = now(), error = null where id = (
			select id from reconciliation where ended_at is null and (started_at is null or started_at < now() - interval '15 minutes')
			order by id limit 1 for update skip locked
		) returning id, (extract(epoch from from_at) * 1000)::float8 as "from", (extract(epoch from to_at) * 1000)::float8 as "to"`,
	);
	return rows[0] ?? null;
}

export async function noteProgress(db: Db, id: number, checked: Checked): Promise<void> {
	await db.query("update reconciliation set checked = $2 where id = $1", [id, JSON.stringify(checked)]);
}

export async function failRun(db: Db, id: number, says: string): Promise<void> {
	await db.query("update reconciliation set ended_at = now(), error = $2 where id = $1", [id, says]);
}

export async function endRun(db: Db, id: number, findings: readonly Finding[]): Promise<void> {
	await db.query(
		`insert into reconciliation_finding (reconciliation_id, kind, about, object, gift_id, campaign_id, ours, theirs, currency, at)
		 select $1, f.kind, f.about, f.object, f."giftId", f."campaignId", f.ours, f.theirs, f.currency, to_timestamp(f.at / 1000.0)
		 from jsonb_to_recordset($2) as f (kind text, about text, object text, "giftId" text, "campaignId" text, ours bigint, theirs bigint,
		   currency text, at float8) on conflict do nothing`,
		[id, JSON.stringify(findings)],
	);
	await db.query("update reconciliation set ended_at = now() where id = $1", [id]);
}

const ms = (column: string) => `trunc(extract(epoch from ${column}) * 1000)::float8`;
const RUN_COLUMNS = `r.id, ${ms("r.asked_at")} as "askedAt", r.asked_by as "askedBy", ${ms("r.from_at")} as "from", ${ms("r.to_at")} as "to",
	${ms("r.started_at")} as "startedAt", ${ms("r.ended_at")} as "endedAt", r.checked, r.error,
	(select count(*) from reconciliation_finding f where f.reconciliation_id = r.id)::int as found,
	(select count(*) from reconciliation_finding f where f.reconciliation_id = r.id and f.repaired_at is null)::int as open`;

/** Newest first. */
export async function latestRuns(db: Db, most: number): Promise<ReconciliationRun[]> {
	const { rows } = await db.query<ReconciliationRun>(
		`select ${RUN_COLUMNS} from reconciliation r order by r.id desc limit $1`,
		[most],
	);
	return rows;
}

const FINDING_COLUMNS = `id, kind, about, object, gift_id as "giftId", campaign_id as "campaignId", ours, theirs, currency,
	${ms("at")} as at, ${ms("repaired_at")} as "repairedAt", repaired_by as "repairedBy"`;

/** Open ones first, then by time. */
export async function findingsOf(db: Db, runId: number, most: number): Promise<ReconciliationFinding[]> {
	const { rows } = await db.query<ReconciliationFinding>(
		`select ${FINDING_COLUMNS} from reconciliation_finding where reconciliation_id = $1
		 order by repaired_at is not null, at desc, id limit $2`,
		[runId, most],
	);
	return rows;
}

/** By its id, locked until the transaction ends; null where there is none. */
export async function findFinding(db: Db, id: number): Promise<ReconciliationFinding | null> {
	const { rows } = await db.query<ReconciliationFinding>(
		`select ${FINDING_COLUMNS} from reconciliation_finding where id = $1`,
		[id],
	);
	return rows[0] ?? null;
}

export async function markRepaired(db: Db, id: number, by: string, at: Instant): Promise<void> {
	await db.query(
		"update reconciliation_finding set repaired_at = to_timestamp($3 / 1000.0), repaired_by = $2 where id = $1",
		[id, by, at],
	);
}
