import type { Command } from "commander";
import type { StartOptions } from "./start-everything.ts";

export function addStart(program: Command): void {
	program
		.command("start")
		.description("run everything on this machine: database, API, publish and schedule workers")
		.option("--campaign <file>", "a campaign file to create or update first (CARILLON_CAMPAIGN)")
		.option("--port <number>", "where the pages are (PORT, 4100)")
		.option("--exact-port", "fail where the port is taken, instead of taking the next free one")
		.addHelpText(
			"after",
			"\nExample:\n  $ STRIPE_WEBHOOK_SECRETS=whsec_... npx carillon start --campaign config/campaigns/example.json\n",
		)
		.action(async (options: StartOptions) => (await import("./start-everything.ts")).startEverything(options));
}
