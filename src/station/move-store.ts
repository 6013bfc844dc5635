import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import type { StationMove } from "../web/contract/staff/stations.ts";

type Db = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;
type By = { readonly id: string; readonly name: string };
type Moved = { readonly id: string; readonly before: string | null; readonly amount: number };

export async function addMove(
	client: pg.PoolClient,
	{ campaignId, to, by, now }: { campaignId: string; to: string | null; by: By; now: Instant },
): Promise<number> {
	const { rows } = await client.query<{ id: number }>(
		"insert into station_move (campaign_id, to_station, at, by_name, by_id) values ($1, $2, $3, $4, $5) returning id",
		[campaignId, to, new Date(now), by.name, by.id],
	);
	return rows[0]?.id ?? 0;
}

export async function addMoved(client: pg.PoolClient, moveId: number, moved: readonly Moved[]): Promise<void> {
	await client.query(
		`insert into station_move_gift (move_id, gift_id, before_station, amount)
		 select $1, * from unnest($2::text[], $3::text[], $4::bigint[]) on conflict do nothing`,
		[moveId, moved.map(({ id }) => id), moved.map(({ before }) => before), moved.map(({ amount }) => amount)],
	);
}

/** False where somebody undid it before, or this drive has no such move. */
export async function markMoveUndone(
	client: pg.PoolClient,
	{ campaignId, moveId, by, now }: { campaignId: string; moveId: number; by: By; now: Instant },
): Promise<boolean> {
	const { rowCount } = await client.query(
		"update station_move set undone_at = $3, undone_by = $4 where id = $1 and campaign_id = $2 and undone_at is null",
		[moveId, campaignId, new Date(now), by.name],
	);
	return rowCount === 1;
}

/** `isUndone`: also where this drive has no such move. */
export async function movedStill(
	db: Db,
	campaignId: string,
	moveId: number,
): Promise<{
	readonly to: string | null;
	readonly gifts: readonly Pick<Moved, "id" | "before">[];
	readonly isUndone: boolean;
}> {
	const { rows: moves } = await db.query<{ to: string | null }>(
		"select to_station as to from station_move where id = $1 and campaign_id = $2 and undone_at is null",
		[moveId, campaignId],
	);
	const { rows: gifts } = await db.query<Pick<Moved, "id" | "before">>(
		`select coalesce(r.gift_id, m.gift_id) as id, m.before_station as before from station_move_gift m
		 left join gift_ref r on r.ref = m.gift_id where m.move_id = $1`,
		[moveId],
	);
	return { to: moves[0]?.to ?? null, gifts, isUndone: moves.length === 0 };
}

const MOST = 50;

/** The last moves, newest first; with an id that one alone. */
export async function listMoves(db: Db, campaignId: string, id: number | null = null): Promise<StationMove[]> {
	const { rows } = await db.query<
		Omit<StationMove, "at" | "undone"> & { at: Date; undoneAt: Date | null; undoneBy: string | null }
	>(
		`select m.id, m.at, m.by_name as by, m.to_station as to, g.count, g.amount, m.undone_at as "undoneAt", m.undone_by as "undoneBy"
		 from station_move m join lateral (select count(*) as count, coalesce(sum(amount), 0)::bigint as amount
		   from station_move_gift where move_id = m.id) g on true
		 where m.campaign_id = $1 and ($2::bigint is null or m.id = $2) order by m.id desc limit ${MOST}`,
		[campaignId, id],
	);
	return rows.map(({ undoneAt, undoneBy, at, ...move }) => ({
		...move,
		at: at.getTime(),
		undone: undoneAt === null ? null : { at: undoneAt.getTime(), by: undoneBy ?? "" },
	}));
}
