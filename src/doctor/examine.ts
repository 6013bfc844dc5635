import type { Env } from "../../config/env.ts";
import { findRunning } from "../command/running.ts";
import { examineChannels } from "./channels.ts";
import { examineDatabase } from "./database.ts";
import type { Finding } from "./finding.ts";
import { examineDrives } from "./readiness.ts";
import { examineSettings } from "./settings.ts";

/** Looks at everything that must be right before a drive goes on air; each finding says what to do. Never throws. */
export async function examine(env: Env): Promise<Finding[]> {
	const findings = examineSettings(env);
	const running = findRunning(env.dataFolder);
	const databaseUrl = env.DATABASE_URL ?? running?.databaseUrl;
	if (databaseUrl === undefined) {
		const says = 'none is named and no "carillon start" is running here: set DATABASE_URL, or start Carillon first';
		return [...findings, { what: "Database", state: "broken", says }];
	}
	findings.push(...(await examineDatabase(env, databaseUrl)));
	if (findings.every((finding) => finding.what !== "Database" || finding.state !== "broken")) {
		findings.push(...(await examineChannels(env, databaseUrl)), ...(await examineDrives(env, databaseUrl)));
	}
	return findings;
}
