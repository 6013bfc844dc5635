import type pg from "pg";
import { inTransaction } from "../../db/pool.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Platform, PostState } from "../../domain/post/post.ts";
import { deedsFor, type PostDeed, whyNot } from "../../domain/post/post-deed.ts";
import { readPostLink } from "../../domain/post/post-link.ts";
import { postStateWords } from "../../domain/post/post-words.ts";
import { deedFacts } from "./post-row.ts";

/** What a person asks for; `seen` is what their page showed when they decided. */
export type AskedDeed = {
	readonly campaignId: string;
	readonly postId: number;
	readonly do: PostDeed;
	readonly seen: { readonly state: PostState; readonly tries: number };
	readonly link?: string;
	readonly by: string;
};

export class DeedRefused extends Error {
	override name = "DeedRefused";
	readonly code: "not-found" | "conflict" | "invalid";

	constructor(code: DeedRefused["code"], says: string) {
		super(says);
		this.code = code;
	}
}

type Held = {
	readonly state: PostState;
	readonly accountId: string;
	readonly platform: Platform;
	readonly expiresAt: Date;
	readonly tries: number;
	readonly lastTryAt: Date | null;
	readonly lastOutcome: string | null;
};

/** What is left to do once it is committed: wake who sends, or who looks. */
export type DeedDone = { readonly accountId: string; readonly wake: "publish" | "confirm" | null };

/**
 * Does it, if the post still is as the person saw it and the rules allow it (domain/post/post-deed.ts). Under the post's row lock: a worker
 * that settles it at the same moment comes before or after, never in between.
 */
export async function doDeed(
	pool: pg.Pool,
	asked: AskedDeed,
	now: Instant,
	beside: (client: pg.PoolClient, before: PostState) => Promise<void> = async () => undefined,
): Promise<DeedDone> {
	return inTransaction(pool, async (client) => {
		const held = await hold(client, asked);
		if (held === null) throw new DeedRefused("not-found", "This drive has no such post.");
		if (held.state !== asked.seen.state || held.tries !== asked.seen.tries) {
			throw new DeedRefused(
				"conflict",
				`The post has moved on meanwhile: it is now "${postStateWords(held.state)}". Look at it again.`,
			);
		}
		const facts = deedFacts(held, now);
		if (!deedsFor(facts).includes(asked.do)) throw new DeedRefused("conflict", whyNot(asked.do, facts));
		const note = await change(client, asked, held);
		await client.query(
			"insert into post_deed (post_id, campaign_id, deed, done_by, done_at, from_state, note) values ($1, $2, $3, $4, now(), $5, $6)",
			[asked.postId, asked.campaignId, KEPT_AS[asked.do], asked.by, held.state, note],
		);
		await beside(client, held.state);
		return { accountId: held.accountId, wake: WAKES[asked.do] };
	});
}

const KEPT_AS: Readonly<Record<PostDeed, string>> = {
	check: "checked",
	"mark-published": "marked-published",
	"mark-absent": "marked-absent",
	retry: "retried",
	drop: "dropped",
};

const WAKES: Readonly<Record<PostDeed, DeedDone["wake"]>> = {
	check: "confirm",
	"mark-published": null,
	"mark-absent": "publish",
	retry: "publish",
	drop: null,
};

async function hold(client: pg.PoolClient, { campaignId, postId }: AskedDeed): Promise<Held | null> {
	const locked = await client.query("select from post where id = $1 and campaign_id = $2 for update", [
		postId,
		campaignId,
	]);
	if (locked.rowCount === 0) return null;
	// A statement of its own: one that had waited for the lock would read the tries of before.
	const { rows } = await client.query<Held>(
		`select p.state, p.account_id as "accountId", c.platform, p.expires_at as "expiresAt", coalesce(t.number, 0) as tries,
		   t.started_at as "lastTryAt", t.outcome as "lastOutcome"
		 from post p join channel_account c on c.id = p.account_id
		 left join lateral (select * from attempt where post_id = p.id order by number desc limit 1) t on true where p.id = $1`,
		[postId],
	);
	return rows[0] ?? null;
}

/** Gives what is kept with the deed. */
async function change(client: pg.PoolClient, asked: AskedDeed, held: Held): Promise<string | null> {
	const { postId, by } = asked;
	switch (asked.do) {
		case "check":
			await client.query("update post set next_step_at = now() where id = $1", [postId]);
			return null;
		case "mark-published":
			return markPublished(client, asked, held);
		case "mark-absent":
			await client.query(`update attempt set outcome = 'absent' where post_id = $1 and number = $2`, [
				postId,
				held.tries,
			]);
			await sendAgain(client, postId, `${by} looked at the account: it is not there.`);
			return null;
		case "retry":
			await sendAgain(client, postId, null);
			return null;
		case "drop":
			await client.query(
				"update post set state = 'cancelled', hold = null, next_step_at = null, reason = concat_ws(' Before that: ', 'Dropped by ' || $2 || '.', reason) where id = $1",
				[postId, by],
			);
			return null;
		default:
			return asked.do satisfies never;
	}
}

/** Through the fence, like every other: with the figures of that moment, and only if nothing higher has gone out since. */
async function sendAgain(client: pg.PoolClient, postId: number, reason: string | null): Promise<void> {
	await client.query(
		"update post set state = 'ready', reason = $2, next_step_at = now(), not_before = least(not_before, now()) where id = $1",
		[postId, reason],
	);
}

async function markPublished(client: pg.PoolClient, asked: AskedDeed, held: Held): Promise<string> {
	const read = readPostLink(held.platform, asked.link ?? "");
	if (!read.ok) throw new DeedRefused("invalid", read.says);
	const { rows } = await client.query<{ id: number }>(
		`select id from post where account_id = $1 and id <> $2 and (url = $3 or external_id = $4) limit 1`,
		[held.accountId, asked.postId, read.url, read.externalId],
	);
	if (rows[0] !== undefined) {
		throw new DeedRefused("conflict", `This link belongs to another post of the log, number ${rows[0].id}. Check it.`);
	}
	await client.query(
		`update post set state = 'published', url = $2, external_id = coalesce($3, external_id), published_at = coalesce(published_at, $4, now()),
		   next_step_at = null, reason = 'Marked as published by ' || $5 || '.' where id = $1`,
		[asked.postId, read.url, read.externalId, held.lastTryAt, asked.by],
	);
	return read.url;
}
