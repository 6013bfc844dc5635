import type pg from "pg";
import type { ReadyPost } from "../ledger/announcements.ts";
import { EXPIRED_REASON } from "./store.ts";

export type Swept = {
	/** Ready posts for which no job did its work in time. */
	readonly publish: readonly ReadyPost[];
	/** Unconfirmed posts whose read-back is due. */
	readonly confirm: readonly ReadyPost[];
	/** Tries whose process died: their posts are unconfirmed now. */
	readonly lost: readonly number[];
};

/** How long a swept post is left to the job it was given, before it is swept again, seconds. */
const PATIENCE_SECONDS = 5;
const MOST_AT_ONCE = 500;

/**
 * The backstop of "at least once" (invariant 6): finds every post that nobody is taking care of, whatever was lost: a job, the whole
 * queue, a worker in the middle of a send. Safe to run in several processes.
 */
export async function sweep(pool: pg.Pool): Promise<Swept> {
	const lost = await takeLostTries(pool);
	// Here too and not only in the fence: whoever waits for a person or a switched-off account has nobody who asks the fence.
	await pool.query(
		`update post set state = 'expired', next_step_at = null, reason = ${EXPIRED_REASON}
		 where state in ('ready', 'held') and expires_at <= now()`,
	);
	await pool.query("update post set state = 'ready', hold = null where state = 'held' and next_step_at <= now()");
	const { rows } = await pool.query<ReadyPost & { state: string }>(
		`update post set next_step_at = now() + make_interval(secs => $1)
		 where id in (select id from post where next_step_at <= now() and state in ('ready', 'unconfirmed')
		              order by next_step_at limit $2 for update skip locked)
		 returning id, account_id as "accountId", state`,
		[PATIENCE_SECONDS, MOST_AT_ONCE],
	);
	return {
		publish: rows.filter((row) => row.state === "ready"),
		confirm: rows.filter((row) => row.state === "unconfirmed"),
		lost,
	};
}

/** The process that made the try is gone, or hangs beyond every timeout: it may have been sent, so it is looked for. */
async function takeLostTries(pool: pg.Pool): Promise<number[]> {
	const { rows } = await pool.query<{ id: number }>(
		`with lost as (
		   update attempt t set finished_at = now(), outcome = 'lost', reason = 'The process that was sending it stopped.'
		   from post p where p.id = t.post_id and p.state = 'sending' and t.finished_at is null and t.lease_until < now()
		   returning t.post_id
		 )
		 update post set state = 'unconfirmed', next_step_at = now(), reason = 'The process that was sending it stopped; looking for it on the account.'
		 where id in (select post_id from lost) and state = 'sending' returning id`,
	);
	return rows.map((row) => row.id);
}
