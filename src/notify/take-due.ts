import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { GIVE_UP_AFTER_MS, MAIL_GAP_MS, nextTryAt } from "../domain/staff/notice.ts";

export type Due = {
	readonly id: number;
	readonly staffId: string;
	readonly says: string;
	readonly path: string;
	readonly tries: number;
	readonly madeAt: Date;
	readonly email: string;
	readonly name: string;
	readonly deviceId: number | null;
	readonly endpoint: string | null;
	readonly p256dh: string | null;
	readonly auth: string | null;
};

/** For as long as one try may take, name look-ups and slow answers included. */
const LEASE = "interval '90 seconds'";

const DUE = `d.state = 'waiting' and d.next_try_at <= $1 and (d.taken_until is null or d.taken_until < $1)`;

/** From the delivery ids of `due`: takes them, and reads what is to be said to whom. */
const TAKE = `taken as (
	   update notice_delivery set taken_until = $1::timestamptz + ${LEASE}, tries = tries + 1 where id in (select id from due)
	   returning id, notice_id, staff_id, tries, device_id
	 )
	 select t.id, t.staff_id as "staffId", n.says, n.path, t.tries, n.made_at as "madeAt", u.email, u.name, p.id as "deviceId",
	   p.endpoint, p.p256dh, p.auth
	 from taken t join notice n on n.id = t.notice_id join staff_user u on u.id = t.staff_id
	   left join push_device p on p.id = t.device_id order by n.id`;

/** Takes what is due to browsers, for this process alone. */
export async function takePushes(pool: pg.Pool, now: Instant, most: number): Promise<Due[]> {
	const { rows } = await pool.query<Due>(
		`with due as (
		   select d.id from notice_delivery d where d.way = 'push' and ${DUE}
		   order by d.next_try_at, d.id limit $2 for update skip locked
		 ), ${TAKE}`,
		[new Date(now), most],
	);
	return rows;
}

/**
 * Takes all that is due to one person by mail, for this process alone, so that it becomes one mail: whoever has waited longest, of those who
 * had none in the last minutes. Two processes at once never take the same person: the person's own row decides.
 */
export async function takePersons(pool: pg.Pool, now: Instant, most: number): Promise<Due[]> {
	const { rows } = await pool.query<Due>(
		`with person as (
		   select u.id from notice_delivery d join staff_user u on u.id = d.staff_id
		   where d.way = 'email' and ${DUE}
		     and not exists (select from notice_delivery s where s.staff_id = d.staff_id and s.way = 'email'
		       and (s.sent_at > $2 or s.taken_until > $1))
		   order by d.next_try_at, d.id limit 1 for no key update of u skip locked
		 ), due as (
		   select d.id from notice_delivery d where d.staff_id = (select id from person) and d.way = 'email' and ${DUE}
		   order by d.next_try_at, d.id limit $3 for update skip locked
		 ), ${TAKE}`,
		[new Date(now), new Date(now - MAIL_GAP_MS), most],
	);
	return rows;
}

export async function markSent(pool: pg.Pool, ids: readonly number[]): Promise<void> {
	await pool.query(
		"update notice_delivery set state = 'sent', sent_at = now(), taken_until = null, reason = null where id = any($1)",
		[ids],
	);
}

/** Later again; or no more, once it is no news any more or trying again could not help. */
export async function markFailed(
	pool: pg.Pool,
	due: Due,
	failed: { readonly reason: string; readonly isFinal: boolean },
	now: Instant,
): Promise<void> {
	const isOver = failed.isFinal || now - due.madeAt.getTime() > GIVE_UP_AFTER_MS;
	await pool.query(
		"update notice_delivery set state = $2, next_try_at = $3, taken_until = null, reason = $4 where id = $1",
		[due.id, isOver ? "given-up" : "waiting", new Date(nextTryAt(due.tries, now)), failed.reason],
	);
}
