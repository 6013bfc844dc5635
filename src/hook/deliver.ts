import type pg from "pg";
import { redactedText } from "../audit/redact.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { type HookVerdict, nextTryAt, verdictOf } from "../domain/staff/hook-kind.ts";
import { errorFields, type Log } from "../log.ts";
import type { HookFormat } from "../web/contract/staff/hooks.ts";
import { type MessageRef, messageBody } from "./message.ts";
import { type HookVault, openSealed } from "./sealed.ts";
import { type Answered, send } from "./send.ts";

export type DeliverParts = {
	readonly pool: pg.Pool;
	readonly vault: HookVault;
	readonly allowsLocal: boolean;
	readonly log: Log;
	readonly now: () => Instant;
	readonly random: () => number;
};

export type Receiver = {
	readonly id: string;
	readonly campaignId: string;
	readonly sealed: string;
	readonly format: HookFormat;
	readonly oldSecretUntil: Date | null;
};

type Due = MessageRef & { readonly id: number; readonly messageId: string; readonly tries: number };

/** How long one round at one receiver may last, and for how long nobody else may begin one. */
const ROUND_MS = 20_000;
const LEASE_SECONDS = 60;
const MOST_AT_ONCE = 200;
const ANSWER_LETTERS = 300;

/** Sends a receiver what is due, in order, until one stays unanswered: then all that follows waits with it. Never throws for a receiver's sake. */
export async function deliverDue(parts: DeliverParts, hookId: string): Promise<void> {
	const receiver = await lease(parts.pool, hookId);
	if (receiver === null) return;
	try {
		const started = parts.now();
		for (const due of await loadDue(parts.pool, hookId)) {
			if (parts.now() - started > ROUND_MS) break;
			const verdict = await deliverOne(parts, receiver, due);
			if (verdict === "away" || verdict === "gone") break;
		}
	} finally {
		await parts.pool.query("update hook set leased_until = null where id = $1", [hookId]);
	}
}

async function lease(pool: pg.Pool, hookId: string): Promise<Receiver | null> {
	const { rows } = await pool.query<Receiver>(
		`update hook set leased_until = now() + make_interval(secs => $2)
		 where id = $1 and enabled and removed_at is null and paused_at is null and coalesce(leased_until, '-infinity') <= now()
		   and coalesce(retry_at, '-infinity') <= now()
		 returning id, campaign_id as "campaignId", sealed, format, old_secret_until as "oldSecretUntil"`,
		[hookId, LEASE_SECONDS],
	);
	return rows[0] ?? null;
}

async function loadDue(pool: pg.Pool, hookId: string): Promise<Due[]> {
	const { rows } = await pool.query<Due>(
		`select id, message_id as "messageId", kind, ref, sequence, at, tries from hook_delivery
		 where hook_id = $1 and state = 'waiting' and next_try_at <= now() order by sequence limit $2`,
		[hookId, MOST_AT_ONCE],
	);
	return rows;
}

async function deliverOne(parts: DeliverParts, receiver: Receiver, due: Due): Promise<HookVerdict> {
	const { pool, log } = parts;
	const body = await messageBody(pool, receiver.campaignId, receiver.format, due);
	if (body === null) {
		await settle(pool, due, "delivered", null, {
			status: null,
			tookMs: 0,
			answer: "There was nothing to say any more.",
		});
		return "delivered";
	}
	const answered = await sendTo(parts, receiver, due.messageId, body);
	const verdict = verdictOf(answered.status);
	const kept = { ...answered, answer: excerpt(answered.answer) };
	if (verdict === "delivered") {
		await settle(pool, due, "delivered", null, kept);
		await pool.query(
			"update hook set failing_since = null, retry_at = null where id = $1 and failing_since is not null",
			[receiver.id],
		);
		return verdict;
	}
	const next = verdict === "gone" ? null : nextTryAt(due.tries + 1, parts.now(), parts.random());
	await settle(pool, due, next === null ? "failed" : "waiting", next, kept);
	if (verdict !== "refused") await markAway(pool, receiver.id, verdict, next);
	log("warn", "A message to a receiver outside was not taken.", {
		...{ hookId: receiver.id, deliveryId: due.id, status: answered.status, tries: due.tries + 1 },
	});
	return verdict;
}

/** One message as it would go out; for the test button too. A receiver that can't be opened is answered like one that is away. */
export async function sendTo(
	{ vault, allowsLocal, log, now }: DeliverParts,
	{ id, sealed, oldSecretUntil }: Receiver,
	messageId: string,
	body: string,
): Promise<Answered> {
	try {
		const { address, secret, oldSecret } = openSealed(vault, id, sealed);
		const isOldValid = oldSecret !== undefined && oldSecretUntil !== null && oldSecretUntil.getTime() > now();
		const secrets = isOldValid ? [secret, oldSecret] : [secret];
		return await send({ address: new URL(address), secrets, messageId, body }, allowsLocal);
	} catch (error) {
		log("error", "A receiver's address could not be opened.", { hookId: id, error: errorFields(error) });
		const answer = "Its saved address can't be opened with this key. Save the address again.";
		return { status: null, tookMs: 0, answer };
	}
}

/** What is kept and shown of an answer: its beginning, on one line, without anything that looks like a secret. */
export function excerpt(answer: string): string {
	return redactedText(answer.replaceAll(/[\p{Cc}\s]+/gu, " ").trim()).slice(0, ANSWER_LETTERS);
}

async function settle(
	pool: pg.Pool,
	due: Due,
	state: "delivered" | "waiting" | "failed",
	next: Instant | null,
	{ status, tookMs, answer }: Answered,
): Promise<void> {
	await pool.query(
		`update hook_delivery set state = $2, tries = tries + 1, next_try_at = coalesce($3, next_try_at), last_try_at = now(),
		   status = $4, took_ms = $5, answer = $6 where id = $1`,
		[due.id, state, next === null ? null : new Date(next), status, tookMs, answer],
	);
}

/** Everything waits for the receiver; after the last try it is left alone until somebody looks. */
async function markAway(pool: pg.Pool, hookId: string, verdict: "away" | "gone", next: Instant | null): Promise<void> {
	const reason =
		verdict === "gone"
			? "The receiver answered that it is gone (410)."
			: "Nothing got through for three days. What came meanwhile waits and goes out once this is switched on again.";
	await pool.query(
		`update hook set failing_since = coalesce(failing_since, now()), retry_at = $2,
		   paused_at = case when $2::timestamptz is null then now() else paused_at end,
		   paused_reason = case when $2::timestamptz is null then $3 else paused_reason end
		 where id = $1`,
		[hookId, next === null ? null : new Date(next), reason],
	);
	if (next !== null) return;
	await pool.query(
		`insert into audit_line (at, by_name, what, campaign_id, subject, request, request_id, after)
		 select now(), 'Carillon', 'receiver.paused', campaign_id, label, 'hooks', id, jsonb_build_object('reason', $2::text) from hook where id = $1`,
		[hookId, reason],
	);
}
