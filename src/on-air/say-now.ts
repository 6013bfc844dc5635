import type { Pool, PoolClient } from "pg";
import { inTransaction } from "../db/pool.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Reader } from "../domain/screen/thanks.ts";
import type { SayAnswer, SayNow } from "../web/contract/board.ts";
import { boardChanged, type Db, lockBoard } from "./board-state.ts";

/** What the producer has every studio say, and how it came to be said. */
export type Say = {
	readonly requestId: string;
	readonly reader: Reader;
	readonly text: string;
	readonly expiresAt: Instant;
	/** What the privacy gate had found in it, as kinds of identifier; the producer answers for it. */
	readonly despite: readonly string[];
	/** The story it tells; it leaves the screens with that story's authorisation. */
	readonly storyId?: string;
};

/** The newest that was neither taken off nor ran out; a new one takes the place of the last. */
export async function readSayNow(
	db: Db,
	campaignId: string,
	now: Instant,
): Promise<(SayNow & { readonly expiresAt: Instant }) | null> {
	const { rows } = await db.query<{ id: number; text: string; by: string; at: Date; expiresAt: Date }>(
		`select id, text, said_by as by, said_at as at, least(expires_at,
		  (select to_timestamp((s.authorisation->>'expiresAt')::float8 / 1000) from story s where s.id = say_now.story_id)) as "expiresAt"
		from say_now where campaign_id = $1 and cleared_at is null order by id desc limit 1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined || row.expiresAt.getTime() <= now) return null;
	return { ...row, id: String(row.id), at: row.at.getTime(), expiresAt: row.expiresAt.getTime() };
}

type Allowed = (client: PoolClient) => Promise<void>;

/** Shows it on every host's screen. The same request again shows nothing again. */
export async function sayNow(
	pool: Pool,
	campaignId: string,
	say: Say,
	now: Instant,
	allowed: Allowed,
): Promise<SayAnswer> {
	return changed(pool, campaignId, now, allowed, async (client) => {
		const { rowCount } = await client.query(
			`with old as (
				update say_now set cleared_at = $6, cleared_by = $4 where campaign_id = $1 and cleared_at is null
					and not exists (select from say_now where campaign_id = $1 and reader_id = $2 and request_id = $3)
			)
			insert into say_now (campaign_id, reader_id, request_id, said_by, text, said_at, expires_at, despite, story_id)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
			[
				campaignId,
				say.reader.id,
				say.requestId,
				say.reader.name,
				say.text,
				new Date(now),
				new Date(say.expiresAt),
				say.despite.length === 0 ? null : JSON.stringify(say.despite),
				say.storyId ?? null,
			],
		);
		return rowCount === 1;
	});
}

/** Takes it off every screen (with `id`, only that one); it stays in the history, with who took it off. */
export async function clearSayNow(
	pool: Pool,
	campaignId: string,
	{ reader, id }: { readonly reader: Reader; readonly id: string | null },
	now: Instant,
	allowed: Allowed,
): Promise<SayAnswer> {
	return changed(pool, campaignId, now, allowed, async (client) => {
		const { rowCount } = await client.query(
			`update say_now set cleared_at = $2, cleared_by = $3
			where campaign_id = $1 and cleared_at is null and ($4::text is null or id::text = $4)`,
			[campaignId, new Date(now), reader.name, id],
		);
		return rowCount !== 0;
	});
}

async function changed(
	pool: Pool,
	campaignId: string,
	now: Instant,
	allowed: Allowed,
	change: (client: PoolClient) => Promise<boolean>,
): Promise<SayAnswer> {
	return inTransaction(pool, async (client) => {
		const before = await lockBoard(client, campaignId);
		await allowed(client);
		const version = (await change(client)) ? await boardChanged(client, campaignId) : before;
		const shown = await readSayNow(client, campaignId, now);
		return { version, sayNow: shown && plain(shown) };
	});
}

export function plain({ id, text, by, at }: SayNow): SayNow {
	return { id, text, by, at };
}
