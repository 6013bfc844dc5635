import type { Command } from "commander";
import { readEnv } from "../../config/env.ts";
import { openLifecycle } from "../lifecycle.ts";
import { openLog } from "../log.ts";

export function addApi(program: Command): void {
	program
		.command("api")
		.description("run one API process: webhooks, screens, live streams (needs DATABASE_URL)")
		.addHelpText(
			"after",
			"\nExample:\n  $ DATABASE_URL=postgres://... STRIPE_WEBHOOK_SECRETS=whsec_... npx carillon api\n",
		)
		.action(async () => {
			// Loaded here, so that no command pays for what another one needs.
			const { layFoundation } = await import("../foundation.ts");
			const { openApi } = await import("../server.ts");
			const env = readEnv();
			const log = openLog(env.LOG_LEVEL, "api");
			const lifecycle = openLifecycle(log);
			const closed = lifecycle.untilClosed();
			try {
				await openApi(await layFoundation(env, log, lifecycle, "api"), lifecycle);
			} catch (error) {
				await lifecycle.close();
				throw error;
			}
			await closed;
		});
}
