import type { Instant } from "../domain/plain/instant.ts";
import type { Platform } from "../domain/post/post.ts";
import type { StoryChannel } from "../domain/privacy/story.ts";
import { askStory, type Db } from "./story-store.ts";

/** What a post's story means for the post: the words it may use, or why the post may not go. Null: the post tells no story. */
export type PostStory =
	| { readonly kind: "may"; readonly words: readonly string[] }
	| { readonly kind: "may-not"; readonly why: string }
	| null;

/** Asked inside the fence, at the moment of sending: what was approved an hour ago may be revoked since (invariant 8). */
export async function storyOfPost(
	client: Db,
	{ id, campaignId }: { readonly id: number; readonly campaignId: string },
	platform: Platform,
	now: Instant,
): Promise<PostStory> {
	const { rows } = await client.query<{ storyId: string | null }>({
		name: "story-of-post",
		text: `select story_id as "storyId" from post where id = $1`,
		values: [id],
	});
	const storyId = rows[0]?.storyId ?? null;
	if (storyId === null) return null;
	const answer = await askStory(client, { campaignId, storyId }, channelOf(platform), now);
	switch (answer.kind) {
		case "may":
			return { kind: "may", words: [answer.story.say, ...answer.story.names] };
		case "may-not":
			return { kind: "may-not", why: `Held: ${answer.why}` };
		case "none":
			return { kind: "may-not", why: "Held: the story it tells is gone. Take the story out." };
		default:
			return answer satisfies never;
	}
}

/** A practice post stands for X, the strictest of the public places. */
function channelOf(platform: Platform): StoryChannel {
	return platform === "dry-run" ? "x" : platform;
}
