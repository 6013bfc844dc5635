import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/db/embedded.ts";
import { openPool } from "../../src/db/pool.ts";
import { until } from "../support/until.ts";

// A process of its own has to run JavaScript: `npm test` builds it first.
const built = fileURLToPath(new URL("../../dist/src/db/embedded.js", import.meta.url));

describe("the embedded server", () => {
	let folder: string;
	let servers: EmbeddedPostgres[];
	let children: ChildProcess[];

	// Making a cluster takes a second or more: made once and copied for each test.
	let made: string;
	beforeAll(async () => {
		made = mkdtempSync(join(tmpdir(), "carillon-embedded-"));
		await (await startEmbeddedPostgres({ folder: made, durable: false })).stop();
	});
	afterAll(() => {
		rmSync(made, { recursive: true });
	});
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "carillon-embedded-"));
		execFileSync("cp", ["-a", join(made, "postgres"), folder]);
		[servers, children] = [[], []];
	});
	afterEach(async () => {
		await Promise.all(servers.map((server) => server.stop()));
		for (const child of children) child.kill("SIGKILL");
		const left = serverPid();
		if (left !== undefined && lives(left)) process.kill(left, "SIGQUIT");
		await until("no server is left", () => left === undefined || !lives(left));
		rmSync(folder, { recursive: true, force: true });
	});

	async function start(options: { port?: number } = {}): Promise<EmbeddedPostgres> {
		const server = await startEmbeddedPostgres({ folder, durable: false, ...options });
		servers.push(server);
		return server;
	}

	async function ask(url: string, sql: string): Promise<unknown[]> {
		const pool = openPool(url, { max: 1 });
		try {
			return (await pool.query(sql)).rows;
		} finally {
			await pool.end();
		}
	}

	function serverPid(): number | undefined {
		const file = join(folder, "postgres/cluster/postmaster.pid");
		return existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : undefined;
	}

	/** Another process that starts the server, says its address, and then runs `then`. In a process group of its own, as from a terminal. */
	async function startInChild(
		then: string,
	): Promise<{ child: ChildProcess; url: string; lines: string[]; ended: Promise<unknown> }> {
		const script = `
			const { startEmbeddedPostgres } = await import(${JSON.stringify(built)});
			const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
			console.log(server.url);
			${then}`;
		const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
			stdio: ["ignore", "pipe", "inherit"],
			detached: true,
			cwd: fileURLToPath(new URL("../..", import.meta.url)),
		});
		children.push(child);
		const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
		const lines: string[] = [];
		createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
		await until("the other process has started the server", () => lines.length > 0, 60_000);
		return { child, url: lines[0] ?? "", lines, ended };
	}

	const waitForEver = "setInterval(() => {}, 1000);";

	test("keeps what it was given between runs, and its password to itself", async () => {
		const first = await start();
		await ask(first.url, "create table bell (name text)");
		await ask(first.url, "insert into bell values ('Großer Pummerin')");
		await first.stop();
		expect(serverPid()).toBeUndefined();
		const second = await start();
		expect(await ask(second.url, "select upper(name) name from bell")).toEqual([{ name: "GROßER PUMMERIN" }]);
		expect(statSync(join(folder, "postgres/password")).mode & 0o777).toBe(0o600);
		expect(new URL(second.url).password).toBe(readFileSync(join(folder, "postgres/password"), "utf8"));
		expect(new URL(second.url).password.length).toBeGreaterThanOrEqual(32);
		await expect(ask(second.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
	});

	test("makes commits durable unless a test says otherwise", async () => {
		const { url } = await startInChild(waitForEver);
		expect(
			await ask(
				url,
				"select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name",
			),
		).toEqual([
			{ name: "fsync", setting: "on" },
			{ name: "full_page_writes", setting: "on" },
			{ name: "synchronous_commit", setting: "on" },
		]);
		expect(await ask(url, "select setting from pg_settings where name = 'listen_addresses'")).toEqual([
			{ setting: "127.0.0.1" },
		]);
	});

	test("a second start on the same folder names the process that has it, and disturbs nothing", async () => {
		const { child, url } = await startInChild(waitForEver);
		await expect(start()).rejects.toThrow(
			new RegExp(`already runs on .* as process ${child.pid}\\. Stop that one first .*another data folder`),
		);
		expect(await ask(url, "select 1 one")).toEqual([{ one: 1 }]);
	});

	test("a second start in the same process is refused as well", async () => {
		await start();
		await expect(start()).rejects.toThrow(`as process ${process.pid}`);
	});

	test("after kill -9 the server that was left is stopped, and what was committed is there", async () => {
		const { child, url, ended } = await startInChild(waitForEver);
		await ask(url, "create table bell as select 'committed' as state");
		const orphan = serverPid();
		child.kill("SIGKILL");
		await ended;
		expect(orphan !== undefined && lives(orphan)).toBe(true);
		const next = await start();
		expect(orphan !== undefined && lives(orphan)).toBe(false);
		expect(await ask(next.url, "select state from bell")).toEqual([{ state: "committed" }]);
	});

	test("after a crash of server and owner together it recovers", async () => {
		const { child, url, ended } = await startInChild(waitForEver);
		await ask(url, "create table bell as select n from generate_series(1, 50000) n");
		const pid = serverPid();
		child.kill("SIGKILL");
		if (pid !== undefined) process.kill(pid, "SIGKILL");
		await ended;
		const next = await start();
		expect(await ask(next.url, "select count(*) bells from bell")).toEqual([{ bells: 50_000 }]);
	});

	test("it does not outlive a process that simply ends", async () => {
		const { ended } = await startInChild("await new Promise((go) => setTimeout(go, 50)); process.exit(0);");
		const pid = serverPid();
		await ended;
		await until("the server is gone", () => pid === undefined || !lives(pid));
	});

	test("Ctrl-C in the terminal reaches us and not the server, which still answers while we shut down", async () => {
		const { child, lines, ended } = await startInChild(`
			import pg from "pg";
			process.once("SIGINT", async () => {
				const client = new pg.Client(server.url);
				await client.connect();
				await client.query("create table last_words (words text)");
				await client.end();
				await server.stop();
				console.log("stopped in order");
				process.exit(0);
			});
			console.log("listens");
			${waitForEver}`);
		// The address is said before the listener stands: a Ctrl-C in between would end the process, as it should.
		await until("it listens for Ctrl-C", () => lines.at(-1) === "listens");
		if (child.pid === undefined) throw new Error("The other process has no id.");
		// What a terminal does: every process of the foreground group gets it.
		process.kill(-child.pid, "SIGINT");
		expect(await ended).toEqual({ code: 0, signal: null });
		// The process can be gone before its last line is read.
		await until("it has said its last words", () => lines.at(-1) === "stopped in order", 60_000);
		expect(serverPid()).toBeUndefined();
		expect(await ask((await start()).url, "select count(*) found from last_words")).toEqual([{ found: 0 }]);
	});

	test("a server that dies under us is started again on the same port", async () => {
		const server = await start();
		const first = serverPid();
		if (first === undefined) throw new Error("No server runs.");
		process.kill(first, "SIGKILL");
		await until(
			"it answers again",
			() =>
				ask(server.url, "select 1").then(
					() => serverPid() !== first,
					() => false,
				),
			20_000,
		);
		await server.stop();
		expect(serverPid()).toBeUndefined();
	});

	test("a port of our choice is used, and one that is taken is said to be", async () => {
		const first = await start();
		const port = Number(new URL(first.url).port);
		const elsewhere = mkdtempSync(join(tmpdir(), "carillon-embedded-"));
		await expect(startEmbeddedPostgres({ folder: elsewhere, durable: false, port })).rejects.toThrow(
			/did not start[\s\S]*Address already in use/,
		);
		rmSync(elsewhere, { recursive: true });
		await first.stop();
		const second = await start({ port });
		expect(new URL(second.url).port).toBe(String(port));
		expect(await accepts("127.0.0.1", port)).toBe(true);
	});

	test("a first start that was cut short is begun anew", async () => {
		renameSync(join(folder, "postgres/cluster"), join(folder, "postgres/cluster.new"));
		rmSync(join(folder, "postgres/cluster.new/global"), { recursive: true });
		expect(await ask((await start()).url, "select 1 one")).toEqual([{ one: 1 }]);
	});

	test("files of another major version are left alone, with what to do", async () => {
		writeFileSync(join(folder, "postgres/cluster/PG_VERSION"), "15\n");
		await expect(start()).rejects.toThrow(/made by PostgreSQL 15.*pg_dump/);
	});

	test("a lost or wrong password file is named, and the folder can be used again once it is back", async () => {
		await (await start()).stop();
		const file = join(folder, "postgres/password");
		renameSync(file, `${file}.away`);
		await expect(start()).rejects.toThrow(/password is gone/);
		writeFileSync(file, "not it");
		await expect(start()).rejects.toThrow(/is not the one this database was made with/);
		renameSync(`${file}.away`, file);
		await start();
	});
});

function lives(pid: number): boolean {
	try {
		return process.kill(pid, 0) && !isZombie(pid);
	} catch {
		return false;
	}
}

/** Where nothing reaps orphans (a container without an init) a dead process keeps its number. */
function isZombie(pid: number): boolean {
	const file = `/proc/${pid}/stat`;
	return existsSync(file) && /\) Z /.test(readFileSync(file, "utf8"));
}

function accepts(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createConnection({ host, port });
		socket.once("connect", () => resolve(socket.destroy() !== undefined));
		socket.once("error", () => resolve(false));
	});
}
