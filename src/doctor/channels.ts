import type { Env } from "../../config/env.ts";
import { openChannel } from "../channel/open-channel.ts";
import { openPool } from "../db/pool.ts";
import { pictureBy } from "../domain/post/post.ts";
import { vaultOf } from "../foundation.ts";
import { dryRunRecords } from "../posting/dry-run-records.ts";
import { type Account, loadEnabledAccounts } from "../posting/store.ts";
import type { Finding } from "./finding.ts";

const ASK_WITHIN_MS = 10_000;

const NO_PICTURES =
	"Its posts go out without pictures: Facebook fetches them from a public address, so set CARILLON_PUBLIC_URL to where the world reaches Carillon.";

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
		if (!answer.ok) return { what, state: "broken", says: answer.reason };
		if (pictureBy(account.platform) === "address" && env.CARILLON_PUBLIC_URL === undefined) {
			return { what, state: "warning", says: `${answer.name}. ${NO_PICTURES}` };
		}
		return { what, state: "ok", says: answer.name };
	} catch (error) {
		return { what, state: "broken", says: error instanceof Error ? error.message : "its credentials can't be used" };
	}
}
