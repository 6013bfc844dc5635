import type pg from "pg";
import { z } from "zod";
import type { Language } from "../domain/campaign.ts";
import type { AccountMoment, WaitingPost } from "../domain/choose-next.ts";
import type { Instant } from "../domain/instant.ts";
import type { Pacing } from "../domain/pacing.ts";
import type { Platform, PostState } from "../domain/post.ts";

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

/** Locks the account: one process at a time decides what goes out on it. */
export async function lockAccount(client: Db, accountId: string): Promise<Account | null> {
	const { rows } = await client.query<AccountRow>({
		name: "lock-account",
		text: `select ${ACCOUNT_COLUMNS} from channel_account where id = $1 for update`,
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

/** The red button, read under a share lock: it can't be pressed between this and the caller's commit (invariant 7). */
export async function isPostingStopped(client: Db, campaignId: string): Promise<boolean> {
	const { rows } = await client.query<{ stopped: boolean }>({
		name: "is-stopped",
		text: "select posting_stopped_at is not null as stopped from campaign where id = $1 for share",
		values: [campaignId],
	});
	return rows[0]?.stopped ?? true;
}

type WaitingRow = Omit<WaitingPost, "decidedAt" | "notBefore" | "expiresAt"> & {
	decidedAt: Date;
	notBefore: Date;
	expiresAt: Date;
};

/** What waits on the account, and when it last sent. */
export async function loadMoment(
	client: Db,
	account: Account,
	now: Instant,
): Promise<Pick<AccountMoment, "waiting" | "sentAt" | "isSending">> {
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
		// What was refused or never left takes nothing from the allowance we keep for ourselves.
		text: `select t.started_at as "startedAt", p.state = 'sending' and t.finished_at is null as open
		       from attempt t join post p on p.id = t.post_id
		       where p.account_id = $1 and t.started_at > $2::timestamptz - interval '1 day' and p.state in ('sending', 'published', 'unconfirmed')`,
		values: [account.id, new Date(now)],
	});
	return {
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
