import type { Instant } from "../../../domain/plain/instant.ts";
import type { Platform, PostState } from "../../../domain/post/post.ts";

/** What the console's live stream says beside the ledger: ask for this again. `all`: whatever happened meanwhile is unknown. */
export type StaffHint = { readonly what: "all" | "posting" | "posts" | "channels" };

/** GET /api/staff/campaigns/:campaign/posting, and the answer of stop and resume: the red button. */
export type PostingStatus = {
	readonly campaignId: string;
	/** ISO times, as programs that hold the staff token have read them from the start. Null while posting goes on. */
	readonly stoppedAt: string | null;
	readonly stoppedBy: string | null;
	readonly stoppedReason: string | null;
	/** Posts by state: those that would go out first. */
	readonly waiting: number;
	readonly held: number;
	/** Already on their way when the button was pressed; they can't be called back. */
	readonly sending: number;
	readonly unconfirmed: number;
	/** The last times it was pressed, newest first; the open one included. */
	readonly history: readonly PostingStop[];
};

export type PostingStop = {
	readonly stoppedAt: Instant;
	readonly stoppedBy: string;
	readonly reason: string | null;
	readonly resumedAt: Instant | null;
	readonly resumedBy: string | null;
	readonly dropped: number;
};

/** POST .../posting/stop */
export type StopRequest = { readonly reason?: string };

/** POST .../posting/resume: `drop` never go out. */
export type ResumeRequest = { readonly drop?: readonly number[] };

/** One post that waits, and what would become of it if posting went on now. */
export type WaitingPreview = {
	readonly postId: number;
	readonly platform: Platform;
	readonly account: string;
	/** "Passed $40,000". */
	readonly about: string;
	readonly decidedAt: Instant;
	readonly state: Extract<PostState, "ready" | "held">;
} & (
	| { readonly kind: "sends"; readonly at: Instant; readonly text: string; readonly hasPicture: boolean }
	/** Not by itself: it waits for a person, or for an account. `text` where it is known. */
	| { readonly kind: "waits"; readonly reason: string; readonly until: Instant | null; readonly text: string | null }
	| {
			readonly kind: "dropped";
			readonly why: "expired" | "superseded" | "rejected" | "by-hand";
			readonly reason: string;
			readonly by: number | null;
	  }
);

/** GET .../posting/preview?drop=12,15 */
export type ResumePreview = {
	readonly at: Instant;
	readonly posts: readonly WaitingPreview[];
	readonly sends: number;
	readonly drops: number;
	readonly waits: number;
	/** When the last of those that go out would go. */
	readonly lastAt: Instant | null;
	/** More wait than were worked out. */
	readonly more: number;
};
