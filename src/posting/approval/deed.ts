import type pg from "pg";
import { inTransaction } from "../../db/pool.ts";
import { retryRaces } from "../../db/retry-races.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { AnsweredFinding } from "../../domain/post/approval.ts";
import type { DeedResult } from "../../web/contract/staff/approvals.ts";
import { type Account, lockAccount } from "../store.ts";
import { type HoldRecord, loadHoldRecord } from "./hold-record.ts";
import type { RenderParts } from "./rendering.ts";

export type Person = { readonly id: string; readonly name: string };

export type DeedParts = RenderParts & {
	readonly pool: pg.Pool;
	readonly now: () => Instant;
};

export type Asked = {
	readonly campaignId: string;
	readonly person: Person;
	/** Written in the same transaction, once something was done: the audit log's line. */
	readonly beside: (client: pg.PoolClient, what: string, postId: number) => Promise<void>;
};

export type Outcome = DeedResult & { readonly ready?: { readonly id: number; readonly accountId: string } };

export type Locked = {
	readonly client: pg.PoolClient;
	readonly account: Account;
	readonly record: HoldRecord;
	readonly now: Instant;
};

/**
 * One person's deed with one post, under its account's lock: so it and the fence come one after the other, and whoever is second finds
 * what the first has left. Each post by itself: of several, those that can be done are done.
 */
export async function withPost(
	parts: DeedParts,
	asked: Asked,
	postId: number,
	act: (locked: Locked) => Promise<Outcome>,
): Promise<Outcome> {
	return retryRaces(() =>
		inTransaction(parts.pool, async (client) => {
			const { rows } = await client.query<{ accountId: string }>(
				'select account_id as "accountId" from post where id = $1 and campaign_id = $2',
				[postId, asked.campaignId],
			);
			const account = rows[0] === undefined ? null : await lockAccount(client, rows[0].accountId);
			const record = account === null ? null : await loadHoldRecord(client, postId);
			if (account === null || record === null) return refused(postId, "gone", "There is no such post in this drive.");
			return act({ client, account, record, now: parts.now() });
		}),
	);
}

export function refused(postId: number, code: Outcome["code"], says: string): Outcome {
	return { postId, done: false, says, code };
}

export function done(postId: number, says: string): Outcome {
	return { postId, done: true, says, code: "done" };
}

export type Entry = {
	readonly verdict: "approved" | "edited" | "dropped" | "stopped";
	readonly text?: string | null;
	readonly picture?: { readonly hash: string; readonly alt: string } | null;
	readonly figures?: unknown;
	readonly answered?: readonly AnsweredFinding[];
	readonly reason?: string | null;
};

/** Who did what, what they had before their eyes, and how the post stood before. */
export async function writeDeed({ client, record, now }: Locked, person: Person, entry: Entry): Promise<void> {
	await client.query(
		`insert into approval (post_id, verdict, staff_id, staff_name, given_at, text, card_hash, picture_alt, figures, answered, reason, stood)
		 select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
		   jsonb_build_object('state', state, 'hold', hold, 'approvers', approvers, 'reason', reason, 'next_step_at', next_step_at,
		     'not_before', not_before, 'edited_text', edited_text, 'edited_from', edited_from, 'edited_figures', edited_figures,
		     'edited_at', edited_at, 'edited_by', edited_by)
		 from post where id = $1`,
		[
			...[record.postId, entry.verdict, person.id, person.name, new Date(now), entry.text ?? null],
			...[entry.picture?.hash ?? null, entry.picture?.alt ?? null, JSON.stringify(entry.figures ?? null)],
			...[JSON.stringify(entry.answered ?? []), entry.reason ?? null],
		],
	);
}
