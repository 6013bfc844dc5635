import type { Instant } from "../plain/instant.ts";

/** Where an announcement can be said. "on-air" is the host's script, "dry-run" writes to our own table only. */
export type Platform = "x" | "facebook" | "on-air" | "dry-run";

/**
 * How a platform takes pictures: not at all, as bytes, or by an address where it fetches them itself (Facebook; its SDK's file
 * upload sends an empty body, facts.md C5.3).
 */
export function pictureBy(platform: Platform): "none" | "bytes" | "address" {
	switch (platform) {
		case "on-air":
			return "none";
		case "x":
		case "dry-run":
			return "bytes";
		case "facebook":
			return "address";
		default:
			return platform satisfies never;
	}
}

export type PostState =
	| "held"
	| "ready"
	| "sending"
	| "published"
	| "rejected"
	| "unconfirmed"
	| "superseded"
	| "expired"
	| "cancelled";

/**
 * What came of one try to publish, as the channel classified it. Only `not-sent` and `refused` prove that nothing is
 * public; `unconfirmed` means the bytes may have had their effect (facts.md E7).
 */
export type PublishOutcome =
	| {
			readonly kind: "published";
			readonly externalId: string;
			readonly url: string | null;
			readonly limits?: PlatformLimits;
	  }
	/** Provably without effect, worth trying again: DNS, refused connection, rate limit. */
	| {
			readonly kind: "retry-later";
			readonly reason: string;
			readonly retryAt: Instant | null;
			readonly limits?: PlatformLimits;
	  }
	/** Provably without effect, and the same again would be refused again: content, permission. */
	| { readonly kind: "refused"; readonly reason: string; readonly code: string }
	/** As `refused`, but for the picture alone: the same words may go without it. */
	| { readonly kind: "picture-refused"; readonly reason: string }
	/** The account's money is used up: every post on it waits until a person tops up. */
	| { readonly kind: "out-of-credits"; readonly reason: string }
	/** The token is no longer good: every post on the account waits until a person connects again. */
	| { readonly kind: "reconnect"; readonly reason: string }
	/** The platform says it has this text already: after an own unconfirmed try that is most likely ours. */
	| { readonly kind: "duplicate"; readonly reason: string }
	/** It may be public, it may not: never sent again before a read-back proves absence. */
	| { readonly kind: "unconfirmed"; readonly reason: string };

/**
 * What came of handing a platform the picture before its post. Nobody can see it there until the post, so doing it again is
 * harmless, whatever became of it.
 */
export type PictureOutcome =
	/** `handle` is what the platform knows it by. */
	| { readonly kind: "prepared"; readonly handle: string }
	/** The post goes without: no picture stops a milestone. */
	| { readonly kind: "without"; readonly reason: string }
	/** These two stop every post on the account, as they do where a post meets them. */
	| { readonly kind: "out-of-credits"; readonly reason: string }
	| { readonly kind: "reconnect"; readonly reason: string };

/** What the platform's headers said about the account's remaining allowance. */
export type PlatformLimits = { readonly remaining: number | null; readonly resetAt: Instant | null };

/** What reading the account's own posts back showed. */
export type ReadBack =
	| {
			readonly kind: "found";
			readonly externalId: string;
			readonly url: string | null;
			readonly publishedAt: Instant | null;
	  }
	| { readonly kind: "absent" }
	/** The reading itself failed: proves nothing. */
	| { readonly kind: "unreadable"; readonly reason: string; readonly needsReconnect: boolean };
