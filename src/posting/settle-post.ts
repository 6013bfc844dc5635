import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import type { AccountPause, Settlement } from "../domain/post/settle.ts";

export type Settled = {
	readonly postId: number;
	readonly accountId: string;
	readonly attemptId: number;
	/** The state the post must still be in, with no later try: whoever settles first settles. */
	readonly from: "sending" | "unconfirmed";
	/** Null where a read-back proved nothing: the try's own outcome stands. */
	readonly outcome: string | null;
	readonly settlement: Settlement;
	readonly isReadBack: boolean;
};

/** A post that waits for a person is looked at this often all the same: accounts are connected again in more ways than one. */
const WAITS_FOR_PERSON_SECONDS = 10;

/** Writes down what came of a try or a read-back: post, journal and account together. False where another process was first. */
export async function settlePost(pool: pg.Pool, settled: Settled): Promise<boolean> {
	const { settlement } = settled;
	return inTransaction(pool, async (client) => {
		const at = settlement.nextStepAt === null ? null : new Date(settlement.nextStepAt);
		const { rowCount } = await client.query({
			name: "settle-post",
			text: `update post set state = $3, reason = $4, external_id = coalesce($5, external_id), url = coalesce($6, url),
			         published_at = case when $3 = 'published' then coalesce(published_at, now()) else published_at end,
			         not_before = case when $3 = 'ready' then greatest(not_before, coalesce($7, not_before)) else not_before end,
			         next_step_at = case when $3 = 'ready' then coalesce($7, now() + make_interval(secs => $9)) else $7 end,
			         looked_at = case when $10 then now() else looked_at end
			       where id = $1 and state = $2 and not exists (select from attempt t where t.post_id = $1 and t.id > $8)`,
			values: [
				settled.postId,
				settled.from,
				settlement.state,
				settlement.reason,
				settlement.externalId,
				settlement.url,
				at,
				settled.attemptId,
				WAITS_FOR_PERSON_SECONDS,
				settled.isReadBack,
			],
		});
		if (rowCount === 0) return false;
		await journal(client, settled);
		await pauseAccount(client, settled.accountId, settlement.account);
		return true;
	});
}

async function journal(client: pg.PoolClient, settled: Settled): Promise<void> {
	await client.query(
		settled.isReadBack
			? "update attempt set read_backs = read_backs + 1, outcome = coalesce($2, outcome), reason = $3 where id = $1"
			: "update attempt set finished_at = now(), outcome = $2, reason = $3 where id = $1",
		[settled.attemptId, settled.outcome, settled.settlement.reason],
	);
}

/** Before a try, where leaving the picture with the platform showed that nothing can go out on the account. */
export async function pauseForPerson(
	pool: pg.Pool,
	{ accountId, postId, reason }: { readonly accountId: string; readonly postId: number; readonly reason: string },
): Promise<void> {
	await inTransaction(pool, async (client) => {
		await pauseAccount(client, accountId, { kind: "person", reason });
		await client.query(
			"update post set reason = $2, next_step_at = now() + make_interval(secs => $3) where id = $1 and state = 'ready'",
			[postId, reason, WAITS_FOR_PERSON_SECONDS],
		);
	});
}

async function pauseAccount(client: pg.PoolClient, accountId: string, pause: AccountPause | null): Promise<void> {
	if (pause === null) return;
	const until = pause.kind === "until" ? new Date(pause.at) : null;
	await client.query("update channel_account set paused_until = $2, paused_reason = $3 where id = $1", [
		accountId,
		until,
		pause.reason,
	]);
}
