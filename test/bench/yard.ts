import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { childEnv, freshSecret } from "../../config/env.ts";
import { saveCampaign } from "../../src/campaign/store.ts";
import { openVault } from "../../src/channel/vault.ts";
import { startEmbeddedPostgres } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openPool } from "../../src/db/pool.ts";
import { launch } from "../../src/rehearsal/child-process.ts";
import { webhookBodies } from "../../src/rehearsal/replay/webhook-bodies.ts";
import { aCampaign } from "../support/campaigns.ts";

export const SECRET = "whsec_bench";
export const CAMPAIGN = "bench";

/** A durable database of its own, with one live campaign; everything goes when it is closed. */
export async function openYard() {
	const folder = mkdtempSync(join(tmpdir(), "carillon-bench-"));
	const server = await startEmbeddedPostgres({ folder, durable: true });
	const pools: pg.Pool[] = [];
	const children: ReturnType<typeof launch>[] = [];

	/** A database of its own on the same server. */
	async function database(name: string): Promise<{ url: string; pool: pg.Pool }> {
		const admin = openPool(server.url, { max: 1 });
		await admin.query(`create database ${name}`);
		await admin.end();
		const url = server.url.replace(/\/[^/]*$/, `/${name}`);
		await migrate(url);
		const pool = openPool(url, { max: 2, statementTimeout: 0 });
		pools.push(pool);
		const campaign = aCampaign({
			id: CAMPAIGN,
			slug: CAMPAIGN,
			opensAt: Date.now() - 3_600_000,
			closesAt: Date.now() + 86_400_000,
		});
		await saveCampaign(pool, campaign, [], openVault({ key: freshSecret(), keyFile: join(folder, "unused.key") }));
		return { url, pool };
	}

	/** A process of ours or of the yardsticks'; gives its address. */
	async function process(
		script: string,
		args: readonly string[],
		env: Readonly<Record<string, string>> = {},
	): Promise<string> {
		const path = fileURLToPath(new URL(script, import.meta.url));
		const settings = {
			STRIPE_WEBHOOK_SECRETS: SECRET,
			PORT: "0",
			LOG_LEVEL: "info",
			CARILLON_DATA: folder,
			REDIS_URL: "",
		};
		const child = launch([path, ...args], childEnv({ ...settings, ...env }), () => undefined);
		children.push(child);
		const { port } = await child.ready(30_000);
		return `http://127.0.0.1:${port}`;
	}

	async function close(): Promise<void> {
		for (const child of children) child.end("SIGTERM");
		await Promise.all(children.map((child) => child.ended));
		await Promise.all(pools.map((pool) => pool.end()));
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}

	return { database, process, close };
}

export const OUR_COMMAND = "../../src/cli.js";

/** Ever new deliveries: gifts of 25 dollars and some cents, each its own payment. */
export function newGifts(run: string) {
	const bodies = webhookBodies({ run, campaignId: CAMPAIGN, currency: "usd" });
	let count = 0;
	return () => {
		count += 1;
		const row = {
			id: String(count),
			at: Date.now(),
			amount: 2_500 + (count % 100),
			name: null,
			isAnonymous: true,
			isMonthly: false,
			station: null,
		};
		const [body] = bodies.of(row, "payment");
		if (body === undefined) throw new Error("A gift without an event.");
		return body;
	};
}
