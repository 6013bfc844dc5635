import { join } from "node:path";
import type pg from "pg";
import { type Env, SettingError } from "../../config/env.ts";
import { runningDatabase } from "../db/embedded.ts";
import { openPool } from "../db/pool.ts";

/** Where `carillon start` keeps its own database. */
export function databaseFolder(env: Env): string {
	return join(env.dataFolder, "postgres");
}

/**
 * Runs a short command against the database of this installation: DATABASE_URL, or the one that a running `carillon start` brought.
 * @throws SettingError where there is neither.
 */
export async function withDatabase<T>(env: Env, work: (pool: pg.Pool, url: string) => Promise<T>): Promise<T> {
	const url = env.DATABASE_URL ?? (await runningDatabase(databaseFolder(env)));
	if (url === undefined || url === null) {
		throw new SettingError(`No database: set DATABASE_URL, or start Carillon ("carillon start") with the data folder ${env.dataFolder}.`);
	}
	const pool = openPool(url, { max: 3, applicationName: "carillon command" });
	try {
		return await work(pool, url);
	} finally {
		await pool.end();
	}
}
