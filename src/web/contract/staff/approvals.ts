import type { TriggerKind } from "../../../domain/drive/milestone-rule.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Language } from "../../../domain/plain/language.ts";
import type { Hold } from "../../../domain/post/approval.ts";
import type { Platform } from "../../../domain/post/post.ts";

export type ApprovalFinding = {
	/** The words that were found, and what they may be. */
	readonly words: string;
	readonly explanation: string;
	/** Whether somebody may answer for it; else only other words help. */
	readonly answerable: boolean;
};

/** One post of a card: an account it goes to, as it would look if it went now. */
export type ApprovalPost = {
	readonly postId: number;
	readonly platform: Platform;
	readonly account: string;
	readonly language: Language;
	/** Null where no text can be made: `problem` says why. */
	readonly text: string | null;
	readonly problem: string | null;
	readonly findings: readonly ApprovalFinding[];
	readonly picture: { readonly url: string; readonly alt: string } | null;
	readonly edited: { readonly by: string; readonly at: Instant } | null;
	/** In the platform's own unit. */
	readonly mostLength: number;
};

export type GivenApproval = { readonly by: string; readonly staffId: string; readonly at: Instant };

/** One announcement's posts that wait for the same reason. */
export type ApprovalCard = {
	readonly key: string;
	/** "Passed $40,000". */
	readonly about: string;
	readonly kind: TriggerKind;
	readonly rule: string;
	readonly decidedAt: Instant;
	readonly hold: Hold;
	/** Why it waits, for people. */
	readonly why: string;
	/** When the countdown ends; null where none runs. */
	readonly goesAt: Instant | null;
	readonly expiresAt: Instant;
	readonly approvers: number;
	readonly given: readonly GivenApproval[];
	/** What pressing the main button does: "Approve and post now to 2 accounts". */
	readonly press: string;
	readonly pressNote: string | null;
	/** Null: whoever asks may approve it now. */
	readonly whyNot: string | null;
	readonly posts: readonly ApprovalPost[];
};

/** Something a person did a moment ago, and whether it can still be taken back. */
export type RecentDeed = {
	readonly postIds: readonly number[];
	readonly about: string;
	readonly what: "approved" | "edited" | "dropped" | "stopped";
	readonly by: string;
	readonly at: Instant;
	/** Null: it can be undone. */
	readonly whyNot: string | null;
};

/** GET /api/staff/campaigns/:campaign/approvals */
export type ApprovalList = {
	readonly now: Instant;
	readonly isStopped: boolean;
	readonly cards: readonly ApprovalCard[];
	readonly recent: readonly RecentDeed[];
	/** Beyond the cards shown. */
	readonly more: number;
};

/** What the person had before their eyes: approved is this and nothing else. */
export type Seen = { readonly postId: number; readonly text: string; readonly pictureAlt: string | null };

/** POST .../approvals/approve and .../post-now; several at once is the same. */
export type ApproveRequest = {
	readonly posts: readonly Seen[];
	/** "I have looked: this is about the drive, not about a person", for every finding that may be answered for. */
	readonly answersFindings?: boolean;
};

/** POST .../approvals/drop, /stop-countdown, /undo */
export type PostsRequest = { readonly postIds: readonly number[]; readonly reason?: string };

/** POST .../approvals/edit */
export type EditRequest = { readonly postId: number; readonly text: string; readonly seen: string };

/** What came of each post. */
export type DeedResult = {
	readonly postId: number;
	readonly done: boolean;
	/** "Approved; it goes out now.", or why not. */
	readonly says: string;
	/** "moved": what was shown is no longer what it would say; look at it again. */
	readonly code: "done" | "gone" | "moved" | "gate" | "not-you" | "unfit";
};
export type DeedResults = { readonly results: readonly DeedResult[] };
