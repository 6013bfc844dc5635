import type { ReadBack } from "../domain/post/post.ts";
import { afterReadBack } from "../domain/post/settle.ts";
import type { PublishAnswer, PublishParts } from "./publish.ts";
import { settlePost } from "./settle-post.ts";
import { type Account, type Db, loadAccount } from "./store.ts";

type OpenTry = {
	readonly postId: number;
	readonly campaignId: string;
	readonly announcementId: number;
	readonly accountId: string;
	readonly attemptId: number;
	readonly number: number;
	readonly text: string;
	readonly startedAt: Date;
	/** Of the post's first try: what a later one duplicates may be that one's. */
	readonly firstStartedAt: Date;
	readonly readBacks: number;
	readonly outcome: string | null;
};

/** Reads the account's own posts back to settle a try whose end is unknown; the only way to send it again (invariant 5). */
export async function confirmPost(parts: PublishParts, postId: number): Promise<PublishAnswer> {
	const open = await loadOpenTry(parts.pool, postId);
	const account = open === null ? null : await loadAccount(parts.pool, open.accountId);
	if (open === null || account === null) return { lookAgainAt: null };
	// The time before the reading: what it did not see may have appeared while it was under way.
	const now = parts.now();
	const found = await readBack(parts, open, account);
	const settlement = afterReadBack(found, {
		now,
		attempt: open.number,
		settleMs: parts.settleMs,
		startedAt: open.startedAt.getTime(),
		readBacks: open.readBacks + 1,
		wasDuplicate: open.outcome === "duplicate",
	});
	const isOurs = await settlePost(parts.pool, {
		postId,
		accountId: account.id,
		attemptId: open.attemptId,
		from: "unconfirmed",
		outcome: settlement.state === "published" ? "published" : settlement.state === "ready" ? "absent" : null,
		settlement,
		isReadBack: true,
	});
	parts.log("info", "A post was looked for on its account.", {
		postId,
		found: found.kind,
		state: settlement.state,
		isOurs,
	});
	return { lookAgainAt: isOurs ? settlement.nextStepAt : null };
}

async function readBack(parts: PublishParts, open: OpenTry, account: Account): Promise<ReadBack> {
	try {
		const channel = await parts.channelOf(account);
		const outgoing = {
			postId: String(open.postId),
			campaignId: open.campaignId,
			announcementId: String(open.announcementId),
			language: account.language,
			text: open.text,
			picture: null,
		};
		return await channel.readBack(outgoing, open.firstStartedAt.getTime());
	} catch (error) {
		const reason = error instanceof Error ? error.message : "The account can't be read.";
		return { kind: "unreadable", reason, needsReconnect: false };
	}
}

async function loadOpenTry(db: Db, postId: number): Promise<OpenTry | null> {
	const { rows } = await db.query<OpenTry>(
		`select p.id as "postId", p.campaign_id as "campaignId", p.announcement_id as "announcementId", p.account_id as "accountId",
		   t.id as "attemptId", t.number, t.text, t.started_at as "startedAt",
		   (select min(f.started_at) from attempt f where f.post_id = p.id) as "firstStartedAt", t.read_backs as "readBacks", t.outcome
		 from post p join attempt t on t.post_id = p.id
		 where p.id = $1 and p.state = 'unconfirmed' order by t.number desc limit 1`,
		[postId],
	);
	return rows[0] ?? null;
}
