import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

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
	for (const name of readdirSync(tmpdir())) {
		const runner = /^carillon-jest-(\d+)-/.exec(name)?.[1];
		if (runner && !signal(Number(runner), 0)) await endTestServer(join(tmpdir(), name));
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
