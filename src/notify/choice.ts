import type pg from "pg";
import { NOTICE_EVENTS, type NoticeChoice, type NoticeEvent, USUAL_CHOICE } from "../domain/staff/notice.ts";

type Db = Pick<pg.Pool, "query">;

type Row = {
	readonly events: readonly string[];
	readonly byEmail: boolean;
	readonly byPush: boolean;
	readonly quietFrom: number | null;
	readonly quietTo: number | null;
	readonly timeZone: string;
};

/** What this person wants to be told; the usual where they have never said. */
export async function loadChoice(db: Db, staffId: string): Promise<NoticeChoice> {
	const { rows } = await db.query<Row>(
		`select events, by_email as "byEmail", by_push as "byPush", quiet_from as "quietFrom", quiet_to as "quietTo", time_zone as "timeZone"
		 from notice_choice where staff_id = $1`,
		[staffId],
	);
	const [row] = rows;
	if (row === undefined) return USUAL_CHOICE;
	const { events, byEmail, byPush, quietFrom, quietTo, timeZone } = row;
	const quiet = quietFrom === null || quietTo === null ? null : { fromHour: quietFrom, toHour: quietTo };
	return { events: events.filter(isEvent), byEmail, byPush, quiet, timeZone };
}

export async function saveChoice(db: Db, staffId: string, choice: NoticeChoice): Promise<void> {
	await db.query(
		`insert into notice_choice (staff_id, events, by_email, by_push, quiet_from, quiet_to, time_zone) values ($1, $2, $3, $4, $5, $6, $7)
		 on conflict (staff_id) do update set events = excluded.events, by_email = excluded.by_email, by_push = excluded.by_push,
		   quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, time_zone = excluded.time_zone, changed_at = now()`,
		[
			...[staffId, JSON.stringify(choice.events), choice.byEmail, choice.byPush],
			...[choice.quiet?.fromHour ?? null, choice.quiet?.toHour ?? null, choice.timeZone],
		],
	);
}

function isEvent(text: string): text is NoticeEvent {
	return (NOTICE_EVENTS as readonly string[]).includes(text);
}
