import type pg from "pg";
import type { NoticeEvent } from "../domain/staff/notice.ts";

export type Notice = {
	/** The same thing is told once: "approval:412". */
	readonly key: string;
	readonly event: NoticeEvent;
	readonly campaignId: string | null;
	/** In plain words, and never a donor's name: mails are read anywhere. */
	readonly says: string;
	/** Where to act: "/staff/c/radiothon/approvals". */
	readonly path: string;
};

/** Something that people on the staff have to know of, in the caller's transaction where it has one. Told by the schedule worker. */
export async function notifyStaff(db: Pick<pg.Pool, "query">, notice: Notice): Promise<void> {
	await db.query(
		"insert into notice (key, event, campaign_id, says, path) values ($1, $2, $3, $4, $5) on conflict (key) do nothing",
		[notice.key, notice.event, notice.campaignId, notice.says, notice.path],
	);
}
