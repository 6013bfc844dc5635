import type { PoolClient } from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { CLAIM_LASTS, type Reader, type Thank, type ThankStep } from "../domain/screen/thanks.ts";
import type { ThankAnswer, ThankDeed, ThankDo } from "../web/contract/board.ts";
import type { Db } from "./board-state.ts";
import { IS_LISTED, THANK_COLUMNS, type ThankColumns, thankOf } from "./thank-rows.ts";

/** A press on a host's screen. `requestId` is the same when it is sent again over a bad network: then it does nothing twice. */
export type Deed = { readonly requestId: string; readonly reader: Reader; readonly what: ThankDo };

/** What a deed came to, kept with it for when its request comes again. */
export type DeedOutcome = Pick<ThankAnswer, "done" | "refused" | "undone">;

export type TakenStep = ThankStep & { readonly gift: string };

/** Where these gifts stand, those on the list. The board's lock is what keeps them so. */
export async function lockThanks(
	client: PoolClient,
	campaignId: string,
	gifts: readonly string[],
): Promise<Map<string, Thank>> {
	const { rows } = await client.query<ThankColumns & { gift: string }>(
		`select t.gift, ${THANK_COLUMNS} from thank t where t.campaign_id = $1 and t.gift = any($2) and ${IS_LISTED}`,
		[campaignId, gifts],
	);
	return new Map(rows.map((row) => [row.gift, thankOf(row)]));
}

export async function writeThanks(client: PoolClient, campaignId: string, steps: readonly TakenStep[]): Promise<void> {
	if (steps.length === 0) return;
	const after = steps.map((step) => step.after);
	const held = after.map((thank) => (thank.state === "waiting" ? null : thank));
	await client.query(
		`update thank t set state = n.state, reader_id = n.reader_id, reader = n.reader, since = n.since,
			claimed_until = n.claimed_until, pinned = n.pinned
		from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::boolean[])
			as n (gift, state, reader_id, reader, since, claimed_until, pinned)
		where t.campaign_id = $1 and t.gift = n.gift`,
		[
			campaignId,
			steps.map(({ gift }) => gift),
			after.map(({ state }) => state),
			held.map((thank) => thank?.by.id ?? null),
			held.map((thank) => thank?.by.name ?? null),
			held.map((thank) => thank && new Date(thank.since)),
			held.map((thank) => (thank?.state === "claimed" ? new Date(thank.until) : null)),
			after.map(({ pinned }) => pinned),
		],
	);
}

/** A reader who does something is there (domain/thanks `renewed`, for all that they hold). */
export async function renewClaims(
	client: PoolClient,
	campaignId: string,
	readerId: string,
	now: Instant,
): Promise<void> {
	await client.query(
		`update thank set claimed_until = $3 where campaign_id = $1 and state = 'claimed' and reader_id = $2`,
		[campaignId, readerId, new Date(now + CLAIM_LASTS)],
	);
}

/** What this very request came to when it was first sent; null where it is new. */
export async function findOutcome(client: PoolClient, campaignId: string, deed: Deed): Promise<DeedOutcome | null> {
	const { rows } = await client.query<{ outcome: DeedOutcome }>(
		"select outcome from thank_deed where campaign_id = $1 and reader_id = $2 and request_id = $3",
		[campaignId, deed.reader.id, deed.requestId],
	);
	return rows[0]?.outcome ?? null;
}

/** An undo, and what changed nothing, is kept for its answer alone: there is nothing in it to take back. */
export async function keepDeed(
	client: PoolClient,
	campaignId: string,
	{ requestId, reader, what }: Deed,
	{ steps, outcome, now }: { steps: readonly TakenStep[]; outcome: DeedOutcome; now: Instant },
): Promise<void> {
	const isOver = what.do === "undo" || steps.length === 0;
	await client.query(
		`insert into thank_deed (campaign_id, reader_id, request_id, reader, deed, steps, outcome, at, undone_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		[
			campaignId,
			reader.id,
			requestId,
			reader.name,
			what.do,
			JSON.stringify(steps),
			JSON.stringify(outcome),
			new Date(now),
			isOver ? new Date(now) : null,
		],
	);
}

export type KeptDeed = { readonly id: number; readonly deed: ThankDeed; readonly steps: readonly TakenStep[] };

/** This reader's last deed that stands; null where there is none since then. */
export async function lastDeed(db: Db, campaignId: string, readerId: string, since: Instant): Promise<KeptDeed | null> {
	const { rows } = await db.query<KeptDeed>(
		`select id, deed, steps from thank_deed
		where campaign_id = $1 and reader_id = $2 and undone_at is null and at >= $3 order by id desc limit 1`,
		[campaignId, readerId, new Date(since)],
	);
	return rows[0] ?? null;
}

export async function markUndone(client: PoolClient, id: number, now: Instant): Promise<void> {
	await client.query("update thank_deed set undone_at = $2 where id = $1", [id, new Date(now)]);
}
