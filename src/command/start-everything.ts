import { type Env, readEnv } from "../../config/env.ts";
import { openPublishWorker } from "../../workers/publish.ts";
import { openScheduleWorker } from "../../workers/schedule.ts";
import { startEmbeddedPostgres } from "../db/embedded.ts";
import { migrate } from "../db/migrate.ts";
import { layFoundation } from "../foundation.ts";
import { type Lifecycle, openLifecycle } from "../lifecycle.ts";
import { type Log, openLog } from "../log.ts";
import { openApi } from "../server.ts";
import { firstLink } from "../staff/auth/first-link.ts";
import { loadCampaignFile } from "./load-campaign.ts";
import { noteRunning } from "./running.ts";

export type StartOptions = { campaign?: string; port?: string; exactPort?: boolean };

/** All of Carillon in this process, until it is told to end. */
export async function startEverything(options: StartOptions): Promise<void> {
	const given = readEnv();
	const env = options.port === undefined ? given : { ...given, PORT: Number(options.port) };
	const log = openLog(env.LOG_LEVEL, "start");
	const lifecycle = openLifecycle(log);
	const closed = lifecycle.untilClosed();
	try {
		await openEverything(env, log, lifecycle, options);
	} catch (error) {
		await lifecycle.close();
		throw error;
	}
	await closed;
}

async function openEverything(env: Env, log: Log, lifecycle: Lifecycle, options: StartOptions): Promise<void> {
	const databaseUrl = env.DATABASE_URL ?? (await bringDatabase(env, log, lifecycle));
	await migrate(databaseUrl);
	const file = options.campaign ?? env.CARILLON_CAMPAIGN;
	const loaded = file === undefined ? null : await loadCampaignFile(env, databaseUrl, file);
	const foundation = await layFoundation({ ...env, DATABASE_URL: databaseUrl }, log, lifecycle, "start");
	await openPublishWorker(foundation, lifecycle);
	await openScheduleWorker(foundation, lifecycle);
	// Last: once it answers, everything behind it is there.
	const { url, port } = await openApi(foundation, lifecycle, options.exactPort !== true);
	const forget = noteRunning(env.dataFolder, { databaseUrl, url });
	lifecycle.onClose("note of what runs", async () => forget());
	const { campaigns } = await foundation.directory.refresh();
	const lines = [`Carillon is running: ${url}`, `Stripe sends to: ${url}/webhooks/stripe`];
	if (env.PORT !== 0 && port !== env.PORT)
		lines.unshift(`Port ${env.PORT} is taken by another program, so it is ${port} this time.`);
	if (env.stripeWebhookSecrets.length === 0)
		lines.push("Stripe's deliveries are refused until STRIPE_WEBHOOK_SECRETS is set.");
	for (const line of loaded?.lines ?? []) lines.push(line.replace(": /", `: ${url}/`));
	if (campaigns.length === 0)
		lines.push(
			"There is no campaign yet: start with --campaign config/campaigns/example.json (copy and edit it first).",
		);
	const first = await firstLink(foundation.pool, env.CARILLON_PUBLIC_URL ?? url, Date.now());
	if (first !== null) lines.push(`Nobody has an account yet. Make yours here, once and within a day: ${first}`);
	else lines.push(`Staff sign in at: ${url}/staff`);
	lines.push("Stop it with Ctrl-C.");
	process.stderr.write(`${lines.join("\n")}\n`);
}

async function bringDatabase(env: Env, log: Log, lifecycle: Lifecycle): Promise<string> {
	const database = await startEmbeddedPostgres({ folder: env.dataFolder, log });
	lifecycle.onClose("embedded database", () => database.stop());
	return database.url;
}
