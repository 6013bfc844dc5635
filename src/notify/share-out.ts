import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { opensAt } from "../domain/post/post-plan.ts";
import { type NoticeEvent, noticePermission } from "../domain/staff/notice.ts";
import { mayDo, type StaffRole } from "../domain/staff/staff-role.ts";
import { loadChoice } from "./choice.ts";

export type Ways = { readonly mail: boolean; readonly push: boolean };

const MOST_AT_ONCE = 50;

/** Gives each new notice to those who can do something about it and want to know: one delivery for a mail, one for each browser. */
export async function shareOut(pool: pg.Pool, ways: Ways, now: Instant): Promise<void> {
	await inTransaction(pool, async (client) => {
		const { rows } = await client.query<{ id: number; event: NoticeEvent }>(
			"select id, event from notice where shared_at is null order by id limit $1 for update skip locked",
			[MOST_AT_ONCE],
		);
		if (rows.length === 0) return;
		const people = await client.query<{ id: string; role: StaffRole }>(
			"select id, role from staff_user where disabled_at is null",
		);
		for (const { id, role } of people.rows) {
			const choice = await loadChoice(client, id);
			const own = rows.filter(({ event }) => choice.events.includes(event) && mayDo(role, noticePermission(event)));
			if (own.length === 0) continue;
			const notices = own.map((notice) => notice.id);
			const at = new Date(choice.quiet === null ? now : afterQuiet(choice.quiet, choice.timeZone, now));
			if (ways.mail && choice.byEmail) await deliverBy(client, "email", notices, id, at);
			if (ways.push && choice.byPush) await deliverBy(client, "push", notices, id, at);
		}
		await client.query("update notice set shared_at = now() where id = any($1)", [rows.map(({ id }) => id)]);
	});
}

/** The window in which something may be sent is the rest of the day. */
function afterQuiet(quiet: { fromHour: number; toHour: number }, timeZone: string, now: Instant): Instant {
	if (quiet.fromHour === quiet.toHour) return now;
	return opensAt({ fromHour: quiet.toHour, toHour: quiet.fromHour }, timeZone, now);
}

async function deliverBy(
	client: pg.PoolClient,
	way: "email" | "push",
	notices: readonly number[],
	staffId: string,
	at: Date,
): Promise<void> {
	const to = way === "email" ? "select null::bigint as id" : "select id from push_device where staff_id = $3";
	await client.query(
		`insert into notice_delivery (notice_id, way, staff_id, next_try_at, device_id)
		 select n.id, $2, $3, $4, d.id from unnest($1::bigint[]) as n (id) cross join (${to}) d on conflict do nothing`,
		[notices, way, staffId, at],
	);
}
