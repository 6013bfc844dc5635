import type { Command } from "commander";
import { readEnv, SettingError } from "../../config/env.ts";
import { migrate } from "../db/migrate.ts";
import { loadCampaignFile } from "./load-campaign.ts";
import { print } from "./output.ts";

export function addMigrate(program: Command): void {
	program
		.command("migrate")
		.description("bring the database's tables up to this version (safe to run twice, and from several machines)")
		.option("--json", "print one line of JSON")
		.addHelpText(
			"after",
			"\nExample:\n  $ DATABASE_URL=postgres://... npx carillon migrate\nWith CARILLON_CAMPAIGN=FILE.json it also loads that campaign.\n",
		)
		.action(async (options: { json?: boolean }) => {
			const env = readEnv();
			if (env.DATABASE_URL === undefined)
				throw new SettingError("DATABASE_URL is not set: name the database to migrate.");
			const { applied } = await migrate(env.DATABASE_URL);
			const lines = applied.length === 0 ? ["The database is up to date."] : applied.map((name) => `Applied ${name}.`);
			const loaded =
				env.CARILLON_CAMPAIGN === undefined
					? null
					: await loadCampaignFile(env, env.DATABASE_URL, env.CARILLON_CAMPAIGN);
			if (loaded !== null) lines.push(...loaded.lines);
			print(options.json === true, { applied, campaign: loaded?.campaignId ?? null }, lines);
		});
}
