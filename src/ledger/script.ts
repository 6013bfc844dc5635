import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import type { Giver } from "../domain/gift/gift-fact.ts";
import { namesGiver } from "../domain/gift/names-giver.ts";
import type { Instant } from "../domain/plain/instant.ts";

export type Script = { readonly campaignId: string; readonly announcementId: string; readonly text: string };

/**
 * Puts an on-air sentence on the ledger's stream, so that host screens get it in order with the gifts and can resume after it.
 * An entry without money. Returns its seq; the same announcement twice gives the first one's.
 */
export async function recordScript(pool: pg.Pool, script: Script, now: Instant): Promise<number> {
	return inTransaction(pool, async (client) => {
		const locked = await client.query<{ seq: number; total: number }>(
			`select seq, coalesce((tally->>'total')::bigint, 0) as total from campaign_tally where campaign_id = $1 for update`,
			[script.campaignId],
		);
		const [tally] = locked.rows;
		if (tally === undefined) throw new Error(`Campaign ${script.campaignId} has no tally.`);
		const known = await findScript(client, script);
		if (known !== null) return known;
		const seq = tally.seq + 1;
		const names = namesGiver(script.text, await findGiver(client, script.announcementId));
		await client.query(
			`insert into ledger_entry (campaign_id, seq, kind, cash, counted, total_after, occurred_at, announcement_id, script, names_giver)
			 values ($1, $2, 'announced', 0, 0, $3, $4, $5, $6, $7)`,
			[script.campaignId, seq, tally.total, new Date(now), script.announcementId, script.text, names],
		);
		await client.query("update campaign_tally set seq = $2 where campaign_id = $1", [script.campaignId, seq]);
		await client.query("select pg_notify('ticker', $1)", [`${script.campaignId}:${seq}`]);
		return seq;
	});
}

async function findGiver(client: pg.PoolClient, announcementId: string): Promise<Giver | null> {
	const { rows } = await client.query<{ giver: Giver | null }>(
		`select g.state->'giver' as giver from announcement a
		 left join gift_ref r on r.ref = a.gift_id left join gift g on g.id = coalesce(r.gift_id, a.gift_id) where a.id = $1`,
		[announcementId],
	);
	return rows[0]?.giver ?? null;
}

/** The seq under which this announcement's sentence stands, or null. */
export async function findScript(
	db: Pick<pg.ClientBase, "query">,
	script: Omit<Script, "text">,
): Promise<number | null> {
	const { rows } = await db.query<{ seq: number }>(
		"select seq from ledger_entry where campaign_id = $1 and announcement_id = $2 and kind = 'announced'",
		[script.campaignId, script.announcementId],
	);
	return rows[0]?.seq ?? null;
}
