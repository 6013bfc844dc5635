import type { PostListItem } from "../../web/contract/staff/posts.ts";

export const POST_COLUMNS = [
	...["number", "state", "platform", "account", "about", "rule", "decided", "published", "text", "link"],
	...["reason", "tries", "spoken for by"],
];

/** The post log for a spreadsheet: a row a post. */
export async function* postCells(posts: AsyncIterable<PostListItem>) {
	for await (const post of posts) {
		const { id, stateWords, platform, account, about, ruleId, decidedAt, publishedAt } = post;
		yield [
			...[id, stateWords, platform, account, about, ruleId, new Date(decidedAt)],
			...[publishedAt === null ? null : new Date(publishedAt), post.text, post.link, post.reason, post.tries],
			post.supersededBy,
		];
	}
}
