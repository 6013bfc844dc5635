import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.ts";
import { errorCode } from "./error-code.ts";
import { freePort } from "./free-port.ts";
import { type Account, spawnAs } from "./postgres-account.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import type { ClusterFolder } from "./postgres-folder.ts";
import { serverSettings } from "./postgres-settings.ts";

export type ServerSetting = {
	folder: ClusterFolder;
	account: Account;
	binaries: PostgresBinaries;
	password: string;
	durable: boolean;
	log: Log;
};
/** `ended` resolves with how the process ended, and never rejects. */
export type RunningServer = { child: ChildProcess; ended: Promise<string>; port: number };

export const SUPERUSER = "carillon";
/** Replaying the write-ahead log after a crash of the machine takes its time; more than this is a fault. */
const START_DEADLINE = 180_000;
const STOP_DEADLINE = 20_000;

export function serverUrl({ password }: ServerSetting, port: number, database: string): string {
	return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Starts the server and waits until it takes connections. `spawned` hears of its process before that.
 * A free port may be taken by somebody else before the server binds it: then another is tried.
 */
export async function launchServer(
	setting: ServerSetting,
	wanted: number | undefined,
	spawned: (server: RunningServer) => void = () => {},
): Promise<RunningServer> {
	for (let attempt = 1; ; attempt++) {
		const running = spawnServer(setting, wanted ?? (await freePort()));
		spawned(running);
		try {
			await untilReady(setting, running);
			return running;
		} catch (error) {
			await endServer(running);
			const taken = error instanceof Error && error.message.includes("Address already in use");
			if (!taken || wanted !== undefined || attempt === 5) throw error;
		}
	}
}

function spawnServer(setting: ServerSetting, port: number): RunningServer {
	const { folder, account, binaries, durable } = setting;
	const settings = Object.entries({ ...serverSettings(durable), port: String(port) });
	const output = openLogFile(folder.logFile, account);
	const child = spawn(
		binaries.postgres,
		["-D", folder.cluster, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
		{
			...spawnAs(account),
			// Its own file and not a pipe: it goes on writing when we are gone, and never waits for us to read.
			stdio: ["ignore", output, output],
			detached: true,
		},
	);
	closeSync(output);
	child.unref();
	return { child, ended: endOf(child), port };
}

function openLogFile(path: string, account: Account): number {
	const tooLong = existsSync(path) && statSync(path).size > 10_000_000;
	const file = openSync(path, tooLong ? "w" : "a", 0o600);
	if (account) chownSync(path, account.uid, account.gid);
	return file;
}

async function untilReady(setting: ServerSetting, server: RunningServer): Promise<void> {
	let outcome: string | undefined;
	void server.ended.then((how) => {
		outcome = how;
	});
	const deadline = Date.now() + START_DEADLINE;
	while (!saysReady(setting, server)) {
		const said = () => lastLines(setting.folder.logFile);
		if (outcome !== undefined) throw new Error(`The database server did not start (${outcome}):\n${said()}`);
		if (Date.now() > deadline)
			throw new Error(`The database server was not ready after ${START_DEADLINE / 1000} s:\n${said()}`);
		await pause(20);
	}
	await tryPassword(setting, server);
}

/** The server writes its process id and its state into a file. Knocking instead could be answered by somebody else's server on that port. */
function saysReady({ folder }: ServerSetting, { child }: RunningServer): boolean {
	const file = join(folder.cluster, "postmaster.pid");
	if (!existsSync(file)) return false;
	const lines = readFileSync(file, "utf8").split("\n");
	return Number(lines[0]) === child.pid && lines[7]?.trim() === "ready";
}

async function tryPassword(setting: ServerSetting, { port }: RunningServer): Promise<void> {
	const client = new pg.Client({
		connectionString: serverUrl(setting, port, "postgres"),
		connectionTimeoutMillis: 10_000,
	});
	client.on("error", () => {});
	try {
		await client.connect();
		await client.end();
	} catch (error) {
		if (errorCode(error) !== "28P01") throw error;
		const { passwordFile } = setting.folder;
		throw new Error(
			`The password in ${passwordFile} is not the one this database was made with. Put the right file back.`,
		);
	}
}

function lastLines(path: string): string {
	return existsSync(path)
		? readFileSync(path, "utf8").trimEnd().split("\n").slice(-12).join("\n")
		: "(it wrote no log)";
}

/** Ends the server in order: open transactions are rolled back, everything is on disk. Where that hangs, at once: the log repairs it. */
export async function endServer({ child, ended }: RunningServer): Promise<void> {
	child.ref();
	child.kill("SIGINT");
	const atOnce = setTimeout(() => child.kill("SIGQUIT"), STOP_DEADLINE);
	await ended;
	clearTimeout(atOnce);
}

export function endOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve) => {
		child.once("error", (error) => resolve(error.message));
		child.once("close", (code, signal) => resolve(code === null ? `signal ${signal}` : `code ${code}`));
	});
}
