import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { ImportState } from "../domain/gift/import-kind.ts";
import type { Db } from "./import-store.ts";

/** A process that says nothing for so long has ended: another one goes on from where it was. */
const LEASE_SECONDS = 30;

export type Lease = {
	readonly id: string;
	readonly campaignId: string;
	readonly state: ImportState;
	readonly by: string;
};

/** Somebody else works on it now, or it is no longer in the state that this work is for. */
export class LeaseLost extends Error {
	override name = "LeaseLost";
}

/** Takes up the import that has waited longest, or goes on with one whose process has ended; null: there is nothing to do. */
export async function takeLease(pool: pg.Pool, only?: string): Promise<Lease | null> {
	const by = randomUUID();
	const { rows } = await pool.query<Omit<Lease, "by">>(
		`update import set lease_by = $1, lease_until = now() + make_interval(secs => $2)
		 where id = (select id from import where state in ('checking', 'running', 'undoing')
		     and (lease_until is null or lease_until < now()) and ($3::text is null or id = $3)
		   order by asked_at, id limit 1 for update skip locked)
		 returning id, campaign_id as "campaignId", state`,
		[by, LEASE_SECONDS, only ?? null],
	);
	return rows[0] === undefined ? null : { ...rows[0], by };
}

export type Step = {
	readonly cursorLine?: number;
	readonly cursorId?: string;
	readonly rows?: number;
	readonly taken?: number;
	readonly takenAmount?: number;
	readonly undone?: number;
	readonly paidMeanwhile?: number;
};

/**
 * One batch done, in its own transaction: whoever has lost the lease writes nothing. True where somebody asked to stop.
 * @throws LeaseLost
 */
export async function stepOn(db: Db, lease: Lease, step: Step): Promise<boolean> {
	const { rows } = await db.query<{ stop: boolean }>(
		`update import set lease_until = now() + make_interval(secs => $4), cursor_line = coalesce($5, cursor_line),
		   cursor_id = coalesce($6, cursor_id), rows_done = rows_done + $7, taken_rows = taken_rows + $8,
		   taken_amount = taken_amount + $9, undone_rows = undone_rows + $10, paid_meanwhile = paid_meanwhile + $11
		 where id = $1 and lease_by = $2 and state = $3 returning stop_asked as stop`,
		[
			...[lease.id, lease.by, lease.state, LEASE_SECONDS, step.cursorLine ?? null, step.cursorId ?? null],
			...[step.rows ?? 0, step.taken ?? 0, step.takenAmount ?? 0, step.undone ?? 0, step.paidMeanwhile ?? 0],
		],
	);
	if (rows[0] === undefined) throw new LeaseLost(`Import ${lease.id} is worked on by somebody else.`);
	return rows[0].stop;
}

/** The work is done, or was stopped: nobody holds it any more. @throws LeaseLost */
export async function endWork(
	db: Db,
	lease: Lease,
	to: { readonly state: ImportState; readonly report?: unknown; readonly problem?: unknown },
): Promise<void> {
	const { rowCount } = await db.query(
		`update import set state = $4, lease_by = null, lease_until = null, stop_asked = false, report = coalesce($5, report),
		   problem = $6, ended_at = case when $4 in ('done', 'cancelled', 'undone') then now() else ended_at end
		 where id = $1 and lease_by = $2 and state = $3`,
		[lease.id, lease.by, lease.state, to.state, asJson(to.report), asJson(to.problem)],
	);
	if (rowCount === 0) throw new LeaseLost(`Import ${lease.id} is worked on by somebody else.`);
}

/** Gives the import back, for another process or for a later try. */
export async function letGo(db: Db, lease: Lease, pauseSeconds: number): Promise<void> {
	await db.query(
		`update import set lease_by = null, lease_until = now() + make_interval(secs => $3) where id = $1 and lease_by = $2`,
		[lease.id, lease.by, pauseSeconds],
	);
}

function asJson(value: unknown): string | null {
	return value === undefined || value === null ? null : JSON.stringify(value);
}
