import type { Command } from "commander";
import { readEnv } from "../../config/env.ts";
import { openLifecycle } from "../lifecycle.ts";
import { openLog } from "../log.ts";

const WORKERS = {
	publish: async () => (await import("../../workers/publish.ts")).openPublishWorker,
	schedule: async () => (await import("../../workers/schedule.ts")).openScheduleWorker,
} as const;

export function addWorker(program: Command): void {
	const worker = program.command("worker").description("run one worker process (needs DATABASE_URL)");
	for (const role of ["publish", "schedule"] as const) {
		worker
			.command(role)
			.description(
				role === "publish"
					? "sends posts to the channel accounts"
					: "the clock, the sweep, what has to be looked at again",
			)
			.addHelpText("after", `\nExample:\n  $ DATABASE_URL=postgres://... npx carillon worker ${role}\n`)
			.action(() => runWorkerProcess(role));
	}
}

async function runWorkerProcess(role: keyof typeof WORKERS): Promise<void> {
	const env = readEnv();
	const log = openLog(env.LOG_LEVEL, role);
	const lifecycle = openLifecycle(log);
	const closed = lifecycle.untilClosed();
	try {
		const { layFoundation } = await import("../foundation.ts");
		const open = await WORKERS[role]();
		await open(await layFoundation(env, log, lifecycle, role), lifecycle);
	} catch (error) {
		await lifecycle.close();
		throw error;
	}
	await closed;
}
