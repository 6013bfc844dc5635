import type { PoolClient } from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { fitsInto } from "../domain/screen/thanks-aloud.ts";
import type { ThankFilter } from "../web/contract/board.ts";
import type { Db } from "./board-state.ts";
import { IS_LISTED, type ListedThank, type ListSetting, readThanks } from "./thank-rows.ts";

/** Which part of the list is asked for. */
export type ListQuery = {
	readonly filter: ThankFilter;
	readonly town: string | null;
	readonly station: string | null;
};

const MOST_ROWS = 200;
const MOST_LATELY = 20;
/** More names than anybody reads at once. */
const MOST_IN_BATCH = 60;

type Matching = { readonly where: string; readonly values: readonly unknown[] };

/** Only what is asked for is in the condition: a town is then found by its index. */
function matching({ campaignId, bigGift }: ListSetting, { filter, town, station }: ListQuery): Matching {
	const conditions = ["t.campaign_id = $1", IS_LISTED];
	const values: unknown[] = [campaignId];
	const add = (column: string, value: unknown) => conditions.push(`t.${column} $${values.push(value)}`);
	if (town !== null) add("town =", town);
	if (station !== null) add("station_id =", station);
	if (filter === "big") add("amount >=", bigGift);
	if (filter === "monthly") conditions.push("t.monthly");
	if (filter === "first-time") conditions.push("t.first_time");
	return { where: conditions.join(" and "), values };
}

/** To be thanked: pinned ones, those being read, and the newest; each part by an index of its own. */
export function readOpenThanks(db: Db, setting: ListSetting, query: ListQuery): Promise<ListedThank[]> {
	const { where, values } = matching(setting, query);
	const part = (which: string) =>
		`(select t.* from thank t where ${where} and ${which} order by t.seq desc limit ${MOST_ROWS})`;
	const from = `select distinct on (pinned, seq) t.* from (
			${part("t.pinned and t.state <> 'read'")} union all ${part("t.state = 'claimed'")} union all ${part("t.state = 'waiting'")}
		) t order by pinned desc, seq desc limit ${MOST_ROWS}`;
	return readThanks(db, setting, { from, values });
}

/** Read last, newest first. */
export function readThankedLately(db: Db, setting: ListSetting, query: ListQuery): Promise<ListedThank[]> {
	const { where, values } = matching(setting, query);
	const from = `select t.* from thank t where ${where} and t.state = 'read'
		order by t.since desc, t.seq desc limit ${MOST_LATELY}`;
	return readThanks(db, setting, { from, values });
}

/** Those named, as far as they are on the list. */
export function readThanksOf(db: Db, setting: ListSetting, giftIds: readonly string[]): Promise<ListedThank[]> {
	const from = `select t.* from thank t where t.campaign_id = $1 and t.gift = any($2) and ${IS_LISTED}
		order by t.pinned desc, t.seq desc`;
	return readThanks(db, setting, { from, values: [setting.campaignId, giftIds] });
}

/** The next ones in the list's order that can be read in so many seconds. */
export async function nextBatch(
	client: PoolClient,
	setting: ListSetting,
	query: ListQuery,
	seconds: number,
): Promise<string[]> {
	const { where, values } = matching(setting, query);
	const part = (which: string) =>
		`(select t.* from thank t where ${where} and t.state = 'waiting' ${which} order by t.seq desc limit ${MOST_IN_BATCH})`;
	const from = `select distinct on (pinned, seq) t.* from (${part("and t.pinned")} union all ${part("")}) t
		order by pinned desc, seq desc limit ${MOST_IN_BATCH}`;
	const candidates = await readThanks(client, setting, { from, values });
	return fitsInto(
		candidates.map(({ row }) => row),
		seconds,
	).map(({ giftId }) => giftId);
}

/** Claims that nobody finished, given back. Only for whoever has locked the board. @returns how many there were */
export async function giveBack(client: PoolClient, campaignId: string, now: Instant): Promise<number> {
	const { rowCount } = await client.query(
		`update thank set state = 'waiting', reader_id = null, reader = null, since = null, claimed_until = null
		where campaign_id = $1 and state = 'claimed' and claimed_until <= $2`,
		[campaignId, new Date(now)],
	);
	return rowCount ?? 0;
}
