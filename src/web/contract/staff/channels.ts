import type { Instant } from "../../../domain/plain/instant.ts";
import type { Language } from "../../../domain/plain/language.ts";
import type { ChannelFacts, ChannelState } from "../../../domain/post/channel-health.ts";
import type { LinkPolicy } from "../../../domain/post/link-policy.ts";
import type { Pacing } from "../../../domain/post/pacing.ts";
import type { Platform } from "../../../domain/post/post.ts";
import type { BudgetStand, Mills } from "../../../domain/post/x-cost.ts";

/** GET /api/staff/campaigns/:campaign/channels */
export type ChannelsView = {
	readonly accounts: readonly ChannelCard[];
	readonly budget: BudgetView;
	/** Which ways of connecting this installation has. */
	readonly ways: {
		readonly xSignIn: boolean;
		readonly facebookLogin: boolean;
		/** The callback addresses to enter at the platforms. */
		readonly xCallback: string;
		readonly facebookCallback: string;
		/** The platforms are sandboxes on this machine: nothing is public. */
		readonly isSandbox: boolean;
	};
	readonly postingStopped: boolean;
};

export type ChannelCard = {
	readonly id: string;
	readonly platform: Platform;
	readonly name: string;
	/** What the platform calls it: "@LakeviewKids", the Page's name. */
	readonly handle: string | null;
	readonly language: Language;
	readonly enabled: boolean;
	readonly isConnected: boolean;
	readonly connected: { readonly how: string; readonly at: Instant; readonly by: string } | null;
	readonly pacing: Pacing;
	readonly linkPolicy: LinkPolicy;
	readonly state: ChannelState;
	/** The state in words, with what to do. */
	readonly says: string;
	readonly checkedAt: Instant | null;
	readonly facts: ChannelFacts | null;
	/** What the platform's headers said with the newest post. */
	readonly limit: { readonly remaining: number; readonly resetAt: Instant | null; readonly seenAt: Instant } | null;
	/** Posts that wait on it. */
	readonly waiting: number;
	readonly published: number;
	/** Null where posts cost nothing. */
	readonly cost: ChannelCost | null;
	readonly testPost: TestPost | null;
};

export type ChannelCost = {
	readonly posts: number;
	readonly linkPosts: number;
	readonly pictures: number;
	readonly reads: number;
	readonly spent: Mills;
	readonly forecast: { readonly posts: number; readonly linkPosts: number; readonly cost: Mills };
};

export type BudgetView = {
	/** Null: no limit. */
	readonly limit: Mills | null;
	readonly spent: Mills;
	/** For the rest of the drive, all X accounts together. */
	readonly forecast: Mills;
	readonly stand: BudgetStand;
};

export type TestPostState = "sending" | "published" | "unconfirmed" | "refused" | "deleting" | "deleted";

/** POST .../channels/:account/test-post, DELETE .../test-post/:id */
export type TestPost = {
	readonly id: string;
	readonly state: TestPostState;
	readonly text: string;
	readonly by: string;
	readonly startedAt: Instant;
	readonly url: string | null;
	readonly reason: string | null;
	readonly deletedAt: Instant | null;
	/** What was done, in order, each with its time since the start. */
	readonly steps: readonly TestStep[];
};

export type TestStep = { readonly words: string; readonly ok: boolean; readonly atMs: number };

/** GET .../channels/facebook/pages/:signIn */
export type PageChoice = {
	readonly pages: readonly { readonly id: string; readonly name: string; readonly mayPost: boolean }[];
};
