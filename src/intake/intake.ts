import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { isOutage } from "../db/error-kind.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import type { ReadyPost } from "../ledger/announcements.ts";
import { recordFacts } from "../ledger/record.ts";
import { errorFields, type Log } from "../log.ts";
import { openGroupCommit } from "./group-commit.ts";
import { type InboxEntry, keepEvents, markOutcome, reasonToKeep } from "./inbox.ts";

/** A verified delivery with the facts that were read from it; none where it says nothing about gifts. */
export type Arrival = InboxEntry & { readonly facts: readonly GiftFact[] };

export type Intake = {
	/** Resolves once it is durable and, if it told of money, on the ledger. @throws where the database is away. */
	take(arrival: Arrival): Promise<void>;
	drain(): Promise<void>;
};

export type IntakeOptions = {
	readonly pool: pg.Pool;
	readonly directory: CampaignDirectory;
	/** Called after the commit; must not throw. */
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
	readonly log: Log;
	readonly now: () => number;
};

/** One flush is at most this many deliveries: a few megabytes, some tens of milliseconds. */
const LARGEST_BATCH = 400;

export function openIntake(options: IntakeOptions): Intake {
	const { pool, log } = options;
	const commits = openGroupCommit<Arrival>({
		largestBatch: LARGEST_BATCH,
		isOutage,
		async flush(arrivals) {
			options.dispatch(await record(options, distinct(arrivals)));
		},
		async setAside(arrival, error) {
			// Acknowledged, kept, and shown to staff: sending it again would not make it better.
			log("error", "An event could not be put on the ledger and was set aside.", {
				eventId: arrival.event.id,
				error: errorFields(error),
			});
			const kept = { ...arrival, outcome: "set-aside", reason: reasonToKeep(error) } as const;
			await inTransaction(pool, (client) => keepEvents(client, [kept]));
		},
	});
	return { take: commits.submit, drain: commits.drain };
}

function record(options: IntakeOptions, arrivals: readonly Arrival[]): Promise<readonly ReadyPost[]> {
	return retryRaces(() =>
		inTransaction(options.pool, async (client) => {
			const fresh = await keepEvents(client, arrivals);
			const facts = arrivals.flatMap((arrival) => (fresh.has(arrival.event.id) ? arrival.facts : []));
			if (facts.length === 0) return [];
			const { decision, posts } = await recordFacts(client, options.directory, facts, options.now());
			await markOutcome(client, "unplaced", decision.unplaced);
			return posts;
		}),
	);
}

/** The same event twice in one batch is one event. */
function distinct(arrivals: readonly Arrival[]): Arrival[] {
	return [...new Map(arrivals.map((arrival) => [arrival.event.id, arrival])).values()];
}
