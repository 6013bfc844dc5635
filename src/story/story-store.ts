import type pg from "pg";
import { z } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import {
	STORY_CHANNELS,
	STORY_STATEMENTS,
	type StoryChannel,
	storyState,
	whyNotTold,
} from "../domain/privacy/story.ts";
import type { StoryItem } from "../web/contract/staff/stories.ts";

/** A pool, or a client inside a transaction. */
export type Db = Pick<pg.ClientBase, "query">;

const line = z.string().trim().max(300).default("");
const instant = z.number().int().nullable().default(null);
/** The record as it is sent and kept. It may be saved unfinished: what is missing is said, and the story isn't told till then. */
export const authorisationShape = z.strictObject({
	description: z.string().trim().max(1000).default(""),
	disclosedBy: line,
	disclosedTo: line,
	purpose: line,
	expiresAt: instant,
	expiryEvent: line,
	signedAt: instant,
	signedBy: line,
	isRepresentative: z.boolean().default(false),
	authority: line,
	reference: line,
	channels: z.array(z.enum(STORY_CHANNELS)).max(STORY_CHANNELS.length).default([]),
	statements: z.array(z.enum(STORY_STATEMENTS)).max(STORY_STATEMENTS.length).default([]),
});

type Row = {
	id: string;
	title: string;
	say: string;
	names: string[];
	authorisation: unknown;
	updatedAt: Date;
	updatedBy: string;
	revokedAt: Date | null;
	revokedBy: string | null;
	revokedWhy: string | null;
	onScreen: boolean;
	postsWaiting: number;
	postsOut: StoryItem["postsOut"] | null;
};

export async function readStories(db: Db, campaignId: string, now: Instant): Promise<StoryItem[]> {
	const { rows } = await db.query<Row>(
		`select s.id, s.title, s.say, s.names, s.authorisation, s.updated_at as "updatedAt", s.updated_by as "updatedBy",
		   s.revoked_at as "revokedAt", s.revoked_by as "revokedBy", s.revoked_why as "revokedWhy",
		   exists (select from say_now n where n.story_id = s.id and n.cleared_at is null and n.expires_at > $2) as "onScreen",
		   (select count(*) from post p where p.story_id = s.id and p.state in ('held', 'ready')) as "postsWaiting",
		   (select json_agg(json_build_object('id', p.id, 'platform', a.platform, 'url', p.url)) from post p
		    join channel_account a on a.id = p.account_id
		    where p.story_id = s.id and p.state in ('published', 'sending', 'unconfirmed')) as "postsOut"
		 from story s where s.campaign_id = $1 order by s.revoked_at nulls first, s.updated_at desc`,
		[campaignId, new Date(now)],
	);
	return rows.map((row) => {
		const authorisation = authorisationShape.parse(row.authorisation);
		const revokedAt = row.revokedAt?.getTime() ?? null;
		return {
			...row,
			authorisation,
			revokedAt,
			updatedAt: row.updatedAt.getTime(),
			postsOut: row.postsOut ?? [],
			state: storyState({ title: row.title, authorisation, revokedAt }, now),
		};
	});
}

export type StoryToTell = {
	readonly id: string;
	readonly title: string;
	readonly say: string;
	readonly names: readonly string[];
};
export type StoryAnswer =
	| { readonly kind: "may"; readonly story: StoryToTell }
	| { readonly kind: "may-not"; readonly why: string }
	| { readonly kind: "none" };

/** Whether this story may be told there at this moment. Locks its record, so that a revocation waits for, or comes before, the caller's commit. */
export async function askStory(
	client: Db,
	{ campaignId, storyId }: { readonly campaignId: string; readonly storyId: string },
	channel: StoryChannel,
	now: Instant,
): Promise<StoryAnswer> {
	const { rows } = await client.query<StoryToTell & { authorisation: unknown; revokedAt: Date | null }>(
		`select id, title, say, names, authorisation, revoked_at as "revokedAt" from story
		 where id = $1 and campaign_id = $2 for share`,
		[storyId, campaignId],
	);
	const [row] = rows;
	if (row === undefined) return { kind: "none" };
	const { id, title, say, names } = row;
	const authorisation = authorisationShape.parse(row.authorisation);
	const why = whyNotTold({ title, authorisation, revokedAt: row.revokedAt?.getTime() ?? null }, channel, now);
	return why === null ? { kind: "may", story: { id, title, say, names } } : { kind: "may-not", why };
}
