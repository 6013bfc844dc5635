import type { Instant } from "../domain/plain/instant.ts";
import type { Platform } from "../domain/post/post.ts";
import type { Db } from "../posting/store.ts";
import type { ChannelLine } from "../web/contract/staff/home.ts";

type Row = {
	readonly id: string;
	readonly platform: Platform;
	readonly name: string;
	readonly enabled: boolean;
	readonly pausedUntil: Date | null;
	readonly pausedReason: string | null;
	readonly lastPostAt: Date | null;
	readonly waiting: number;
};

/** Each account of the drive in one line. */
export async function readChannelLines(db: Db, campaignId: string, now: Instant): Promise<ChannelLine[]> {
	const { rows } = await db.query<Row>(
		`select c.id, c.platform, c.name, c.enabled, c.paused_until as "pausedUntil", c.paused_reason as "pausedReason",
		   (select max(published_at) from post where account_id = c.id and state = 'published') as "lastPostAt",
		   (select count(*)::int from post where account_id = c.id and state in ('ready', 'sending')) as waiting
		 from channel_account c where c.campaign_id = $1 order by c.created_at, c.id`,
		[campaignId],
	);
	return rows.map((row) => lineOf(row, now));
}

function lineOf(row: Row, now: Instant): ChannelLine {
	const { id, platform, name, enabled, pausedReason, waiting } = row;
	const until = row.pausedUntil?.getTime() ?? null;
	const lastPostAt = row.lastPostAt?.getTime() ?? null;
	const line = { id, platform, name, lastPostAt, waiting, restsUntil: null };
	if (!enabled) return { ...line, health: "off", says: "Switched off: nothing goes out on it." };
	if (pausedReason !== null && until === null) return { ...line, health: "needs-person", says: pausedReason };
	if (until !== null && until > now) {
		return {
			...line,
			health: "resting",
			restsUntil: until,
			says: pausedReason ?? "It rests for the platform's limit.",
		};
	}
	return { ...line, health: "well", says: waiting > 0 ? `${waiting} waiting for their turn.` : "Nothing waits." };
}
