import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { childEnv, type Env, freshSecret, readEnv } from "../../config/env.ts";
import type { CampaignSetup } from "../campaign/campaign-file.ts";
import { saveCampaign } from "../campaign/store.ts";
import { openVault } from "../channel/vault.ts";
import { startEmbeddedPostgres } from "../db/embedded.ts";
import { freePort } from "../db/free-port.ts";
import { migrate } from "../db/migrate.ts";
import { openPool } from "../db/pool.ts";
import { createScreenLink } from "../on-air/screen-link.ts";
import { type FacebookSandbox, startFacebookSandbox } from "../sandbox/facebook.ts";
import { SANDBOX_FACEBOOK_APP } from "../sandbox/facebook-login.ts";
import { type StripeSandbox, startStripeSandbox } from "../sandbox/stripe.ts";
import { startXSandbox, type XSandbox } from "../sandbox/x.ts";
import { SANDBOX_X_APP } from "../sandbox/x-oauth2.ts";
import { type Closers, openClosers } from "./closers.ts";
import { type Processes, type ProcessesOptions, startProcesses } from "./processes.ts";
import { type RedisChild, startRedis } from "./redis-child.ts";

export type InstallationOptions = {
	/** Null: there is no drive yet, and somebody sets one up at the console. */
	readonly setup: CampaignSetup | null;
	readonly queue: "redis" | "postgres";
	/** Unset: an embedded one in a temporary folder that goes at the end. */
	readonly databaseUrl?: string;
	/** With queue "redis"; unset: a redis-server is started for the time being. */
	readonly redisUrl?: string;
	/** Where each part listens; 0 or unset: any free port. */
	readonly ports?: { readonly web?: number; readonly x?: number; readonly facebook?: number; readonly stripe?: number };
	/** Whether X counts posts as the real one does; at full speed a drive exceeds that. */
	readonly xLimits?: "real" | "none";
	/** Further settings of the three processes. */
	readonly env?: Readonly<Record<string, string>>;
	readonly onLine?: ProcessesOptions["onLine"];
	readonly onRestart?: ProcessesOptions["onRestart"];
	readonly say?: (line: string) => void;
	/** Gives up starting, between two parts. */
	readonly signal?: AbortSignal;
};

/** A whole Carillon with a database of its own, its processes, and sandbox platforms on the far side. */
export type Installation = {
	readonly pool: pg.Pool;
	/** The settings of its processes. */
	readonly env: Env;
	readonly apiUrl: string;
	readonly webhookSecret: string;
	/** Address of a host's screen; empty where there is no drive. */
	readonly hostScreen: string;
	readonly x: XSandbox;
	readonly facebook: FacebookSandbox;
	/** Delivers what it is told to emit to the API, and is asked by it for what an event left out. */
	readonly stripe: StripeSandbox;
	readonly processes: Processes;
	/** Null where the queue isn't on a Redis of our own. */
	readonly redis: RedisChild | null;
	/** Ends everything; safe to call twice. */
	stop(): Promise<void>;
};

/** A few days, as long as somebody looks at a demo's thank-you page. */
const BANK_CLEARS_MS = 15_000;
const PLENTY = 1_000_000;
const NO_LIMIT = { posts: PLENTY, reads: PLENTY, media: PLENTY, userPostsPerDay: PLENTY, appPostsPerDay: PLENTY };

/** @throws where a part can't be started, after having ended those that were. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
	const closers = openClosers();
	try {
		return await open(options, closers);
	} catch (error) {
		await closers.closeAll();
		throw error;
	}
}

async function open(options: InstallationOptions, closers: Closers): Promise<Installation> {
	const { say = () => {}, signal } = options;
	const folder = mkdtempSync(join(tmpdir(), "carillon-"));
	closers.add(async () => rmSync(folder, { recursive: true, force: true }));
	say("Starting a database of its own");
	const databaseUrl = options.databaseUrl ?? (await ownDatabase(folder, closers));
	signal?.throwIfAborted();
	await migrate(databaseUrl);
	const pool = openPool(databaseUrl, { applicationName: "carillon rehearsal", max: 4 });
	closers.add(() => pool.end());
	say("Starting the sandbox platforms");
	const secret = `whsec_${Buffer.from(freshSecret(), "base64").toString("hex")}`;
	const { x, facebook, stripe } = await openSandboxes(options, secret, closers);
	const redis = options.queue === "redis" && options.redisUrl === undefined ? await startRedis() : null;
	if (redis !== null) closers.add(() => redis.stop());

	const key = freshSecret();
	const token = options.setup === null ? null : await setUp(pool, options.setup, key, folder);
	signal?.throwIfAborted();
	say("Starting Carillon: the API and its two workers");
	const port = options.ports?.web || (await freePort());
	const env = childEnv({
		...settingsOf({ folder, databaseUrl, key, port, secret, sandboxes: { x, facebook, stripe } }),
		REDIS_URL: options.queue === "redis" ? (redis?.url ?? options.redisUrl ?? "") : "",
		...options.env,
	});
	const processes = await startProcesses({ env, onLine: options.onLine, onRestart: options.onRestart });
	closers.add(() => processes.stop());
	const { apiUrl } = processes;
	stripe.deliverTo(`${apiUrl}/webhooks/stripe`);
	const hostScreen = token === null ? "" : `${apiUrl}/on-air/${token}`;
	const stop = closers.closeAll;
	return {
		pool,
		env: readEnv(env),
		apiUrl,
		webhookSecret: secret,
		hostScreen,
		x,
		facebook,
		stripe,
		processes,
		redis,
		stop,
	};
}

/** The drive, its channels and a studio's link, of which the token is given back. */
async function setUp(pool: pg.Pool, { campaign, channels }: CampaignSetup, key: string, folder: string) {
	await saveCampaign(pool, campaign, channels, openVault({ key, keyFile: join(folder, "secret.key") }));
	return createScreenLink(pool, campaign.id, "on-air", "Studio", { role: "host" });
}

type Settled = {
	readonly folder: string;
	readonly databaseUrl: string;
	readonly key: string;
	readonly port: number;
	readonly secret: string;
	readonly sandboxes: Pick<Installation, "x" | "facebook" | "stripe">;
};

function settingsOf({ folder, databaseUrl, key, port, secret, sandboxes }: Settled): Record<string, string> {
	return {
		DATABASE_URL: databaseUrl,
		CARILLON_DATA: folder,
		CARILLON_SECRET_KEY: key,
		CARILLON_CAMPAIGN: "",
		HOST: "127.0.0.1",
		PORT: String(port),
		// Where the sandbox Facebook fetches pictures; the workers must know it before the API has started.
		CARILLON_PUBLIC_URL: `http://127.0.0.1:${port}`,
		STRIPE_WEBHOOK_SECRETS: secret,
		STRIPE_API_KEY: "sk_test_sandbox",
		STRIPE_API_BASE: sandboxes.stripe.url,
		X_API_BASE: sandboxes.x.url,
		CARILLON_X_CLIENT_ID: SANDBOX_X_APP.clientId,
		CARILLON_X_CLIENT_SECRET: SANDBOX_X_APP.clientSecret,
		CARILLON_FACEBOOK_APP_ID: SANDBOX_FACEBOOK_APP.appId,
		CARILLON_FACEBOOK_APP_SECRET: SANDBOX_FACEBOOK_APP.appSecret,
		FACEBOOK_GRAPH_BASE: sandboxes.facebook.url,
		LOG_LEVEL: "info",
	};
}

async function openSandboxes({ ports = {}, xLimits }: InstallationOptions, secret: string, closers: Closers) {
	const x = await startXSandbox({ port: ports.x ?? 0, limits: xLimits === "none" ? NO_LIMIT : {} });
	closers.add(() => x.close());
	const facebook = await startFacebookSandbox({ port: ports.facebook ?? 0 });
	closers.add(() => facebook.close());
	const stripe = await startStripeSandbox({ port: ports.stripe ?? 0, secret, bankClearsMs: BANK_CLEARS_MS });
	closers.add(() => stripe.close());
	return { x, facebook, stripe };
}

async function ownDatabase(folder: string, closers: Closers): Promise<string> {
	const database = await startEmbeddedPostgres({ folder, durable: true });
	closers.add(() => database.stop());
	return database.url;
}
