import type pg from "pg";
import type { PreparedPicture } from "../channel/port.ts";
import { inTransaction } from "../db/pool.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { chooseNext, type NextStep } from "../domain/post/choose-next.ts";
import { storyOfPost } from "../story/post-story.ts";
import { type SendWords, wordsAtSend } from "./approval/final-words.ts";
import { loadHoldRecord, voidApprovals } from "./approval/hold-record.ts";
import type { CardMaker } from "./cards.ts";
import { type Fitted, fitPicture, type Prepared } from "./prepared.ts";
import { openSendWindow, type SendWindow } from "./send-window.ts";
import {
	type Account,
	type Db,
	EXPIRED_REASON,
	isPostingStopped,
	loadMoment,
	loadPost,
	lockAccount,
	type PostRow,
	readRedButton,
} from "./store.ts";
import { loadSubject } from "./subject.ts";
import type { Words } from "./words.ts";

/** A try that may go out: journaled and committed, its text fixed. */
export type Armed = {
	readonly post: PostRow;
	readonly account: Account;
	readonly text: string;
	readonly picture: PreparedPicture | null;
	readonly attemptId: number;
	readonly attempt: number;
	readonly window: SendWindow;
};

export type FenceAnswer =
	| { readonly kind: "send"; readonly armed: Armed }
	| { readonly kind: "wait"; readonly until: Instant }
	/** This post is next, and its picture has to be got ready (again) before it can go. Nothing was changed. */
	| { readonly kind: "prepare"; readonly post: PostRow }
	/** Nothing that this account could send by waiting. */
	| { readonly kind: "nothing" };

export type FenceParts = {
	readonly pool: pg.Pool;
	/** Finds the text of a post, inside the transaction; or why it may not go. */
	readonly words: Words;
	/** Null: posts go out without pictures. */
	readonly cards: CardMaker | null;
	/** Where the world reaches us, for posts' short links; unset, posts carry none of ours. */
	readonly publicUrl?: string;
	/** How long after its start a try without an end counts as lost, milliseconds: longer than any HTTP timeout. */
	readonly leaseMs: number;
};

/**
 * Decides who sends what (invariants 5 and 7). In one transaction: lock the account, look at the red button, choose, drop what
 * is too late or outshone, journal the try. Only what this commits may be sent, once.
 */
export async function passFence(
	parts: FenceParts,
	accountId: string,
	now: Instant,
	prepared: Prepared | null = null,
): Promise<FenceAnswer> {
	return inTransaction(parts.pool, async (client) => {
		const account = await lockAccount(client, accountId);
		if (account === null || !account.enabled) return { kind: "nothing" };
		const isStopped = await isPostingStopped(client, account.campaignId);
		const { step, waiting } = await choose(client, account, { isStopped, now });
		const post = step.send === null ? null : await loadPost(client, step.send.id);
		if (post === null) {
			await expire(client, step);
			await supersede(client, step);
			return step.waitUntil === null ? { kind: "nothing" } : { kind: "wait", until: step.waitUntil };
		}
		const fresh = await loadSubject(client, post, account, now, parts.publicUrl);
		const fitted = fitPicture(parts.cards, prepared, { post, account, now }, fresh);
		if (fitted === null) return { kind: "prepare", post };
		await expire(client, step);
		const moreWaits = waiting > 1 + step.expired.length;
		const answer = await arm(parts, client, { post, account, now, moreWaits, fitted });
		// Only what goes out speaks for others: one that stays behind for a person doesn't.
		if (answer.kind === "send") await supersede(client, step);
		return answer;
	});
}

/** What would be next on the account, without a lock: a guess, so that its picture can be got ready. */
export async function lookAhead(db: Db, account: Account, now: Instant): Promise<{ step: NextStep }> {
	return choose(db, account, { isStopped: await readRedButton(db, account.campaignId), now });
}

async function choose(
	db: Db,
	account: Account,
	{ isStopped, now }: { readonly isStopped: boolean; readonly now: Instant },
): Promise<{ step: NextStep; waiting: number }> {
	const moment = await loadMoment(db, account, now);
	const step = chooseNext({
		...moment,
		now,
		isStopped,
		pacing: account.pacing,
		pausedUntil: account.pausedUntil,
		waitsForPerson: account.pausedReason !== null && account.pausedUntil === null,
	});
	return { step, waiting: moment.waiting.length };
}

async function expire(client: pg.PoolClient, step: NextStep): Promise<void> {
	if (step.expired.length > 0) {
		await client.query(
			`update post set state = 'expired', next_step_at = null, reason = ${EXPIRED_REASON}
			 where id = any($1) and state = 'ready'`,
			[step.expired.map((post) => post.id)],
		);
	}
}

async function supersede(client: pg.PoolClient, step: NextStep): Promise<void> {
	if (step.superseded.length > 0) {
		await client.query(
			`update post p set state = 'superseded', superseded_by = s.by, next_step_at = null,
			   reason = 'A higher milestone goes out on the same account and speaks for this one.'
			 from unnest($1::bigint[], $2::bigint[]) as s (id, by) where p.id = s.id and p.state = 'ready'`,
			[step.superseded.map(({ one }) => one.id), step.superseded.map(({ by }) => by.id)],
		);
	}
}

type Chosen = {
	readonly post: PostRow;
	readonly account: Account;
	readonly now: Instant;
	readonly moreWaits: boolean;
	readonly fitted: Fitted;
};

async function arm(parts: FenceParts, client: pg.PoolClient, chosen: Chosen): Promise<FenceAnswer> {
	const { post, account, now, moreWaits } = chosen;
	const { subject, picture, pictureReason } = chosen.fitted;
	const record = await loadHoldRecord(client, post.id);
	if (record === null) return { kind: "nothing" };
	const story = await storyOfPost(client, post, account.platform, now);
	const words: SendWords =
		story?.kind === "may-not"
			? { kind: "held", reason: story.why }
			: await wordsAtSend(
					parts.words,
					client,
					{ record, account, subject: { ...subject, storyWords: story?.words ?? [] }, now },
					picture !== null,
				);
	if (words.kind !== "words") {
		await leave(client, post, words);
		return moreWaits ? { kind: "wait", until: now } : { kind: "nothing" };
	}
	const lease = new Date(now + parts.leaseMs);
	const { rows } = await client.query<{ id: number; number: number }>({
		name: "arm",
		text: `with taken as (
		         update post set state = 'sending', text = $2, reason = null, next_step_at = $4, card_hash = $5, template_id = $7
		         where id = $1 and state = 'ready' returning id
		       )
		       insert into attempt (post_id, number, text, started_at, lease_until, card_hash, picture_reason, template_id, template_note)
		       select id, 1 + (select count(*) from attempt t where t.post_id = taken.id), $2, $3, $4, $5, $6, $7, $8 from taken
		       returning id, number`,
		values: [
			...[post.id, words.text, new Date(now), lease, picture?.hash ?? null, pictureReason],
			...[words.template?.id ?? null, words.template?.note ?? null],
		],
	});
	const [attempt] = rows;
	if (attempt === undefined) return { kind: "nothing" };
	return {
		kind: "send",
		// Opened before the commit, so that whatever time that takes counts against it.
		armed: {
			post,
			account,
			text: words.text,
			picture,
			attemptId: attempt.id,
			attempt: attempt.number,
			window: openSendWindow(),
		},
	};
}

async function leave(client: pg.PoolClient, post: PostRow, why: Exclude<SendWords, { kind: "words" }>): Promise<void> {
	if (why.kind === "look-again") {
		await client.query(
			"update post set state = 'held', hold = 'moved', reason = $2, next_step_at = null where id = $1",
			[post.id, `${why.why} Look at it again.`],
		);
		return voidApprovals(client, post.id, "moved");
	}
	if (why.kind === "later") {
		await client.query("update post set not_before = $2, next_step_at = $2 where id = $1", [
			post.id,
			new Date(why.until),
		]);
		return;
	}
	await client.query(
		`update post set state = $2, reason = $3, next_step_at = null, hold = case when $2 = 'held' then 'gate' end,
		   approvers = case when $2 = 'held' then greatest(approvers, 1) else approvers end
		 where id = $1`,
		[post.id, why.kind, why.reason],
	);
	if (why.kind === "held") await voidApprovals(client, post.id, "gate");
}
