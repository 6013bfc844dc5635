import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { Redis } from "ioredis";
import { freePort } from "../../src/db/free-port.ts";

export type TestRedis = {
	url: string;
	/** What an operator's FLUSHALL does, or the loss of a Redis without a disk. */
	flush(): Promise<void>;
	/** Ends the server; `resume` starts an empty one on the same port. */
	stop(): Promise<void>;
	resume(): Promise<void>;
};

export const redisIsInstalled = spawnSync("redis-server", ["--version"]).status === 0;

/** For the name of a suite that has to be skipped without it. */
export const redisMissing = "redis-server is not on the PATH: apt-get install redis-server";

/** A Redis of the test's own, on a free port, that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
	const port = await freePort();
	const url = `redis://127.0.0.1:${port}`;
	let child = await spawnRedis(port);
	return {
		url,
		async flush() {
			const client = new Redis(url);
			await client.flushall();
			await client.quit();
		},
		async stop() {
			child.kill("SIGKILL");
			if (child.exitCode === null && child.signalCode === null) await new Promise((ended) => child.once("exit", ended));
		},
		async resume() {
			child = await spawnRedis(port);
		},
	};
}

function spawnRedis(port: number): Promise<ChildProcess> {
	// Without "noeviction" BullMQ would warn; it is Redis's default.
	const child = spawn(
		"redis-server",
		["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
		{
			stdio: ["ignore", "pipe", "inherit"],
		},
	);
	const end = () => child.kill("SIGKILL");
	process.once("exit", end);
	child.once("exit", () => process.off("exit", end));
	return new Promise((resolve, reject) => {
		child.once("exit", (code) => reject(new Error(`redis-server ended at its start with code ${code}.`)));
		child.once("error", reject);
		child.stdout.on("data", (chunk) => {
			if (String(chunk).includes("Ready to accept connections")) resolve(child);
		});
	});
}
