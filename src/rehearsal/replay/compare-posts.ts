import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";
import type { PostState } from "../../domain/post/post.ts";

/** One post a sandbox platform took. */
export type Received = { readonly id: string; readonly text: string; readonly receivedAt: Instant };

export type PostCounts = {
	readonly published: number;
	readonly superseded: number;
	readonly expired: number;
	/** Received beyond one for the same post, or for no post of ours: counted from what the platform holds. */
	readonly duplicates: number;
	/** Due, and not received. */
	readonly missing: number;
};

export type PostComparison = {
	readonly counts: PostCounts;
	/** Per post that was received: when, and the ledger entry that made it fall. */
	readonly arrivals: readonly { readonly entrySeq: number; readonly receivedAt: Instant }[];
	readonly problems: readonly string[];
};

type PostRow = {
	readonly id: number;
	readonly state: PostState;
	readonly external_id: string | null;
	readonly entry_seq: number | null;
	readonly reason: string | null;
	/** Every text that was ever handed to the platform for it. */
	readonly texts: readonly string[];
};

const NOT_DUE: ReadonlySet<PostState> = new Set(["superseded", "expired", "cancelled"]);

/** Holds what one platform received against the posts we have for it. */
export async function comparePosts(
	pool: pg.Pool,
	campaignId: string,
	platform: "x" | "facebook",
	received: readonly Received[],
): Promise<PostComparison> {
	const { rows } = await pool.query<PostRow>(
		`select p.id, p.state, p.external_id, p.reason, a.entry_seq,
		   coalesce((select array_agg(distinct t.text) from attempt t where t.post_id = p.id), '{}') as texts
		 from post p join announcement a on a.id = p.announcement_id join channel_account c on c.id = p.account_id
		 where p.campaign_id = $1 and c.platform = $2 order by p.id`,
		[campaignId, platform],
	);
	return compare(platform, rows, received);
}

/** As comparePosts, on rows in memory. */
export function compare(platform: string, posts: readonly PostRow[], received: readonly Received[]): PostComparison {
	const problems: string[] = [];
	const copies = copiesOf(posts, received);
	const strangers = received.length - [...copies.values()].reduce((sum, those) => sum + those.length, 0);
	if (strangers > 0) problems.push(`${platform} holds ${strangers} post(s) that none of ours accounts for`);
	let [duplicates, missing] = [strangers, 0];
	const arrivals: { entrySeq: number; receivedAt: Instant }[] = [];
	for (const post of posts) {
		const own = copies.get(post.id) ?? [];
		duplicates += Math.max(0, own.length - 1);
		if (own.length > 1) problems.push(`${platform} received post ${post.id} ${own.length} times`);
		if (own.length > 0 && post.state !== "published") {
			problems.push(`${platform} received post ${post.id}, which we hold as ${post.state}`);
		}
		if (own.length === 0 && !NOT_DUE.has(post.state)) {
			missing += 1;
			problems.push(
				`${platform} never received post ${post.id}, which we hold as ${post.state} (${post.reason ?? "no reason"})`,
			);
		}
		const first = own[0];
		if (first !== undefined && post.entry_seq !== null) {
			arrivals.push({ entrySeq: post.entry_seq, receivedAt: first.receivedAt });
		}
	}
	const inState = (state: PostState) => posts.filter((post) => post.state === state).length;
	const counts = { published: inState("published"), superseded: inState("superseded"), expired: inState("expired") };
	return { counts: { ...counts, duplicates, missing }, arrivals, problems };
}

/** By the id the platform gave where we know it, else by any text we ever sent for the post. */
function copiesOf(posts: readonly PostRow[], received: readonly Received[]): Map<number, Received[]> {
	const byExternalId = new Map(
		posts.flatMap((post) => (post.external_id === null ? [] : [[post.external_id, post.id]])),
	);
	const byText = new Map<string, number>();
	for (const post of posts) for (const text of post.texts) if (!byText.has(text)) byText.set(text, post.id);
	const copies = new Map<number, Received[]>();
	for (const one of received) {
		const postId = byExternalId.get(one.id) ?? byText.get(one.text);
		if (typeof postId !== "number") continue;
		copies.set(postId, [...(copies.get(postId) ?? []), one]);
	}
	return copies;
}
