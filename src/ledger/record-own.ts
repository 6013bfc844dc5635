import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { fewAtOnce } from "../db/few-at-once.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import type { LedgerDecision } from "../domain/ledger/decide.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ReadyPost } from "./announcements.ts";
import { recordFacts } from "./record.ts";

export type OwnParts = {
	readonly pool: pg.Pool;
	readonly directory: CampaignDirectory;
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
	readonly now: () => Instant;
};

/** Books facts in the transaction of `recordOwn`; call it as often as needed. */
export type RecordFacts = (facts: readonly GiftFact[]) => Promise<LedgerDecision>;

/**
 * What people of ours tell the ledger: slips, cheques, corrections. By the same way as Stripe's gifts, in one transaction with whatever
 * else `work` writes; another process in the way and all of `work` is done again, so it must have no effect outside. Posts go out after
 * the commit. @throws whatever `work` throws, and nothing is written then
 */
export async function recordOwn<T>(
	parts: OwnParts,
	work: (client: pg.PoolClient, record: RecordFacts) => Promise<T>,
): Promise<T> {
	const { done, posts } = await fewAtOnce(parts.pool, () =>
		retryRaces(() =>
			inTransaction(parts.pool, async (client) => {
				const ready: ReadyPost[] = [];
				const done = await work(client, async (facts) => {
					const recorded = await recordFacts(client, parts.directory, facts, parts.now());
					ready.push(...recorded.posts);
					return recorded.decision;
				});
				return { done, posts: ready };
			}),
		),
	);
	parts.dispatch(posts);
	return done;
}
