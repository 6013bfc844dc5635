import type { Command } from "commander";
import type pg from "pg";
import { readEnv, SettingError } from "../../config/env.ts";
import { type PostingStatus, postingStatus, resumePosting, stopPosting } from "../posting/red-button.ts";
import { print } from "./output.ts";
import { withDatabase } from "./with-database.ts";

type Options = { campaign?: string; json?: boolean };

const ACTS = {
	stop: {
		says: "THE RED BUTTON: no new post begins once this returns",
		act: (pool: pg.Pool, id: string) => stopPosting(pool, id, "command line"),
	},
	resume: {
		says: "let posts go again, each with the figures of its moment; those that are too late are dropped",
		act: (pool: pg.Pool, id: string) => resumePosting(pool, id, { by: "command line" }),
	},
	status: { says: "what is stopped, waiting, on its way", act: postingStatus },
} as const;

export function addPosting(program: Command): void {
	const posting = program.command("posting").description("stop and resume all posting of a campaign");
	for (const [name, { says, act }] of Object.entries(ACTS)) {
		posting
			.command(name)
			.description(says)
			.option("--campaign <id>", "which campaign; may be left out where there is one")
			.option("--json", "print one line of JSON")
			.addHelpText("after", `\nExample:\n  $ npx carillon posting ${name}\n`)
			.action(async (options: Options) => {
				const status = await withDatabase(readEnv(), async (pool) =>
					act(pool, await campaignOf(pool, options.campaign)),
				);
				print(options.json === true, status, describe(status));
			});
	}
}

async function campaignOf(pool: pg.Pool, named: string | undefined): Promise<string> {
	if (named !== undefined) return named;
	const { rows } = await pool.query<{ id: string }>("select id from campaign where state <> 'archived' order by id");
	const [only, ...others] = rows;
	if (only === undefined) throw new SettingError("There is no campaign yet.");
	if (others.length === 0) return only.id;
	throw new SettingError(`Say which campaign with --campaign: ${rows.map((row) => row.id).join(", ")}.`);
}

function describe(status: PostingStatus): string[] {
	const head =
		status.stoppedAt === null
			? `Posting for ${status.campaignId} is on.`
			: `Posting for ${status.campaignId} is STOPPED since ${status.stoppedAt} (by ${status.stoppedBy ?? "somebody"}).`;
	const lines = [
		head,
		`Waiting: ${status.waiting}. Held: ${status.held}. On their way: ${status.sending}. Unconfirmed: ${status.unconfirmed}.`,
	];
	if (status.stoppedAt !== null && status.sending > 0)
		lines.push("Those on their way had left before the button was pressed and can't be called back.");
	return lines;
}
