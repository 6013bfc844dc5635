import { createHmac } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../../db/pool.ts";
import type { Instant } from "../../domain/plain/instant.ts";

export type TryLimit = {
	/** Whatever is counted: an address, an account. Kept as a keyed hash. */
	readonly of: string;
	/** So many within the window, then one at a time with a wait before each that doubles. */
	readonly most: number;
	readonly firstWaitMs: number;
};

export type TryState = { readonly tries: number; readonly since: Instant; readonly waitUntil: Instant | null };

const WINDOW_MS = 15 * 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** The count after one more try, or when the next is allowed. */
export function nextTry(
	state: TryState,
	limit: Pick<TryLimit, "most" | "firstWaitMs">,
	now: Instant,
): { readonly isAllowed: boolean; readonly state: TryState } {
	if (state.waitUntil !== null && state.waitUntil > now) return { isAllowed: false, state };
	const isForgotten = now - Math.max(state.since, state.waitUntil ?? 0) > WINDOW_MS;
	const tries = isForgotten ? 1 : state.tries + 1;
	const since = isForgotten ? now : state.since;
	const over = tries - limit.most;
	const wait = over < 0 ? null : Math.min(limit.firstWaitMs * 2 ** Math.min(over, 20), LONGEST_WAIT_MS);
	return { isAllowed: true, state: { tries, since, waitUntil: wait === null ? null : now + wait } };
}

export type Tries = {
	/** Counts a try before it is made, so that many at once are no way around. Gives when to come back, or null where it may be made. */
	take(limits: readonly TryLimit[], now: Instant): Promise<Instant | null>;
	/** It was right after all. */
	forget(limits: readonly TryLimit[]): Promise<void>;
};

type Row = { readonly tries: number; readonly since: Date; readonly waitUntil: Date | null };

/** Wrong sign-ins, counted in the database: the same over every API process. */
export function openTries(pool: pg.Pool, secret: () => string): Tries {
	const keyOf = ({ of }: TryLimit) => createHmac("sha256", secret()).update(`tries of ${of}`).digest();

	async function takeOne(client: pg.PoolClient, limit: TryLimit, now: Instant): Promise<Instant | null> {
		const key = keyOf(limit);
		await client.query("insert into staff_try (key, tries, since) values ($1, 0, $2) on conflict do nothing", [
			...[key, new Date(now)],
		]);
		const { rows } = await client.query<Row>(
			`select tries, since, wait_until as "waitUntil" from staff_try where key = $1 for update`,
			[key],
		);
		const [row] = rows;
		const before = {
			tries: row?.tries ?? 0,
			since: row?.since.getTime() ?? now,
			waitUntil: row?.waitUntil?.getTime() ?? null,
		};
		const { isAllowed, state } = nextTry(before, limit, now);
		if (!isAllowed) return before.waitUntil;
		const waitUntil = state.waitUntil === null ? null : new Date(state.waitUntil);
		await client.query("update staff_try set tries = $2, since = $3, wait_until = $4 where key = $1", [
			...[key, state.tries, new Date(state.since), waitUntil],
		]);
		return null;
	}

	return {
		async take(limits, now) {
			return inTransaction(pool, async (client) => {
				await client.query("delete from staff_try where since < $1 and coalesce(wait_until, since) < $1", [
					new Date(now - 2 * WINDOW_MS),
				]);
				for (const limit of limits) {
					const comeBack = await takeOne(client, limit, now);
					if (comeBack !== null) return comeBack;
				}
				return null;
			});
		},
		async forget(limits) {
			await pool.query("delete from staff_try where key = any($1)", [limits.map(keyOf)]);
		},
	};
}
