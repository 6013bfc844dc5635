import { type Instant, MINUTE, SECOND } from "../plain/instant.ts";
import type { PostState, PublishOutcome, ReadBack } from "./post.ts";

/** What becomes of a post after a try or a read-back; null instants mean "nothing to wait for". */
export type Settlement = {
	readonly state: PostState;
	readonly reason: string | null;
	readonly externalId: string | null;
	readonly url: string | null;
	/** For a ready post: not again before. For an unconfirmed one: when to read back next. */
	readonly nextStepAt: Instant | null;
	readonly account: AccountPause | null;
};

export type AccountPause =
	| { readonly kind: "until"; readonly at: Instant; readonly reason: string }
	| { readonly kind: "person"; readonly reason: string };

export type TryContext = {
	readonly now: Instant;
	/** 1 for the first. */
	readonly attempt: number;
	readonly settleMs: number;
};

/** After so many sends that were never seen, whether to send again is left to a person. */
const MOST_ATTEMPTS = 12;
const RETRY_DELAYS = [2 * SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];
/** Read-backs at these parts of the settle window: often early, because most lost answers belong to posts that exist. */
const READ_BACK_PARTS = [0.05, 0.15, 0.3, 0.5];
/** Absence seen fewer times than this proves nothing, however long ago the try was. */
const LEAST_READ_BACKS = 3;
const MOST_READ_BACKS = 30;

const BARE = { reason: null, externalId: null, url: null, nextStepAt: null, account: null } as const;

export function afterPublish(outcome: PublishOutcome, context: TryContext): Settlement {
	const { now } = context;
	switch (outcome.kind) {
		case "published":
			return {
				...BARE,
				state: "published",
				externalId: outcome.externalId,
				url: outcome.url,
				account: spent(outcome, now),
			};
		case "retry-later": {
			// However often: only its own expiry ends a post that can still go.
			const delay = RETRY_DELAYS[Math.min(context.attempt, RETRY_DELAYS.length) - 1] ?? MINUTE;
			const at = outcome.retryAt ?? now + delay;
			const account = outcome.retryAt === null ? null : ({ kind: "until", at, reason: outcome.reason } as const);
			return { ...BARE, state: "ready", reason: outcome.reason, nextStepAt: at, account };
		}
		case "picture-refused":
			return { ...BARE, state: "ready", reason: outcome.reason, nextStepAt: now };
		case "refused":
			return { ...BARE, state: "rejected", reason: outcome.reason };
		case "out-of-credits":
		case "reconnect":
			return { ...BARE, state: "ready", reason: outcome.reason, account: { kind: "person", reason: outcome.reason } };
		case "duplicate":
		case "unconfirmed":
			return {
				...BARE,
				state: "unconfirmed",
				reason: outcome.reason,
				nextStepAt: now + readBackDelay(0, context.settleMs),
			};
	}
}

/** The allowance is used up with this post: the account rests until it is given a new one. */
function spent(outcome: PublishOutcome & { kind: "published" }, now: Instant): AccountPause | null {
	const { limits } = outcome;
	if (limits === undefined || limits.remaining !== 0 || limits.resetAt === null || limits.resetAt <= now) return null;
	return { kind: "until", at: limits.resetAt, reason: "The platform's limit is used up until then." };
}

export type ReadBackContext = TryContext & {
	readonly startedAt: Instant;
	/** How many read-backs there have been, this one included. */
	readonly readBacks: number;
	/** The platform said "duplicate" to the try: then absence does not make it sendable. */
	readonly wasDuplicate: boolean;
};

/** Found settles it. Absence counts only when seen several times and after the settle window; then it may be sent again (invariant 5). */
export function afterReadBack(found: ReadBack, context: ReadBackContext): Settlement {
	const { now, readBacks, settleMs } = context;
	const again = { ...BARE, state: "unconfirmed", nextStepAt: now + readBackDelay(readBacks, settleMs) } as const;
	switch (found.kind) {
		case "found":
			return { ...BARE, state: "published", externalId: found.externalId, url: found.url };
		case "unreadable": {
			const account = found.needsReconnect ? ({ kind: "person", reason: found.reason } as const) : null;
			if (readBacks >= MOST_READ_BACKS)
				return { ...again, reason: leftToAPerson(found.reason), nextStepAt: null, account };
			return { ...again, reason: found.reason, account };
		}
		case "absent": {
			const isProven = now - context.startedAt >= settleMs && readBacks >= LEAST_READ_BACKS;
			if (!isProven) return { ...again, reason: "It can't be seen on the account yet." };
			if (context.wasDuplicate) {
				return {
					...BARE,
					state: "rejected",
					reason: "The platform refused it as a duplicate, and it is not on the account.",
				};
			}
			if (context.attempt >= MOST_ATTEMPTS)
				return { ...again, reason: leftToAPerson("It is not on the account."), nextStepAt: null };
			return {
				...BARE,
				state: "ready",
				reason: "The last try never appeared on the account.",
				nextStepAt: now,
			};
		}
	}
}

function leftToAPerson(reason: string): string {
	return `${reason} Please look at the account and mark the post as published or drop it.`;
}

function readBackDelay(readBacks: number, settleMs: number): number {
	return Math.max(50, (READ_BACK_PARTS[readBacks] ?? 1) * settleMs);
}
