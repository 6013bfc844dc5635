import { type Command, Option } from "commander";
import { readEnv, SettingError } from "../../config/env.ts";
import { IMPORT_FIELDS, IMPORT_KINDS } from "../domain/gift/import-kind.ts";
import { askedCampaign } from "./asked-campaign.ts";
import type { ImportOptions } from "./import-file.ts";
import { withDatabase } from "./with-database.ts";

const EXPLANATION = `
A column is named by its header or by its number from 1. Fields: ${IMPORT_FIELDS.join(", ")}.
Nothing is announced or posted. Rows that can't be taken, or are there already, are left out and told.

Examples:
  $ npx carillon import calls.csv --kind pledges --dry-run
  $ npx carillon import calls.csv --kind pledges --map amount="Pledge total" --map at=3 --dates month-first
  $ npx carillon import --undo imp_1f0c9d6a7b2e4c58
`;

export function addImport(program: Command): void {
	program
		.command("import [file]")
		.description("bring in a call centre's pledges, a list of cheques, or last year's drive")
		.addOption(new Option("--kind <kind>", "what the file holds").choices(IMPORT_KINDS).default("pledges"))
		.option("--campaign <id>", "the drive, where there are several")
		.option("--map <field=column>", "what a column is; may be given several times", collect, [])
		.addOption(new Option("--dates <order>", "what 3/4/2026 is").choices(["month-first", "day-first"]))
		.addOption(new Option("--encoding <name>", "how the text is written").choices(["utf-8", "windows-1252"]))
		.option("--thank", "put these people on the hosts' thank-you list; without it they are history")
		.option("--all-or-nothing", "take nothing while a row can't be taken")
		.option("--dry-run", "tell what it would do, and do nothing")
		.option("--undo <import>", "take a whole import back")
		.option("--json", "print one line of JSON")
		.addHelpText("after", EXPLANATION)
		.action((file: string | undefined, options: ImportOptions) =>
			withDatabase(readEnv(), async (pool) => {
				const campaign = await askedCampaign(pool, options.campaign);
				// Loaded when it is wanted: other commands start without it.
				const { take, undo } = await import("./import-file.ts");
				if (options.undo !== undefined) return undo(pool, campaign, options.undo, options);
				if (file === undefined) throw new SettingError("Name the file: carillon import calls.csv --kind pledges");
				return take(pool, campaign, file, options);
			}),
		);
}

function collect(value: string, before: readonly string[]): readonly string[] {
	return [...before, value];
}
