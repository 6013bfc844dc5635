import type { Env } from "../../config/env.ts";
import { openChannel } from "../channel/open-channel.ts";
import { openPool } from "../db/pool.ts";
import { vaultOf } from "../foundation.ts";
import { dryRunRecords } from "../posting/dry-run-records.ts";
import { type Account, loadEnabledAccounts } from "../posting/store.ts";
import type { Finding } from "./finding.ts";

const ASK_WITHIN_MS = 10_000;

/** Asks every connected account who it is; nothing is posted. */
export async function examineChannels(env: Env, databaseUrl: string): Promise<Finding[]> {
	const pool = openPool(databaseUrl, { max: 2, applicationName: "carillon doctor" });
	try {
		const accounts = await loadEnabledAccounts(pool);
		return await Promise.all(accounts.map((account) => examineOne(env, account, dryRunRecords(pool))));
	} finally {
		await pool.end();
	}
}

async function examineOne(env: Env, account: Account, dryRun: ReturnType<typeof dryRunRecords>): Promise<Finding> {
	const what = `Channel ${account.name} (${account.platform})`;
	if (account.pausedReason !== null && account.pausedUntil === null) {
		return { what, state: "broken", says: `${account.pausedReason} Afterwards: "carillon posting resume"` };
	}
	try {
		const onAir = { record: async () => 0, find: async () => null, isAway: () => false };
		const channel = await openChannel(
			{
				vault: vaultOf(env),
				timeoutMs: ASK_WITHIN_MS,
				now: Date.now,
				xApiBase: env.X_API_BASE,
				facebookGraphBase: env.FACEBOOK_GRAPH_BASE,
				onAir,
				dryRun,
			},
			account,
		);
		const answer = await channel.whoAmI();
		await channel.close();
		return answer.ok ? { what, state: "ok", says: answer.name } : { what, state: "broken", says: answer.reason };
	} catch (error) {
		return { what, state: "broken", says: error instanceof Error ? error.message : "its credentials can't be used" };
	}
}
