import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { isOutage } from "../db/error-kind.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ReadyPost } from "../ledger/announcements.ts";
import { recordFacts } from "../ledger/record.ts";
import { errorFields, type Log } from "../log.ts";
import { markOutcome } from "./inbox.ts";
import { readEnvelope } from "./stripe-envelope.ts";
import { toFacts } from "./to-fact.ts";

export type TakeAgainParts = {
	readonly pool: pg.Pool;
	readonly directory: CampaignDirectory;
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
	readonly log: Log;
	readonly now: () => Instant;
};

type Taken = { readonly done: boolean; readonly says: string; readonly posts: readonly ReadyPost[] };

/** Reads an event that was set aside once more, as after an upgrade that understands it. @throws where the database is away. */
export async function takeAgain(parts: TakeAgainParts, eventId: string): Promise<{ done: boolean; says: string }> {
	try {
		const { posts, ...taken } = await retryRaces(() =>
			inTransaction(parts.pool, (client) => read(parts, client, eventId)),
		);
		parts.dispatch(posts);
		return taken;
	} catch (error) {
		if (isOutage(error)) throw error;
		parts.log("error", "An event that was set aside could still not be booked.", {
			eventId,
			error: errorFields(error),
		});
		return { done: false, says: "It still can't be booked. It stays here; show it to whoever runs Carillon." };
	}
}

async function read(parts: TakeAgainParts, client: pg.PoolClient, eventId: string): Promise<Taken> {
	const { rows } = await client.query<{ raw: Buffer }>(
		"select raw from stripe_event where event_id = $1 and outcome in ('set-aside', 'awaiting') for update",
		[eventId],
	);
	const [row] = rows;
	if (row === undefined) return { done: true, says: "It was settled meanwhile.", posts: [] };
	const event = readEnvelope(JSON.parse(row.raw.toString("utf8")));
	if (typeof event === "string") return { done: false, says: event, posts: [] };
	if (event.object === "v2.core.event") {
		await client.query(
			"update stripe_event set outcome = 'awaiting', complete_at = now(), complete_tries = 1 where event_id = $1",
			[eventId],
		);
		return { done: true, says: "It is fetched from Stripe again.", posts: [] };
	}
	const told = toFacts(event);
	if (told.kind === "unreadable") return { done: false, says: "It still can't be read.", posts: [] };
	if (told.kind === "ignored") {
		await markOutcome(client, "ignored", new Map([[eventId, told.reason]]));
		return { done: true, says: "It says nothing about gifts, and is settled.", posts: [] };
	}
	const { decision, posts } = await recordFacts(client, parts.directory, told.facts, parts.now());
	await markOutcome(client, "recorded", new Map([[eventId, "Taken again by staff."]]));
	await markOutcome(client, "unplaced", decision.unplaced);
	const isPlaced = decision.unplaced.size === 0;
	return {
		done: true,
		says: isPlaced ? "It is counted." : "It was read; its gift now stands here to be placed.",
		posts,
	};
}
