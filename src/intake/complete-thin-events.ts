import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { isOutage } from "../db/error-kind.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { ReadyPost } from "../ledger/announcements.ts";
import { recordFacts } from "../ledger/record.ts";
import { errorFields, type Log } from "../log.ts";
import { type InboxOutcome, markOutcome, reasonToKeep } from "./inbox.ts";
import type { StripeReader } from "./stripe-reader.ts";
import { completeThinEvent, readThinEvent } from "./thin-event.ts";
import { toFacts } from "./to-fact.ts";

export type ThinEventParts = {
	readonly pool: pg.Pool;
	readonly directory: CampaignDirectory;
	/** Null where no Stripe key is set: then none can be waiting that we could complete. */
	readonly stripe: StripeReader | null;
	readonly log: Log;
	readonly now: () => number;
};

const MOST_AT_ONCE = 50;
/** Later and later, for about three days in all, as Stripe itself does; then a person has to look. */
const MOST_TRIES = 60;

type Waiting = { readonly eventId: string; readonly raw: Buffer; readonly tries: number };

/** Fetches what stored thin events stand for, and puts it on the ledger. Returns the posts that can go. */
export async function completeThinEvents(parts: ThinEventParts): Promise<ReadyPost[]> {
	if (parts.stripe === null) return [];
	const { rows } = await parts.pool.query<Waiting>(
		`select event_id as "eventId", raw, complete_tries as tries from stripe_event
		 where outcome = 'awaiting' and coalesce(complete_at, received_at) <= now() order by received_at limit $1`,
		[MOST_AT_ONCE],
	);
	const ready: ReadyPost[] = [];
	for (const waiting of rows) ready.push(...(await completeOrSetAside(parts, parts.stripe, waiting)));
	return ready;
}

/** One that the database won't take goes aside alone, so that it never stands before the others. @throws where the database is away. */
async function completeOrSetAside(parts: ThinEventParts, stripe: StripeReader, waiting: Waiting): Promise<ReadyPost[]> {
	try {
		return await completeOne(parts, stripe, waiting);
	} catch (error) {
		if (isOutage(error)) throw error;
		const { eventId } = waiting;
		parts.log("error", "A thin event could not be put on the ledger and was set aside.", {
			eventId,
			error: errorFields(error),
		});
		return settle(parts, waiting, "set-aside", reasonToKeep(error));
	}
}

async function completeOne(parts: ThinEventParts, stripe: StripeReader, waiting: Waiting): Promise<ReadyPost[]> {
	const thin = readThinEvent(JSON.parse(waiting.raw.toString("utf8")));
	if (thin === null) return settle(parts, waiting, "set-aside", "It names nothing that could be fetched.");
	const completed = await completeThinEvent(thin, stripe);
	switch (completed.kind) {
		case "gone":
			return settle(parts, waiting, "set-aside", completed.reason);
		case "later":
			return putOff(parts, waiting, completed.reason);
		case "event": {
			// The facts carry the thin event's own id, which is the one in the inbox.
			const told = toFacts({ ...completed.event, id: waiting.eventId });
			if (told.kind !== "facts")
				return settle(parts, waiting, told.kind === "ignored" ? "ignored" : "set-aside", told.reason);
			return retryRaces(() =>
				inTransaction(parts.pool, async (client) => {
					if (!(await take(client, waiting))) return [];
					const { decision, posts } = await recordFacts(client, parts.directory, told.facts, parts.now());
					await markOutcome(client, "recorded", new Map([[waiting.eventId, "Completed from Stripe."]]));
					await markOutcome(client, "unplaced", decision.unplaced);
					return [...posts];
				}),
			);
		}
	}
}

/** Locks it for whoever is first. */
async function take(client: pg.PoolClient, { eventId }: Waiting): Promise<boolean> {
	const { rowCount } = await client.query(
		"select 1 from stripe_event where event_id = $1 and outcome = 'awaiting' for update skip locked",
		[eventId],
	);
	return rowCount === 1;
}

async function settle(
	parts: ThinEventParts,
	waiting: Waiting,
	outcome: InboxOutcome,
	reason: string,
): Promise<ReadyPost[]> {
	await inTransaction(parts.pool, async (client) => {
		// Another worker may have completed it meanwhile.
		if (await take(client, waiting)) await markOutcome(client, outcome, new Map([[waiting.eventId, reason]]));
	});
	return [];
}

async function putOff(parts: ThinEventParts, waiting: Waiting, reason: string): Promise<ReadyPost[]> {
	if (waiting.tries + 1 >= MOST_TRIES)
		return settle(parts, waiting, "set-aside", `Given up after many tries. ${reason}`);
	const seconds = Math.min(3_600 * 2, 2 ** waiting.tries);
	await parts.pool.query(
		`update stripe_event set complete_tries = complete_tries + 1, complete_at = now() + make_interval(secs => $2), reason = $3
		 where event_id = $1 and outcome = 'awaiting'`,
		[waiting.eventId, seconds, reason],
	);
	parts.log("warn", "A thin event could not be completed yet.", { eventId: waiting.eventId, reason });
	return [];
}
