import { randomUUID } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { type Instant, MINUTE } from "../domain/plain/instant.ts";
import type { PublishOutcome } from "../domain/post/post.ts";
import type { TestPost, TestPostState, TestStep } from "../web/contract/staff/channels.ts";
import type { StoredAccount } from "./account-store.ts";
import { type Channel, type OutgoingPost, SendTooLate } from "./port.ts";

type Db = Pick<pg.ClientBase, "query">;

export type TestPostParts = {
	readonly pool: pg.Pool;
	readonly channelOf: (account: StoredAccount) => Promise<Channel>;
	readonly timeoutMs: number;
	readonly now: () => Instant;
};

/** Marked as what it is in its first words, and never the same twice: X refuses a text it has seen. */
export function testText(language: StoredAccount["language"], mark: string): string {
	return language === "es"
		? `PRUEBA ${mark}. Carillon comprueba la conexión de esta cuenta. Este mensaje se borrará enseguida.`
		: `TEST ${mark}. Carillon is checking that this account is connected. This post will be deleted in a moment.`;
}

/** As long as a post may take after its fence, milliseconds. */
const SEND_WINDOW_MS = 500;

/**
 * Sends a post that only says it is a test, with the rule of every post: written down and committed before the first byte leaves,
 * sent once, read back where its end is unknown, never repeated.
 * @param arm writes inside the same transaction; throws to refuse (the red button, the audit log)
 */
export async function sendTestPost(
	parts: TestPostParts,
	account: StoredAccount,
	by: string,
	arm: (client: pg.PoolClient) => Promise<void>,
): Promise<TestPost> {
	const id = `test_${randomUUID()}`;
	const text = testText(account.language, id.slice(5, 9).toUpperCase());
	const startedAt = parts.now();
	// Opened before: between journal and send there is no time for it.
	const channel = await parts.channelOf(account);
	await inTransaction(parts.pool, async (client) => {
		await arm(client);
		await client.query(
			`insert into channel_test_post (id, account_id, campaign_id, state, text, by_name, started_at)
			 values ($1, $2, $3, 'sending', $4, $5, $6)`,
			[id, account.id, account.campaignId, text, by, new Date(startedAt)],
		);
	});
	const steps: TestStep[] = [step("Written down, so that it can never go out twice", true)];
	const outgoing = outgoingOf(account, id, text);
	const armedAt = performance.now();
	const outcome = await channel.publish(outgoing, {
		timeoutMs: parts.timeoutMs,
		beforeWrite: () => {
			if (performance.now() - armedAt > SEND_WINDOW_MS) throw new SendTooLate("The send window had passed.");
		},
	});
	steps.push(step(sentWords(outcome), outcome.kind === "published"));
	const found = outcome.kind === "published" ? published(outcome) : await settle(outcome);
	await parts.pool.query(
		`update channel_test_post set state = $2, reason = $3, external_id = $4, url = $5, steps = $6, finished_at = now() where id = $1`,
		[id, found.state, found.reason, found.externalId, found.url, JSON.stringify(steps)],
	);
	return loadTestPost(parts.pool, id);

	function step(words: string, ok: boolean): TestStep {
		return { words, ok, atMs: parts.now() - startedAt };
	}

	/** What may be public is looked for once; staff can look again. */
	async function settle(lost: Exclude<PublishOutcome, { kind: "published" }>): Promise<Ended> {
		const { reason } = lost;
		if (lost.kind !== "unconfirmed" && lost.kind !== "duplicate") return ended("refused", reason);
		const seen = await channel.readBack(outgoing, startedAt);
		steps.push(
			step(seen.kind === "found" ? "Found on the account" : "Not seen on the account yet", seen.kind === "found"),
		);
		if (seen.kind !== "found") return ended("unconfirmed", reason);
		return { state: "published", reason: null, externalId: seen.externalId, url: seen.url };
	}
}

type Ended = {
	readonly state: TestPostState;
	readonly reason: string | null;
	readonly externalId: string | null;
	readonly url: string | null;
};

function published({ externalId, url }: Extract<PublishOutcome, { kind: "published" }>): Ended {
	return { state: "published", reason: null, externalId, url };
}

function ended(state: TestPostState, reason: string): Ended {
	return { state, reason, externalId: null, url: null };
}

function sentWords(outcome: PublishOutcome): string {
	if (outcome.kind === "published") return "Sent, and the platform confirmed it";
	return outcome.kind === "unconfirmed" ? "Sent, but the platform's answer got lost" : "The platform did not take it";
}

function outgoingOf(account: StoredAccount, id: string, text: string): OutgoingPost {
	const { campaignId, language } = account;
	return { postId: id, campaignId, announcementId: id, language, text, picture: null };
}

/** Takes the test post away again, and looks that it is gone. What was never confirmed is looked for first. */
export async function deleteTestPost(parts: TestPostParts, account: StoredAccount, id: string): Promise<TestPost> {
	const { rows } = await parts.pool.query<{
		text: string;
		externalId: string | null;
		startedAt: Date;
		steps: TestStep[];
	}>(
		`update channel_test_post set state = 'deleting' where id = $1 and account_id = $2 and state in ('published', 'unconfirmed', 'sending', 'deleting')
		 returning text, external_id as "externalId", started_at as "startedAt", steps`,
		[id, account.id],
	);
	const [row] = rows;
	if (row === undefined) return loadTestPost(parts.pool, id);
	const since = row.startedAt.getTime();
	const steps = [...row.steps];
	const note = (words: string, ok: boolean) => steps.push({ words, ok, atMs: parts.now() - since });
	const channel = await parts.channelOf(account);
	const outgoing = outgoingOf(account, id, row.text);
	const gone = await takeAway();
	await parts.pool.query(
		`update channel_test_post set state = $2, reason = $3, steps = $4, deleted_at = case when $2 = 'deleted' then now() end where id = $1`,
		[
			id,
			gone === null ? "deleted" : row.externalId === null ? "unconfirmed" : "published",
			gone,
			JSON.stringify(steps),
		],
	);
	return loadTestPost(parts.pool, id);

	/** Null: gone, by what the account itself shows. */
	async function takeAway(): Promise<string | null> {
		const before = row?.externalId ?? (await search());
		if (before === null && parts.now() - since < MAY_APPEAR_MS) return MAY_APPEAR;
		if (before !== null) {
			const removal = await channel.remove(before);
			note(
				removal.kind === "removed" ? "Deleted at the platform" : "The platform did not delete it",
				removal.kind === "removed",
			);
			if (removal.kind !== "removed") return removal.reason;
		}
		const after = await channel.readBack(outgoing, since);
		const isGone = after.kind === "absent" || account.platform === "dry-run";
		note(isGone ? "Looked: it is gone from the account" : "It could not be shown that it is gone", isGone);
		if (isGone) return null;
		return after.kind === "found" ? "It can still be seen on the account. Try again in a moment." : unreadable(after);
	}

	async function search(): Promise<string | null> {
		const seen = await channel.readBack(outgoing, since);
		return seen.kind === "found" ? seen.externalId : null;
	}
}

/** What was never confirmed may still come up on the account. */
const MAY_APPEAR_MS = MINUTE;
const MAY_APPEAR = "It can't be seen on the account, but it may still appear. Look again in a minute.";

function unreadable(seen: { readonly kind: string; readonly reason?: string }): string {
	return seen.reason ?? "The account could not be looked at just now. Try again in a moment.";
}

const COLUMNS = `id, state, text, by_name as by, started_at as "startedAt", url, reason, deleted_at as "deletedAt", steps`;
type Row = Omit<TestPost, "startedAt" | "deletedAt"> & { startedAt: Date; deletedAt: Date | null };

async function loadTestPost(db: Db, id: string): Promise<TestPost> {
	const { rows } = await db.query<Row>(`select ${COLUMNS} from channel_test_post where id = $1`, [id]);
	const [row] = rows;
	if (row === undefined) throw new Error(`The test post ${id} is gone.`);
	return testPostOf(row);
}

/** The newest of each account. */
export async function newestTestPosts(db: Db, campaignId: string): Promise<ReadonlyMap<string, TestPost>> {
	const { rows } = await db.query<Row & { accountId: string }>(
		`select distinct on (account_id) account_id as "accountId", ${COLUMNS} from channel_test_post
		 where campaign_id = $1 order by account_id, started_at desc`,
		[campaignId],
	);
	return new Map(rows.map(({ accountId, ...row }) => [accountId, testPostOf(row)]));
}

function testPostOf(row: Row): TestPost {
	return { ...row, startedAt: row.startedAt.getTime(), deletedAt: row.deletedAt?.getTime() ?? null };
}
