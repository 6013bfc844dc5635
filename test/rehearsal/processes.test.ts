import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { childEnv } from "../../config/env.ts";
import { startProcesses } from "../../src/rehearsal/processes.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "carillon-processes-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands in for the command line: says who it is, then what its role says when it is ready. */
function program(name: string, code: string): string {
	const path = join(folder, name);
	writeFileSync(path, code);
	return path;
}

const obedient = program(
	"obedient.mjs",
	`import { createServer } from "node:http";
	const role = process.argv.slice(2).join(" ");
	console.log(JSON.stringify({ msg: "pid", pid: process.pid }));
	const server = createServer((_, response) => response.end(role));
	server.listen(role === "api" ? Number(process.env.PORT) : 0, "127.0.0.1", () => {
		console.log(JSON.stringify(role === "api" ? { msg: "listening", port: server.address().port } : { msg: "working" }));
	});
	process.on("SIGTERM", () => (process.env.DEAF ? undefined : process.exit(0)));`,
);

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function start(env: Record<string, string> = {}) {
	const pids: number[] = [];
	const processes = await startProcesses({
		env: childEnv({ PORT: "0", ...env }),
		cli: obedient,
		onLine: (_, line) => {
			if (line.includes('"pid"')) pids.push(JSON.parse(line).pid);
		},
	});
	return { processes, pids };
}

describe("the three processes", () => {
	test("are up when they are said to be, and gone after stop", async () => {
		const { processes, pids } = await start();
		expect(await (await fetch(processes.apiUrl)).text()).toBe("api");
		expect(pids).toHaveLength(3);
		await processes.stop();
		expect(pids.filter(isAlive)).toEqual([]);
		expect(processes.restarts()).toBe(0);
	});

	test("come back after kill -9, the API on the same port", async () => {
		const { processes, pids } = await start();
		processes.kill("api");
		await until("a fourth process", () => pids.length === 4);
		const answers = () =>
			fetch(processes.apiUrl).then(
				({ ok }) => ok,
				() => false,
			);
		await until("an answer on the same port", answers);
		expect(processes.restarts()).toBe(1);
		await processes.stop();
		expect(pids.filter(isAlive)).toEqual([]);
	});

	test("that ignore SIGTERM are killed once their time is up", async () => {
		const { processes, pids } = await start({ DEAF: "1" });
		await processes.stop(200);
		expect(pids.filter(isAlive)).toEqual([]);
	});

	test("that can't start are told with their last words, and leave nothing running", async () => {
		const broken = program("broken.mjs", 'console.error("no such table"); process.exit(1);');
		await expect(startProcesses({ env: childEnv({}), cli: broken })).rejects.toThrow(
			/ended before it was ready.*\nno such table/,
		);
	});
});
