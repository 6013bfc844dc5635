import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Argument, type Command, Option } from "commander";
import { readEnv } from "../../config/env.ts";
import { auditAs, COMMAND_LINE } from "../audit/write-line.ts";
import { askedCampaign } from "./asked-campaign.ts";
import { EXPORTS, type ExportedThing } from "./exported-things.ts";
import { withDatabase } from "./with-database.ts";

type Options = { readonly campaign?: string; readonly out?: string; readonly for: "excel" | "programs" };

const EXPLANATION = `
Whoever may run this command sees everything: gifts, pledges and donor-database hold names, e-mail addresses and phone numbers.

Examples:
  $ npx carillon export gifts --out gifts.csv
  $ npx carillon export donor-database --for programs --out donors.csv
`;

export function addExport(program: Command): void {
	program
		.command("export")
		.description("write a drive's gifts, pledges, posts or audit log as CSV")
		.addArgument(new Argument("<what>", "which").choices(EXPORTS))
		.option("--campaign <id>", "the drive, where there are several")
		.option("--out <file>", "write into this file instead of standard output")
		.addOption(new Option("--for <reader>", "who opens it").choices(["excel", "programs"]).default("excel"))
		.addHelpText("after", EXPLANATION)
		.action((what: ExportedThing, options: Options) =>
			withDatabase(readEnv(), async (pool) => {
				const campaign = await askedCampaign(pool, options.campaign);
				const note = auditAs(pool, COMMAND_LINE, "carillon export");
				await note({ what: "export.taken", campaignId: campaign.id, subject: what });
				// Loaded when they are wanted: other commands start without them.
				const [{ exportOf }, { csvPieces }] = await Promise.all([import("./export-rows.ts"), import("../http/csv.ts")]);
				const { columns, rows } = exportOf(pool, campaign, what);
				const pieces = Readable.from(csvPieces(columns, rows, { forPrograms: options.for === "programs" }));
				if (options.out === undefined) return pipeline(pieces, process.stdout, { end: false });
				await pipeline(pieces, createWriteStream(options.out, { mode: 0o600 }));
				process.stderr.write(`Written to ${options.out}\n`);
			}),
		);
}
