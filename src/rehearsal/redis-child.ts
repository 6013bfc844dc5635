import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../db/free-port.ts";

export type RedisChild = {
	readonly url: string;
	/** Empties it, for chaos: the queue is disposable and has to be rebuilt from the database. */
	flush(): Promise<void>;
	stop(): Promise<void>;
};

const READY_WITHIN = 10_000;

/** A Redis that keeps nothing, for one replay. @throws where redis-server isn't installed, with the package to install. */
export async function startRedis(): Promise<RedisChild> {
	const folder = mkdtempSync(join(tmpdir(), "carillon-redis-"));
	const port = await freePort();
	const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
	const child = spawn("redis-server", settings, { stdio: "ignore", detached: true });
	const endNow = () => child.kill("SIGKILL");
	process.on("exit", endNow);
	let failure: NodeJS.ErrnoException | null = null;
	const ended = new Promise<void>((resolve) => {
		child.once("close", () => resolve());
		child.once("error", (error: NodeJS.ErrnoException) => {
			failure = error;
			resolve();
		});
	});
	const stop = async () => {
		child.kill("SIGTERM");
		await ended;
		process.off("exit", endNow);
		rmSync(folder, { recursive: true, force: true });
	};
	const isUp = await Promise.race([ended.then(() => false), answers(port)]);
	if (isUp) return { url: `redis://127.0.0.1:${port}`, flush: async () => void (await say(port, "FLUSHALL")), stop };
	await stop();
	throw new Error(noRedis(failure));
}

function noRedis(failure: NodeJS.ErrnoException | null): string {
	return failure?.code === "ENOENT"
		? "redis-server is not installed: install the Debian package redis-server, set REDIS_URL, or use --queue postgres"
		: "redis-server ended as soon as it was started: set REDIS_URL to a running one, or use --queue postgres";
}

async function answers(port: number): Promise<boolean> {
	const until = performance.now() + READY_WITHIN;
	while (performance.now() < until) {
		if ((await say(port, "PING").catch(() => "")) === "+PONG") return true;
		await pause(30);
	}
	return false;
}

/** One inline command and the first line of its answer. Enough for our own child; the queue speaks through its library. */
function say(port: number, command: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, "127.0.0.1", () => socket.write(`${command}\r\n`));
		socket.setEncoding("utf8");
		socket.once("data", (text: string) => {
			socket.destroy();
			resolve(text.split("\r\n")[0] ?? "");
		});
		socket.once("error", reject);
	});
}
