import type pg from "pg";
import type { DeliveryItem, DeliveryPage, DeliveryState } from "../web/contract/staff/hooks.ts";

type Row = Omit<DeliveryItem, "at" | "nextTryAt" | "lastTryAt"> & {
	readonly at: Date;
	readonly nextTryAt: Date | null;
	readonly lastTryAt: Date | null;
};

const COLUMNS = `id, message_id as "messageId", sequence, kind, at, state, tries, last_try_at as "lastTryAt", status,
  took_ms as "tookMs", answer, case when state = 'waiting' then next_try_at end as "nextTryAt"`;

/** What was sent to a receiver, newest first. */
export async function readDeliveries(
	pool: pg.Pool,
	hookId: string,
	asked: { readonly state: DeliveryState | null; readonly before: number | null; readonly limit: number },
): Promise<DeliveryPage> {
	const { rows } = await pool.query<Row>(
		`select ${COLUMNS} from hook_delivery where hook_id = $1 and ($2::text is null or state = $2) and ($3::bigint is null or id < $3)
		 order by id desc limit $4`,
		[hookId, asked.state, asked.before, asked.limit + 1],
	);
	const shown = rows.slice(0, asked.limit);
	return { deliveries: shown.map(itemOf), next: rows.length > asked.limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Sends one again, with the id it had. False where there is none. */
export async function replayOne(
	db: Pick<pg.ClientBase, "query">,
	hookId: string,
	deliveryId: number,
): Promise<boolean> {
	const { rowCount } = await db.query(`${AGAIN} and id = $2`, [hookId, deliveryId]);
	return rowCount === 1;
}

/** Sends all of [from, to) again. Returns how many. */
export async function replayRange(
	db: Pick<pg.ClientBase, "query">,
	hookId: string,
	{ from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
	const { rowCount } = await db.query(`${AGAIN} and at >= $2 and at < $3`, [hookId, new Date(from), new Date(to)]);
	return rowCount ?? 0;
}

const AGAIN = `update hook_delivery set state = 'waiting', tries = 0, next_try_at = now(), replays = replays + 1 where hook_id = $1`;

function itemOf(row: Row): DeliveryItem {
	return {
		...row,
		at: row.at.getTime(),
		nextTryAt: row.nextTryAt?.getTime() ?? null,
		lastTryAt: row.lastTryAt?.getTime() ?? null,
	};
}
