import type pg from "pg";
import { type Env, SettingError } from "../../config/env.ts";
import { openPool } from "../db/pool.ts";
import { findRunning } from "./running.ts";

/**
 * Runs a short command against the database of this installation: DATABASE_URL, or the one that a running `carillon start` brought.
 * @throws SettingError where there is neither.
 */
export async function withDatabase<T>(env: Env, work: (pool: pg.Pool, url: string) => Promise<T>): Promise<T> {
	const url = env.DATABASE_URL ?? findRunning(env.dataFolder)?.databaseUrl;
	if (url === undefined) {
		throw new SettingError(
			`No database: set DATABASE_URL, or start Carillon ("carillon start") with the data folder ${env.dataFolder}.`,
		);
	}
	const pool = openPool(url, { max: 3, applicationName: "carillon command" });
	try {
		return await work(pool, url);
	} finally {
		await pool.end();
	}
}
