import type pg from "pg";
import { z } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { AccountMoment, SpokenPost, WaitingPost } from "../domain/post/choose-next.ts";
import type { Pacing } from "../domain/post/pacing.ts";
import type { Platform, PostState } from "../domain/post/post.ts";

/** A pool, or a client inside a transaction. */
export type Db = Pick<pg.ClientBase, "query">;

const pacingShape = z.object({
	minGapSeconds: z.number().min(0),
	per15Minutes: z.number().min(0).nullable(),
	perDay: z.number().min(0).nullable(),
});

export type Account = {
	readonly id: string;
	readonly campaignId: string;
	readonly platform: Platform;
	readonly name: string;
	readonly language: Language;
	readonly sealedCredentials: string | null;
	readonly enabled: boolean;
	readonly pacing: Pacing;
	readonly pausedUntil: Instant | null;
	readonly pausedReason: string | null;
};

type AccountRow = Omit<Account, "pacing" | "pausedUntil"> & { pacing: unknown; pausedUntil: Date | null };

const ACCOUNT_COLUMNS = `id, campaign_id as "campaignId", platform, name, language, sealed_credentials as "sealedCredentials",
  enabled, pacing, paused_until as "pausedUntil", paused_reason as "pausedReason"`;

/** What is written down beside the reason a post had for waiting so long, where it had one. */
export const EXPIRED_REASON = "concat_ws(' Before that: ', 'It could not go out in time.', reason)";

/** Locks the account: one process at a time decides what goes out on it. */
export async function lockAccount(client: Db, accountId: string): Promise<Account | null> {
	const { rows } = await client.query<AccountRow>({
		name: "lock-account",
		// "no key": gifts that make posts for this account refer to its row meanwhile, and must not wait for us.
		text: `select ${ACCOUNT_COLUMNS} from channel_account where id = $1 for no key update`,
		values: [accountId],
	});
	return rows[0] === undefined ? null : accountOf(rows[0]);
}

export async function loadAccount(db: Db, accountId: string): Promise<Account | null> {
	const { rows } = await db.query<AccountRow>(`select ${ACCOUNT_COLUMNS} from channel_account where id = $1`, [
		accountId,
	]);
	return rows[0] === undefined ? null : accountOf(rows[0]);
}

/** Those that posts can be made for. */
export async function loadEnabledAccounts(db: Db): Promise<Account[]> {
	const { rows } = await db.query<AccountRow>(
		`select ${ACCOUNT_COLUMNS} from channel_account where enabled order by created_at, id`,
	);
	return rows.map(accountOf);
}

function accountOf(row: AccountRow): Account {
	return { ...row, pacing: pacingShape.parse(row.pacing), pausedUntil: row.pausedUntil?.getTime() ?? null };
}

export type PostRow = {
	readonly id: number;
	readonly campaignId: string;
	readonly announcementId: number;
	readonly accountId: string;
	readonly state: PostState;
};

export async function loadPost(db: Db, postId: number): Promise<PostRow | null> {
	const { rows } = await db.query<PostRow>({
		name: "load-post",
		text: `select id, campaign_id as "campaignId", announcement_id as "announcementId", account_id as "accountId", state
		       from post where id = $1`,
		values: [postId],
	});
	return rows[0] ?? null;
}

/**
 * The red button, read under its shared lock: it can't be pressed between this and the caller's commit (invariant 7). An advisory
 * lock and not the campaign's row, because it is fair: sends that come one upon the other would keep a row's writer waiting for
 * seconds.
 */
export async function isPostingStopped(client: Db, campaignId: string): Promise<boolean> {
	await client.query({
		name: "share-red-button",
		text: `select pg_advisory_xact_lock_shared(${RED_BUTTON_KEYS})`,
		values: [campaignId],
	});
	// A statement of its own: the one that waited for the lock would see what was before.
	return readRedButton(client, campaignId);
}

/** The red button without its lock: it can be pressed right after. */
export async function readRedButton(db: Db, campaignId: string): Promise<boolean> {
	const { rows } = await db.query<{ stopped: boolean }>({
		name: "is-stopped",
		text: "select posting_stopped_at is not null as stopped from campaign where id = $1",
		values: [campaignId],
	});
	return rows[0]?.stopped ?? true;
}

/** Waits for every fence that has read the red button, and lets no other read it until the caller's commit. */
export async function lockRedButton(client: Db, campaignId: string): Promise<void> {
	await client.query(`select pg_advisory_xact_lock(${RED_BUTTON_KEYS})`, [campaignId]);
}

const RED_BUTTON_KEYS = "hashtext('carillon: red button'), hashtext($1)";

type WaitingRow = Omit<WaitingPost, "decidedAt" | "notBefore" | "expiresAt"> & {
	decidedAt: Date;
	notBefore: Date;
	expiresAt: Date;
};

type SpokenRow = Omit<SpokenPost, "decidedAt"> & { decidedAt: Date };

/** What waits on the account, when it last sent, and what it has said since the first of those that wait was decided. */
export async function loadMoment(
	client: Db,
	account: Account,
	now: Instant,
): Promise<Pick<AccountMoment, "waiting" | "spoken" | "sentAt" | "isSending">> {
	const waiting = await client.query<WaitingRow>({
		name: "load-waiting",
		text: `select p.id, p.coalesce_group as group, p.value as threshold, p.priority, a.decided_at as "decidedAt",
		         p.not_before as "notBefore", p.expires_at as "expiresAt"
		       from post p join announcement a on a.id = p.announcement_id
		       where p.account_id = $1 and p.state = 'ready'`,
		values: [account.id],
	});
	const sends = await client.query<{ startedAt: Date; open: boolean }>({
		name: "load-sends",
		// What was refused, never left or never appeared takes nothing from the allowance we keep for ourselves.
		text: `select t.started_at as "startedAt", p.state = 'sending' and t.finished_at is null as open
		       from attempt t join post p on p.id = t.post_id
		       where p.account_id = $1 and t.started_at > $2::timestamptz - interval '1 day'
		         and (t.outcome is null or t.outcome in ('published', 'unconfirmed', 'duplicate', 'lost'))`,
		values: [account.id, new Date(now)],
	});
	const spoken = await client.query<SpokenRow>({
		name: "load-spoken",
		text: `select p.id, p.coalesce_group as group, p.value as threshold, p.priority, a.decided_at as "decidedAt"
		       from post p join announcement a on a.id = p.announcement_id
		       where p.account_id = $1 and p.state in ('published', 'unconfirmed') and a.decided_at >=
		         (select min(w.decided_at) from post q join announcement w on w.id = q.announcement_id
		          where q.account_id = $1 and q.state = 'ready')`,
		values: [account.id],
	});
	return {
		spoken: spoken.rows.map((row) => ({ ...row, decidedAt: row.decidedAt.getTime() })),
		waiting: waiting.rows.map((row) => ({
			...row,
			decidedAt: row.decidedAt.getTime(),
			notBefore: row.notBefore.getTime(),
			expiresAt: row.expiresAt.getTime(),
		})),
		sentAt: sends.rows.map((row) => row.startedAt.getTime()),
		isSending: sends.rows.some((row) => row.open),
	};
}
