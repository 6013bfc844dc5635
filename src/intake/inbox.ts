import type pg from "pg";
import type { StripeEnvelope } from "./stripe-envelope.ts";

export type InboxOutcome = "recorded" | "ignored" | "unplaced" | "set-aside" | "awaiting";

/** A verified delivery with what is known before the ledger has seen it. */
export type InboxEntry = {
	readonly event: StripeEnvelope;
	readonly raw: Buffer;
	readonly outcome: InboxOutcome;
	readonly reason: string | null;
};

/**
 * Keeps the events that are new and returns their ids; one that came before is no news (invariant 1). Sorted, so that two
 * processes which are sent the same events wait for each other instead of deadlocking.
 */
export async function keepEvents(client: pg.PoolClient, entries: readonly InboxEntry[]): Promise<ReadonlySet<string>> {
	const sorted = [...entries].sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
	const lengths = sorted.map((entry) => entry.raw.length);
	const { rows } = await client.query<{ event_id: string }>({
		name: "keep-events",
		// All bodies travel as one binary value and are cut apart in the database: escaping each as text costs more than the rest.
		text: `insert into stripe_event (event_id, type, api_version, livemode, created_at, raw, outcome, reason)
		       select e.id, e.type, e.version, e.livemode, to_timestamp(e.created), substring($9::bytea from e.start for e.length),
		         e.outcome, e.reason
		       from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::bigint[], $6::int[], $7::int[], $8::text[], $10::text[])
		         as e (id, type, version, livemode, created, start, length, outcome, reason)
		       on conflict (event_id) do nothing returning event_id`,
		values: [
			sorted.map(({ event }) => event.id),
			sorted.map(({ event }) => event.type),
			sorted.map(({ event }) => event.api_version),
			sorted.map(({ event }) => event.livemode),
			sorted.map(({ event }) => event.created),
			startsOf(lengths),
			lengths,
			sorted.map(({ outcome }) => outcome),
			Buffer.concat(sorted.map(({ raw }) => raw)),
			sorted.map(({ reason }) => reason),
		],
	});
	return new Set(rows.map((row) => row.event_id));
}

/** SQL counts bytes from one. */
function startsOf(lengths: readonly number[]): number[] {
	let next = 1;
	return lengths.map((length) => {
		const start = next;
		next += length;
		return start;
	});
}

export async function markOutcome(
	client: pg.PoolClient,
	outcome: InboxOutcome,
	reasons: ReadonlyMap<string, string>,
): Promise<void> {
	if (reasons.size === 0) return;
	await client.query(
		`update stripe_event e set outcome = $1, reason = m.reason from unnest($2::text[], $3::text[]) as m (id, reason)
		 where e.event_id = m.id`,
		[outcome, [...reasons.keys()], [...reasons.values()]],
	);
}

/** For staff, beside the event itself; never in a log, because it may quote what the event says. */
export function reasonToKeep(error: unknown): string {
	return error instanceof Error ? error.message.slice(0, 300) : "unknown error";
}
