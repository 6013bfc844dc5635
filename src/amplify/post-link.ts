import { createHash } from "node:crypto";
import type pg from "pg";
import { linkCodeFrom } from "../domain/drive/link-code.ts";

type Db = Pick<pg.ClientBase, "query">;

/**
 * The post's own short link, made at the first asking and the same ever after: a post that is sent again carries it again.
 * @param publicUrl where the world reaches us, without a slash at the end
 */
export async function postLink(
	db: Db,
	post: { readonly id: number; readonly campaignId: string },
	publicUrl: string,
	round = 0,
): Promise<string> {
	const known = await findCode(db, post.id);
	if (known !== null) return addressOf(known, publicUrl);
	// A code that is taken already (one in billions) is as if nothing was written: the next round makes another.
	await db.query("insert into post_link (code, post_id, campaign_id) values ($1, $2, $3) on conflict do nothing", [
		codeOf(post, round),
		post.id,
		post.campaignId,
	]);
	const made = await findCode(db, post.id);
	return made === null ? postLink(db, post, publicUrl, round + 1) : addressOf(made, publicUrl);
}

/** Of the post's own name, so that a look ahead that is rolled back shows the link that will be sent. It guards nothing. */
function codeOf({ id, campaignId }: { readonly id: number; readonly campaignId: string }, round: number): string {
	return linkCodeFrom(createHash("sha256").update(`post link ${campaignId} ${id} ${round}`).digest());
}

async function findCode(db: Db, postId: number): Promise<string | null> {
	const { rows } = await db.query<{ code: string }>({
		name: "post-link",
		text: "select code from post_link where post_id = $1",
		values: [postId],
	});
	return rows[0]?.code ?? null;
}

function addressOf(code: string, publicUrl: string): string {
	return `${publicUrl}/go/${code}`;
}
