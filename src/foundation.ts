import { join } from "node:path";
import type pg from "pg";
import { type Env, SettingError } from "../config/env.ts";
import { type CampaignDirectory, openCampaignDirectory } from "./campaign/directory.ts";
import { openVault, type Vault } from "./channel/vault.ts";
import { openPool } from "./db/pool.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Log } from "./log.ts";
import { createDispatch, type Dispatch } from "./posting/dispatch.ts";
import { openQueueBackend, type QueueBackend } from "./queue/backend.ts";
import type { CookieTerms } from "./staff/auth/session-cookie.ts";

/** What every process stands on. */
export type Foundation = {
	readonly env: Env;
	readonly log: Log;
	readonly databaseUrl: string;
	readonly pool: pg.Pool;
	readonly queues: QueueBackend;
	readonly directory: CampaignDirectory;
	readonly dispatch: Dispatch;
};

/** @throws SettingError where no database is named. */
export async function layFoundation(env: Env, log: Log, lifecycle: Lifecycle, role: string): Promise<Foundation> {
	const databaseUrl = env.DATABASE_URL;
	if (databaseUrl === undefined) {
		throw new SettingError('DATABASE_URL is not set. Set it, or run "carillon start", which brings its own database.');
	}
	const pool = openPool(databaseUrl, { max: 10, applicationName: `carillon ${role}` });
	lifecycle.onClose("database", () => pool.end());
	const queues = await openQueueBackend({ redisUrl: env.REDIS_URL, databaseUrl, log });
	lifecycle.onClose("queue", () => queues.close());
	return {
		env,
		log,
		databaseUrl,
		pool,
		queues,
		directory: openCampaignDirectory(pool),
		dispatch: createDispatch(queues, log),
	};
}

/** The key that opens channel credentials; made at first use where no key is given. */
export function vaultOf(env: Env): Vault {
	return openVault({ key: env.CARILLON_SECRET_KEY, keyFile: join(env.dataFolder, "secret.key") });
}

/** How staff's cookies are signed, and whether browsers may send them by https alone. The key is asked for at the first sign-in. */
export function staffCookies(env: Env): () => CookieTerms {
	const isSecure = env.CARILLON_PUBLIC_URL?.startsWith("https://") ?? false;
	let terms: CookieTerms | undefined;
	return () => {
		terms ??= { secret: vaultOf(env).keyFor("staff sessions").toString("base64"), isSecure };
		return terms;
	};
}
