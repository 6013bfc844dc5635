import type { Instant } from "../domain/instant.ts";
import type { Language } from "../domain/language.ts";
import type { Platform, PublishOutcome, ReadBack } from "../domain/post.ts";

/** What is handed to a channel: final text, nothing left to decide. */
export type OutgoingPost = {
	/** Our post's id; goes to logs, never to the platform. */
	readonly postId: string;
	readonly campaignId: string;
	readonly announcementId: string;
	readonly language: Language;
	readonly text: string;
};

export type SendContext = {
	/**
	 * Called by the adapter at the last moment before bytes can leave. It throws `SendTooLate` where the fence is older than
	 * the send window: the red button waits only that long (invariant 7). An adapter must answer `retry-later` then.
	 */
	readonly beforeWrite: () => void;
	/** How long one HTTP call may take, milliseconds. */
	readonly timeoutMs: number;
};

export class SendTooLate extends Error {
	override name = "SendTooLate";
}

/** One account on one platform. Adapters never throw: every end is an outcome; no secret is in any of them. */
export type Channel = {
	readonly platform: Platform;
	/** Sends once. Never re-sends by itself, whatever comes back. */
	publish(post: OutgoingPost, context: SendContext): Promise<PublishOutcome>;
	/** Looks for `text` among the account's own posts made at or after `since`. Reads only. */
	readBack(post: OutgoingPost, since: Instant): Promise<ReadBack>;
	/** Who the credentials speak for, for doctor and the console; `ok: false` says what to do. */
	whoAmI(): Promise<{ ok: true; name: string } | { ok: false; reason: string }>;
	close(): Promise<void>;
};
