import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";
import { HOUR_MS, linkAddress, makeLink } from "./link-store.ts";

export async function isNobodyHere(db: Pick<pg.Pool, "query">): Promise<boolean> {
	const { rowCount } = await db.query("select from staff_user limit 1");
	return rowCount === 0;
}

/** The address at which the first admin makes their account, once and within a day; null where there is somebody already. */
export async function firstLink(pool: pg.Pool, base: string, now: Instant): Promise<string | null> {
	if (!(await isNobodyHere(pool))) return null;
	const token = await makeLink(pool, { kind: "first", madeBy: null, expiresAt: now + 24 * HOUR_MS }, now);
	return linkAddress(base, "first", token);
}
