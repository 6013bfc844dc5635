import type pg from "pg";
import type { AddDevice, NoticeDevice, NoticeSettings } from "../web/contract/staff/notices.ts";

/** More browsers than that are ones long forgotten: the oldest goes. */
const MOST_DEVICES = 10;

export async function devicesOf(pool: pg.Pool, staffId: string): Promise<NoticeDevice[]> {
	const { rows } = await pool.query<Omit<NoticeDevice, "addedAt"> & { addedAt: Date }>(
		'select id, label, endpoint, added_at as "addedAt" from push_device where staff_id = $1 order by id desc',
		[staffId],
	);
	return rows.map((row) => ({ ...row, addedAt: row.addedAt.getTime() }));
}

/** The same browser again gets its new keys; where somebody else signs in on it, it is theirs from then on. */
export async function addDevice(pool: pg.Pool, staffId: string, { endpoint, keys, label }: AddDevice): Promise<void> {
	await pool.query(
		`insert into push_device (staff_id, endpoint, p256dh, auth, label) values ($1, $2, $3, $4, $5)
		 on conflict (endpoint) do update set staff_id = excluded.staff_id, p256dh = excluded.p256dh, auth = excluded.auth, label = excluded.label`,
		[staffId, endpoint, keys.p256dh, keys.auth, label],
	);
	await pool.query(
		"delete from push_device where staff_id = $1 and id not in (select id from push_device where staff_id = $1 order by id desc limit $2)",
		[staffId, MOST_DEVICES],
	);
}

/** @returns its label, or null where it isn't theirs */
export async function removeDevice(pool: pg.Pool, staffId: string, id: number): Promise<string | null> {
	const { rows } = await pool.query<{ label: string }>(
		"delete from push_device where id = $1 and staff_id = $2 returning label",
		[id, staffId],
	);
	return rows[0]?.label ?? null;
}

export async function problemsOf(pool: pg.Pool, staffId: string): Promise<NoticeSettings["problems"]> {
	const { rows } = await pool.query<{ at: Date; way: "email" | "push"; reason: string }>(
		`select n.made_at as at, d.way, d.reason from notice_delivery d join notice n on n.id = d.notice_id
		 where d.staff_id = $1 and d.reason is not null and d.state <> 'sent' and n.made_at > now() - interval '1 day'
		 order by d.id desc limit 3`,
		[staffId],
	);
	return rows.map(({ at, way, reason }) => ({ at: at.getTime(), way, reason }));
}
