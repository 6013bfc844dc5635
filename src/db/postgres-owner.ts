import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ClusterFolder } from "./postgres-folder.ts";

type Owner = { pid: number; birth: string };

/**
 * Marks the folder as used by this process. Throws when another living process (or this one) already uses it. A mark left by a process
 * that died is replaced: process ids are used again, so the mark carries the time of the process's birth too.
 */
export function claimFolder({ ownerFile, root }: ClusterFolder): () => void {
	const mark: Owner = { pid: process.pid, birth: birthOf(process.pid) };
	const draft = `${ownerFile}.${process.pid}`;
	writeFileSync(draft, JSON.stringify(mark), { mode: 0o600 });
	try {
		for (;;) {
			if (linked(draft, ownerFile)) return () => rmSync(ownerFile, { force: true });
			const owner = readOwner(ownerFile);
			if (owner && birthOf(owner.pid) === owner.birth) {
				throw new Error(
					`Carillon already runs on ${root} as process ${owner.pid}. Stop that one first (kill ${owner.pid}), or choose another data folder (CARILLON_DATA).`,
				);
			}
			rmSync(ownerFile, { force: true });
		}
	} finally {
		rmSync(draft, { force: true });
	}
}

/** A hard link is made whole or not at all, and never over an existing file. */
function linked(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
		throw error;
	}
}

function readOwner(file: string): Owner | undefined {
	try {
		return JSON.parse(readFileSync(file, "utf8")) as Owner;
	} catch {
		return undefined;
	}
}

/** Something that no two processes with the same id share; empty when there is no such process. */
function birthOf(pid: number): string {
	if (!isAlive(pid)) return "";
	try {
		if (process.platform === "linux")
			return /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]?.split(" ")[19] ?? "?";
		if (process.platform !== "win32")
			return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
	} catch {
		// It ended between the two questions, or the system won't say: alive is all we know.
	}
	return isAlive(pid) ? "?" : "";
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

/**
 * Stops a server that outlived its Carillon (which was killed outright) on this folder. Call it only with the folder claimed.
 * Gives the process id of what it stopped.
 */
export async function stopOrphan({ cluster }: ClusterFolder): Promise<number | undefined> {
	const pid = postmasterOf(cluster);
	if (pid === undefined) return undefined;
	process.kill(pid, "SIGINT");
	if (await endsWithin(pid, 20_000)) return pid;
	process.kill(pid, "SIGQUIT");
	if (await endsWithin(pid, 10_000)) return pid;
	throw new Error(
		`A PostgreSQL left behind by an earlier run (process ${pid}) still uses ${cluster} and does not stop. End it (kill -9 ${pid}) and start again.`,
	);
}

/** The living server on these files, if any. The file that names it outlives a crash, so the process is looked at too. */
export function postmasterOf(cluster: string): number | undefined {
	let pid: number;
	try {
		pid = Number.parseInt(readFileSync(join(cluster, "postmaster.pid"), "utf8"), 10);
	} catch {
		return undefined;
	}
	return pid > 0 && isAlive(pid) && runsOn(pid, cluster) ? pid : undefined;
}

function runsOn(pid: number, cluster: string): boolean {
	try {
		if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
		return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(cluster);
	} catch {
		return false;
	}
}

async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
	const deadline = Date.now() + milliseconds;
	while (isAlive(pid)) {
		if (Date.now() > deadline) return false;
		await pause(20);
	}
	return true;
}
