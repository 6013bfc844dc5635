import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnv } from "../../config/env.ts";
import { launch } from "../../src/rehearsal/child-process.ts";
import { median, type Row } from "./row.ts";
import { OUR_COMMAND, SECRET } from "./yard.ts";

const STARTS = 3;

/** `carillon start` on a data folder that exists, until the first 200. */
export async function measureStart(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), "carillon-bench-"));
	try {
		await startOnce(folder);
		const times: number[] = [];
		for (let start = 0; start < STARTS; start += 1) times.push(await startOnce(folder));
		return [
			{
				what: "start",
				how: "carillon start on an existing data folder to its first 200",
				value: median(times) / 1000,
				target: 3,
				better: "lower",
				unit: "s",
			},
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function startOnce(folder: string): Promise<number> {
	const env = childEnv({
		CARILLON_DATA: folder,
		DATABASE_URL: "",
		REDIS_URL: "",
		STRIPE_WEBHOOK_SECRETS: SECRET,
		PORT: "0",
		LOG_LEVEL: "info",
	});
	const began = performance.now();
	let found: (port: number) => void = () => undefined;
	const listening = new Promise<number>((resolve) => {
		found = resolve;
	});
	const child = launch([fileURLToPath(new URL(OUR_COMMAND, import.meta.url)), "start"], env, (line) => {
		const port = /"port":(\d+).*"msg":"listening"/.exec(line)?.[1];
		if (port !== undefined) found(Number(port));
	});
	try {
		const port = await listening;
		const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
		if (answer.status !== 200) throw new Error(`healthz answered ${answer.status}`);
		return performance.now() - began;
	} finally {
		child.end("SIGTERM");
		await child.ended;
	}
}
