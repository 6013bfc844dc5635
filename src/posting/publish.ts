import type { Channel } from "../channel/port.ts";
import { SendTooLate } from "../channel/port.ts";
import type { PlatformLimits, PublishOutcome } from "../domain/post/post.ts";
import { afterPublish } from "../domain/post/settle.ts";
import type { Armed } from "./fence.ts";
import { type PrepareParts, passPrepared } from "./prepare.ts";
import { settlePost } from "./settle-post.ts";
import { loadPost } from "./store.ts";

export type PublishParts = PrepareParts & { readonly settleMs: number };

/** How long after its time a waiting post is left to the job that waits with it, milliseconds. */
const SWEEP_GRACE_MS = 3_000;

/** When to look at the account again; null: this job is done. */
export type PublishAnswer = { readonly lookAgainAt: number | null };

/** Sends the post that is next on this post's account, if any may go. */
export async function publishNext(parts: PublishParts, postId: number): Promise<PublishAnswer> {
	const asked = await loadPost(parts.pool, postId);
	if (asked === null || asked.state !== "ready") return { lookAgainAt: null };
	const answer = await passPrepared(parts, asked.accountId);
	switch (answer.kind) {
		case "nothing":
			return { lookAgainAt: null };
		case "wait":
			await leaveToThisJob(parts, postId, answer.until);
			return { lookAgainAt: answer.until };
		case "send": {
			const outcome = await send(parts, answer.armed);
			await settle(parts, answer.armed, outcome);
			return { lookAgainAt: answer.armed.post.id === postId ? null : parts.now() };
		}
	}
}

/** A job that waits needs no other one beside it: the sweep comes back to the post only if this one has not by then. */
async function leaveToThisJob({ pool }: PublishParts, postId: number, until: number): Promise<void> {
	await pool.query("update post set next_step_at = greatest(next_step_at, $2) where id = $1 and state = 'ready'", [
		postId,
		new Date(until + SWEEP_GRACE_MS),
	]);
}

async function send(parts: PublishParts, armed: Armed): Promise<PublishOutcome> {
	const { post, account, text, picture, window } = armed;
	const beforeWrite = () => {
		if (window.isOver()) throw new SendTooLate("The send window after the fence had passed.");
	};
	let channel: Channel;
	try {
		channel = await parts.channelOf(account);
	} catch (error) {
		// Nothing can have been sent: there was nobody to send it.
		const reason = error instanceof Error ? error.message : "The account's credentials can't be used.";
		return { kind: "reconnect", reason };
	}
	const outgoing = {
		postId: String(post.id),
		campaignId: post.campaignId,
		announcementId: String(post.announcementId),
		language: account.language,
		text,
		picture,
	};
	try {
		return await channel.publish(outgoing, { beforeWrite, timeoutMs: parts.timeoutMs });
	} catch (error) {
		// Adapters don't throw; if one does, nobody knows how far it came.
		parts.log("error", "A channel adapter threw.", {
			postId: post.id,
			error: error instanceof Error ? error.name : "unknown",
		});
		return { kind: "unconfirmed", reason: "Something unexpected happened while it was being sent." };
	}
}

async function settle(parts: PublishParts, armed: Armed, outcome: PublishOutcome): Promise<void> {
	const { post, account, attempt, attemptId } = armed;
	const settlement = afterPublish(outcome, { now: parts.now(), attempt, settleMs: parts.settleMs });
	const isOurs = await settlePost(parts.pool, {
		postId: post.id,
		accountId: account.id,
		attemptId,
		from: "sending",
		outcome: outcome.kind,
		settlement,
		isReadBack: false,
	});
	if ("limits" in outcome && outcome.limits !== undefined) await keepLimits(parts, account.id, outcome.limits);
	const level = outcome.kind === "published" ? "info" : "warn";
	parts.log(level, "A try to publish has ended.", {
		postId: post.id,
		attempt,
		platform: account.platform,
		outcome: outcome.kind,
		hasPicture: armed.picture !== null,
		isOurs,
	});
}

/** For staff to see how much room the platform leaves; nothing is decided by it. */
async function keepLimits({ pool }: PublishParts, accountId: string, limits: PlatformLimits): Promise<void> {
	if (limits.remaining === null) return;
	await pool.query(
		"update channel_account set limit_remaining = $2, limit_reset_at = $3, limit_seen_at = now() where id = $1",
		[accountId, Math.round(limits.remaining), limits.resetAt === null ? null : new Date(limits.resetAt)],
	);
}
