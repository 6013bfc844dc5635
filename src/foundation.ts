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
import { keepTemplatePack } from "./template/kept-pack.ts";
import type { TemplatePack } from "./template/pack.ts";

/** What every process stands on. */
export type Foundation = {
	readonly env: Env;
	readonly log: Log;
	readonly databaseUrl: string;
	readonly pool: pg.Pool;
	readonly queues: QueueBackend;
	readonly directory: CampaignDirectory;
	readonly dispatch: Dispatch;
	/** The starter texts: read when they are first wanted, once in a process. */
	readonly pack: () => Promise<TemplatePack>;
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
		pack: keepTemplatePack(),
	};
}

/** The key that opens channel credentials; made at first use where no key is given. */
export function vaultOf(env: Env): Vault {
	return openVault({ key: env.CARILLON_SECRET_KEY, keyFile: join(env.dataFolder, "secret.key") });
}

/** A key of the vault's for one purpose: asked for when it is first needed, so that a process that never needs one has none made. */
export function keptKey(env: Env, purpose: string): () => Buffer {
	let key: Buffer | undefined;
	return () => {
		key ??= vaultOf(env).keyFor(purpose);
		return key;
	};
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
