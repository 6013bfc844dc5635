import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { boardChanged, lockBoard } from "../on-air/board-state.ts";
import type { RevokeAnswer, StoryDraft } from "../web/contract/staff/stories.ts";

type By = { readonly name: string };

export async function addStory(client: pg.PoolClient, campaignId: string, draft: StoryDraft, by: By): Promise<string> {
	const id = `story_${randomUUID()}`;
	await client.query(
		`insert into story (id, campaign_id, title, say, names, authorisation, updated_by) values ($1, $2, $3, $4, $5, $6, $7)`,
		[id, campaignId, draft.title, draft.say, draft.names, JSON.stringify(draft.authorisation), by.name],
	);
	return id;
}

/** False where there is no such story, or it was revoked: that one stays as it was. Every screen asks again. */
export async function changeStory(
	client: pg.PoolClient,
	{ campaignId, id }: { readonly campaignId: string; readonly id: string },
	draft: StoryDraft,
	by: By,
): Promise<boolean> {
	await lockBoard(client, campaignId);
	const { rowCount } = await client.query(
		`update story set title = $3, say = $4, names = $5, authorisation = $6, updated_by = $7, updated_at = now()
		 where id = $1 and campaign_id = $2 and revoked_at is null`,
		[id, campaignId, draft.title, draft.say, draft.names, JSON.stringify(draft.authorisation), by.name],
	);
	if (rowCount !== 0) await boardChanged(client, campaignId);
	return rowCount !== 0;
}

/**
 * Ends the authorisation. In one transaction the story leaves every screen and every post that waits with it is held; posts that are out
 * are listed, since only the account itself can delete them. Null where there is nothing to revoke.
 */
export async function revokeStory(
	client: pg.PoolClient,
	{ campaignId, id }: { readonly campaignId: string; readonly id: string },
	{ why, by, now }: { readonly why: string; readonly by: By; readonly now: Instant },
): Promise<RevokeAnswer | null> {
	await lockBoard(client, campaignId);
	const revoked = await client.query(
		`update story set revoked_at = $3, revoked_by = $4, revoked_why = $5 where id = $1 and campaign_id = $2 and revoked_at is null`,
		[id, campaignId, new Date(now), by.name, why],
	);
	if (revoked.rowCount === 0) return null;
	const cleared = await client.query(
		"update say_now set cleared_at = $2, cleared_by = $3 where story_id = $1 and cleared_at is null",
		[id, new Date(now), by.name],
	);
	const held = await client.query(
		`update post set state = 'held', hold = 'gate', next_step_at = null,
		   reason = 'Held: the story it tells was revoked. Take the story out, or drop the post.'
		 where story_id = $1 and state in ('ready', 'held')`,
		[id],
	);
	await boardChanged(client, campaignId);
	const out = await client.query<RevokeAnswer["postsOut"][number]>(
		`select p.id, a.platform, p.url from post p join channel_account a on a.id = p.account_id
		 where p.story_id = $1 and p.state in ('published', 'sending', 'unconfirmed') order by p.id`,
		[id],
	);
	return { screensCleared: cleared.rowCount ?? 0, postsHeld: held.rowCount ?? 0, postsOut: out.rows };
}
