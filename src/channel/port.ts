import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { PictureOutcome, Platform, PublishOutcome, ReadBack } from "../domain/post/post.ts";

/** What is handed to a channel: final text, nothing left to decide. */
export type OutgoingPost = {
	/** Our post's id; goes to logs, never to the platform. */
	readonly postId: string;
	readonly campaignId: string;
	readonly announcementId: string;
	readonly language: Language;
	readonly text: string;
	/** As `prepare` left it with the platform, or null for a post without. */
	readonly picture: PreparedPicture | null;
};

/** A picture before the platform has it. */
export type Picture = {
	/** Of what it says: the same words and figures, the same hash. */
	readonly hash: string;
	readonly png: Buffer;
	/** What it says, for those who don't see it. */
	readonly alt: string;
	/** Where the world can fetch it; null where Carillon has no public address. */
	readonly url: string | null;
};

export type PreparedPicture = { readonly hash: string; readonly handle: string };

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

export type Removal =
	| { readonly kind: "removed" }
	/** Not proven gone: `reason` says what to do. */
	| { readonly kind: "not-removed"; readonly reason: string };

/** One account on one platform. Adapters never throw: every end is an outcome; no secret is in any of them. */
export type Channel = {
	readonly platform: Platform;
	/**
	 * Leaves a picture with the platform for a post to come; nobody sees it until then, so this may be done again and again.
	 * @param timeoutMs for all of it, however many calls the platform needs
	 */
	prepare(picture: Picture, timeoutMs: number): Promise<PictureOutcome>;
	/** Sends once. Never re-sends by itself, whatever comes back. */
	publish(post: OutgoingPost, context: SendContext): Promise<PublishOutcome>;
	/** Looks for `text` among the account's own posts made at or after `since`. Reads only. */
	readBack(post: OutgoingPost, since: Instant): Promise<ReadBack>;
	/** Takes a post of the account's own away again. Safe to repeat: what is gone already counts as removed. */
	remove(externalId: string): Promise<Removal>;
	/** Who the credentials speak for, for doctor and the console; `ok: false` says what to do. */
	whoAmI(): Promise<{ ok: true; name: string } | { ok: false; reason: string }>;
	close(): Promise<void>;
};
