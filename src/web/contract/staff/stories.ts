import type { Instant } from "../../../domain/plain/instant.ts";
import type { Authorisation, StoryState } from "../../../domain/privacy/story.ts";

/** GET /api/staff/campaigns/:campaign/stories -> { stories } */
export type StoryItem = {
	readonly id: string;
	readonly title: string;
	/** What may be said, word by word. */
	readonly say: string;
	/** Names in it that the authorisation lets be said. */
	readonly names: readonly string[];
	readonly authorisation: Authorisation;
	readonly state: StoryState;
	readonly revokedAt: Instant | null;
	readonly revokedBy: string | null;
	readonly revokedWhy: string | null;
	readonly updatedAt: Instant;
	readonly updatedBy: string;
	/** Where it is used: on a host's screen now, posts that wait, posts that are out. */
	readonly onScreen: boolean;
	readonly postsWaiting: number;
	readonly postsOut: readonly { readonly id: number; readonly platform: string; readonly url: string | null }[];
};

/** POST .../stories, PUT .../stories/:story */
export type StoryDraft = Pick<StoryItem, "title" | "say" | "names" | "authorisation">;
/** POST .../stories/:story/revoke */
export type RevokeRequest = { readonly why: string };
/** Its answer: what was taken off, and what is out and has to be deleted by hand. */
export type RevokeAnswer = {
	readonly screensCleared: number;
	readonly postsHeld: number;
	readonly postsOut: StoryItem["postsOut"];
};
/** POST .../stories/:story/say: puts it on every host's screen. */
export type SayStoryRequest = { readonly minutes: number };
/** PUT .../stories/:story/posts/:post: this post tells the story; asked again when it goes out. */
