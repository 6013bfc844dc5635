import type { TriggerKind } from "../../../domain/drive/milestone-rule.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Platform, PostState } from "../../../domain/post/post.ts";
import type { PostDeed } from "../../../domain/post/post-deed.ts";

/** States as staff look for them; "trouble" is what a person has to look at. */
export type PostGroup = "waiting" | "out" | "trouble" | "not-sent";

/** One line of the post log. */
export type PostListItem = {
	readonly id: number;
	readonly state: PostState;
	readonly group: PostGroup;
	/** "Published", "Waits for its turn": in plain words. */
	readonly stateWords: string;
	/** Why it stands as it does, and what to do; null where there is nothing to say. */
	readonly reason: string | null;
	readonly advice: string | null;
	readonly platform: Platform;
	readonly accountId: string;
	readonly account: string;
	readonly ruleId: string;
	readonly kind: TriggerKind;
	/** "Passed $40,000". */
	readonly about: string;
	readonly decidedAt: Instant;
	/** The gift that made it fall came to us more than a quarter of an hour after it was given. */
	readonly late: boolean;
	readonly notBefore: Instant;
	readonly expiresAt: Instant;
	readonly publishedAt: Instant | null;
	/** As it went out, or was last tried; null where it never was. */
	readonly text: string | null;
	readonly picture: { readonly url: string; readonly alt: string } | null;
	/** The live post. */
	readonly link: string | null;
	readonly supersededBy: number | null;
	readonly tries: number;
	/** What a person may do with it now, whatever their role. */
	readonly deeds: readonly PostDeed[];
};

/** GET /api/staff/campaigns/:campaign/posts?group&state&account&rule&from&to&text&before */
export type PostPage = {
	readonly posts: readonly PostListItem[];
	/** Send as `before` for those that follow; null at the end. */
	readonly next: number | null;
};

/** GET .../posts/summary: what there is to filter by, and how many. */
export type PostSummary = {
	readonly groups: Readonly<Record<PostGroup, number>>;
	readonly total: number;
	readonly accounts: readonly { readonly id: string; readonly name: string; readonly platform: Platform }[];
	readonly rules: readonly { readonly id: string; readonly kind: TriggerKind; readonly words: string }[];
};

/** One step in a post's way from the gift. */
export type PostStep = {
	readonly at: Instant;
	readonly what: "gift" | "decided" | "approval" | "sent" | "answered" | "looked" | "published" | "deed" | "ended";
	/** "The gift of $120 that made it fall", "Sent to X (try 2)". */
	readonly title: string;
	readonly words: string | null;
	readonly by: string | null;
};

export type PostTry = {
	readonly number: number;
	readonly startedAt: Instant;
	readonly finishedAt: Instant | null;
	/** What the platform answered, in plain words. */
	readonly says: string;
	/** Its own words, without secrets. */
	readonly answer: string | null;
	readonly text: string;
	/** How often its account was read to find it. */
	readonly lookedFor: number;
	readonly pictureNote: string | null;
};

/** GET .../posts/:post */
export type PostDetail = PostListItem & {
	/** Figures of the moment it was decided, minor units. */
	readonly total: number;
	readonly entrySeq: number | null;
	readonly timeline: readonly PostStep[];
	readonly attempts: readonly PostTry[];
	readonly lookedAt: Instant | null;
	readonly nextLookAt: Instant | null;
	readonly speaksFor: readonly { readonly id: number; readonly about: string }[];
};

/** POST .../posts/:post/deeds. `seen`: what the page showed; 409 where the post has moved on since. */
export type PostDeedRequest = {
	readonly do: PostDeed;
	readonly seen: { readonly state: PostState; readonly tries: number };
	/** For "mark-published". */
	readonly link?: string;
};
