import { setImmediate as turn } from "node:timers/promises";
import type pg from "pg";
import { perPool } from "../db/per-pool.ts";
import { type GiftLines, giftLines } from "../domain/counting/gift-lines.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Gift } from "../domain/gift/gift.ts";

export type ToldGift = GiftLines & { readonly stationId: string | null };

/** Some milliseconds of parsing each, so that no webhook waits for the panel. */
const READ_AT_ONCE = 500;
const LISTED_AT_ONCE = 5_000;

type Known = ReadonlyMap<string, { readonly version: string; readonly told: ToldGift }>;
/** Of the drive that was asked for last: reading fifty thousand gifts takes a second or two, finding what changed since hardly anything. */
const lastTold = perPool<{ drive: string; gifts: Known }>(() => ({ drive: "", gifts: new Map() }));

/** Every gift of the drive, explained; in pieces, all of the caller's transaction. */
export async function* tellGifts(
	pool: pg.Pool,
	client: pg.PoolClient,
	campaign: Campaign,
): AsyncGenerator<readonly ToldGift[]> {
	const last = lastTold(pool);
	const drive = ruleOf(campaign);
	const before: Known = last.drive === drive ? last.gifts : new Map();
	const after = new Map<string, { version: string; told: ToldGift }>();
	// A row that was written since has another xmin, whoever wrote it and whenever.
	await client.query(
		"declare told no scroll cursor for select id, xmin::text as version from gift where campaign_id = $1",
		[campaign.id],
	);
	for (;;) {
		const { rows } = await client.query<{ id: string; version: string }>(`fetch ${LISTED_AT_ONCE} from told`);
		if (rows.length === 0) break;
		const changed = rows.filter(({ id, version }) => before.get(id)?.version !== version).map(({ id }) => id);
		const told = await readChanged(client, campaign, changed);
		const piece: ToldGift[] = [];
		for (const { id, version } of rows) {
			const one = told.get(id) ?? before.get(id)?.told;
			if (one === undefined) continue;
			after.set(id, { version, told: one });
			piece.push(one);
		}
		yield piece;
	}
	await client.query("close told");
	Object.assign(last, { drive, gifts: after });
}

async function readChanged(client: pg.PoolClient, campaign: Campaign, ids: readonly string[]) {
	const told = new Map<string, ToldGift>();
	for (let first = 0; first < ids.length; first += READ_AT_ONCE) {
		const { rows } = await client.query<{ id: string; state: Gift }>("select id, state from gift where id = any($1)", [
			ids.slice(first, first + READ_AT_ONCE),
		]);
		for (const { id, state } of rows) {
			told.set(id, { ...giftLines(state, campaign), stationId: state.giver.stationId ?? null });
		}
		await turn();
	}
	return told;
}

/** What else decides how a gift is explained. */
function ruleOf({ id, currency, monthlyMultiplier, closesAt, pledgesCount }: Campaign): string {
	return JSON.stringify([id, currency, monthlyMultiplier, closesAt, pledgesCount]);
}
