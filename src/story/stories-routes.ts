import type pg from "pg";
import { z } from "zod";
import { inTransaction } from "../db/pool.ts";
import { type Instant, MINUTE } from "../domain/plain/instant.ts";
import { idInPath } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { sayNow } from "../on-air/say-now.ts";
import { addStory, changeStory, revokeStory } from "./change-story.ts";
import { askStory, authorisationShape, readStories } from "./story-store.ts";

export type StoryParts = { readonly pool: pg.Pool };

const STORIES = "/api/staff/campaigns/:campaign/stories";
const NO_STORY = "There is no such story in this drive, or it was revoked.";

const draft = z.strictObject({
	title: z.string().trim().min(1, "give it a short title").max(80),
	say: z.string().trim().min(1, "write what may be said").max(400, "write at most 400 characters"),
	names: z.array(z.string().trim().min(2).max(60)).max(12).default([]),
	authorisation: authorisationShape,
});

export function storiesRoutes(parts: StoryParts): StaffRoute[] {
	return [...recordRoutes(parts), revokeRoute(parts), ...tellingRoutes(parts)];
}

function recordRoutes({ pool }: StoryParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: STORIES,
			may: "stories.edit",
			says: "Patients' stories of a drive, with their authorisations.",
			handle: async ({ params, now }) => staffJson({ stories: await readStories(pool, params.campaign ?? "", now) }),
		}),
		staffRoute({
			method: "post",
			path: STORIES,
			may: "stories.edit",
			says: "Records a story with its authorisation.",
			body: draft,
			handle: async ({ params, body, staff, note }) => {
				const campaignId = params.campaign ?? "";
				const id = await inTransaction(pool, async (client) => {
					const { rowCount } = await client.query("select from campaign where id = $1", [campaignId]);
					if (rowCount === 0) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
					const made = await addStory(client, campaignId, body, staff);
					await note({ what: "story.added", campaignId, subject: made, after: kept(body) }, client);
					return made;
				});
				return staffJson({ id }, 201);
			},
		}),
		staffRoute({
			method: "put",
			path: `${STORIES}/:story`,
			may: "stories.edit",
			says: "Changes a story or its authorisation.",
			body: draft,
			handle: async ({ params, body, staff, note }) => {
				const { campaign: campaignId = "", story: id = "" } = params;
				await inTransaction(pool, async (client) => {
					if (!(await changeStory(client, { campaignId, id }, body, staff))) throw new Refusal("not-found", NO_STORY);
					await note({ what: "story.changed", campaignId, subject: id, after: kept(body) }, client);
				});
				return staffJson({ id });
			},
		}),
	];
}

function revokeRoute({ pool }: StoryParts): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${STORIES}/:story/revoke`,
		may: "stories.edit",
		says: "Revokes a story: it leaves every screen, and posts that wait with it are held.",
		body: z.object({ why: z.string().trim().max(300).default("") }),
		handle: async ({ params, body, staff, now, note }) => {
			const { campaign: campaignId = "", story: id = "" } = params;
			const answer = await inTransaction(pool, async (client) => {
				const revoked = await revokeStory(client, { campaignId, id }, { why: body.why, by: staff, now });
				if (revoked === null) throw new Refusal("not-found", NO_STORY);
				const after = { screens: revoked.screensCleared, postsHeld: revoked.postsHeld };
				await note({ what: "story.revoked", campaignId, subject: id, after }, client);
				return revoked;
			});
			return staffJson(answer);
		},
	});
}

/** The log knows the record's terms, never the story, names or who signed. */
function kept({ authorisation }: z.infer<typeof draft>) {
	const { channels, statements, expiresAt, signedAt, reference } = authorisation;
	return { channels, statements, expiresAt, signedAt, reference };
}

function tellingRoutes({ pool }: StoryParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${STORIES}/:story/say`,
			may: "say-now",
			says: "Puts a story on every host's screen, while its authorisation covers the air.",
			body: z.object({ minutes: z.number().min(1).max(240).default(10) }),
			handle: async ({ params, body, staff, now, requestId, note }) => {
				const { campaign: campaignId = "", story: storyId = "" } = params;
				const story = await tellable(pool, { campaignId, storyId }, now);
				const reader = { id: staff.id, name: staff.name };
				const expiresAt = now + body.minutes * MINUTE;
				const say = { requestId, reader, text: story.say, expiresAt, despite: [], storyId };
				const answer = await sayNow(pool, campaignId, say, now, async (client) => {
					// Again, under its lock: a revocation since then comes first.
					const again = await askStory(client, { campaignId, storyId }, "on-air", now);
					if (again.kind !== "may") throw new Refusal("conflict", NO_STORY);
					await note({ what: "story.on-screen", campaignId, subject: storyId }, client);
				});
				return staffJson(answer);
			},
		}),
		staffRoute({
			method: "put",
			path: `${STORIES}/:story/posts/:post`,
			may: "posts.approve",
			says: "Says that a waiting post tells this story: its authorisation is asked again when the post goes out.",
			handle: async ({ params, note }) => {
				const { campaign: campaignId = "", story: storyId = "", post = "" } = params;
				await inTransaction(pool, async (client) => {
					const { rowCount } = await client.query(
						`update post set story_id = $3 where id = $1 and campaign_id = $2 and state in ('held', 'ready')
						   and exists (select from story where id = $3 and campaign_id = $2 and revoked_at is null)`,
						[idInPath(post), campaignId, storyId],
					);
					if (rowCount === 0) throw new Refusal("not-found", "There is no such story, or the post no longer waits.");
					await note({ what: "post.story-set", campaignId, subject: post, after: { story: storyId } }, client);
				});
				return staffJson({ post: Number(post) });
			},
		}),
	];
}

async function tellable(pool: pg.Pool, which: { readonly campaignId: string; readonly storyId: string }, now: Instant) {
	const answer = await askStory(pool, which, "on-air", now);
	if (answer.kind === "none") throw new Refusal("not-found", NO_STORY);
	if (answer.kind === "may-not") throw new Refusal("conflict", answer.why);
	return answer.story;
}
