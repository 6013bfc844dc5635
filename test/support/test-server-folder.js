import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Kept in memory: hundreds of databases of 300 files each come and go, and ext4 takes a second of the processor for each on disk. */
const IN_MEMORY = "/dev/shm";
const ROOM = 2 ** 31;

/** A folder for the run of process `runner`, whose number says later whether the run still lives. */
export function makeTestServerFolder(runner) {
	return mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), `carillon-jest-${runner}-`));
}

/** Ends the server in `folder`, if one was started, and removes the folder. */
export async function endTestServer(folder) {
	const pid = serverIn(folder);
	if (pid !== undefined) {
		// Nothing in it is worth an orderly end. A dead process may keep its number for a while, so there is a limit.
		signal(pid, "SIGQUIT");
		for (const deadline = Date.now() + 3_000; signal(pid, 0) && Date.now() < deadline; ) await pause(20);
	}
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What runs that were killed have left behind. */
export async function sweepAbandoned() {
	for (const place of [tmpdir(), IN_MEMORY].filter((folder) => existsSync(folder))) {
		for (const name of readdirSync(place)) {
			const runner = /^carillon-jest-(\d+)-/.exec(name)?.[1];
			if (runner && !signal(Number(runner), 0)) await endTestServer(join(place, name));
		}
	}
}

/** A container's may be 64 MB small, and what lies in it is memory that the tests need too. */
function hasRoom() {
	try {
		const { bavail, bsize } = statfsSync(IN_MEMORY);
		return bavail * bsize > ROOM && freemem() > 2 * ROOM;
	} catch {
		return false;
	}
}

function serverIn(folder) {
	try {
		return Number.parseInt(readFileSync(join(folder, "postgres/cluster/postmaster.pid"), "utf8"), 10);
	} catch {
		return undefined;
	}
}

function signal(pid, name) {
	try {
		return process.kill(pid, name);
	} catch (error) {
		return error.code === "EPERM";
	}
}
