#!/usr/bin/env node
import { Command } from "commander";
import { runAsProduction } from "../config/env.ts";
import { addApi } from "./command/api.ts";
import { addDemo } from "./command/demo.ts";
import { addDoctor } from "./command/doctor.ts";
import { addExport } from "./command/export.ts";
import { addImport } from "./command/import.ts";
import { addLink } from "./command/link.ts";
import { addMigrate } from "./command/migrate.ts";
import { failWith } from "./command/output.ts";
import { addPosting } from "./command/posting.ts";
import { addReconcile } from "./command/reconcile.ts";
import { addRehearse } from "./command/rehearse.ts";
import { addReplay } from "./command/replay.ts";
import { addStart } from "./command/start.ts";
import { addUser } from "./command/user.ts";
import { addWorker } from "./command/worker.ts";

// Before any command loads what looks at it.
runAsProduction();

const program = new Command("carillon")
	.description(
		"Turns a radiothon's gifts into an exact ledger, a live ticker, and posts on X and Facebook, each exactly once.",
	)
	.showHelpAfterError("(run it with --help for an example)")
	.addHelpText(
		"after",
		"\nExamples:\n  $ npx carillon demo\n  $ npx carillon start --campaign config/campaigns/example.json\n",
	);

for (const add of [
	addStart,
	addDemo,
	addReplay,
	addRehearse,
	addReconcile,
	addApi,
	addWorker,
	addMigrate,
	addPosting,
	addLink,
	addUser,
	addDoctor,
	addImport,
	addExport,
])
	add(program);

program.parseAsync().catch(failWith);
