import { execFileSync } from "node:child_process";
import { linkSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { errorCode } from "./error-code.ts";
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
		if (errorCode(error) === "EEXIST") return false;
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
		if (process.platform === "linux") {
			const fields = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]?.split(" ") ?? [];
			// "Z": dead, and only its number is still taken.
			return fields[0] === "Z" ? "" : (fields[19] ?? "?");
		}
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
		return errorCode(error) === "EPERM";
	}
}

/**
 * Stops a server that outlived its Carillon (which was killed outright) on this folder. Call it only with the folder claimed.
 * Gives the process id of what it stopped.
 */
export async function stopOrphan({ cluster }: ClusterFolder): Promise<number | undefined> {
	const lockFile = join(cluster, "postmaster.pid");
	const occupants = serverProcesses(cluster);
	const named = namedIn(lockFile);
	const leader = named !== undefined && occupants.includes(named) ? named : undefined;
	if (leader !== undefined) signal(leader, "SIGINT");
	if (!(await nobodyWithin(cluster, 20_000)) && leader !== undefined) signal(leader, "SIGQUIT");
	if (!(await nobodyWithin(cluster, 10_000))) {
		const left = serverProcesses(cluster).join(" ");
		throw new Error(
			`A PostgreSQL left behind by an earlier run still uses ${cluster} and does not stop. End it (kill -9 ${left}) and start again.`,
		);
	}
	// The new server refuses to start while any process has the number in this file: a stranger that got it since, or a dead one that
	// nobody has reaped. We have looked closer, so it may go. Elsewhere than on Linux we can't, and leave it.
	if (process.platform === "linux") rmSync(lockFile, { force: true });
	return leader;
}

function namedIn(lockFile: string): number | undefined {
	try {
		const pid = Number.parseInt(readFileSync(lockFile, "utf8"), 10);
		return pid > 0 ? pid : undefined;
	} catch {
		return undefined;
	}
}

/** Living server processes on these files: the postmaster and its children, who may outlive it for a moment. */
function serverProcesses(cluster: string): number[] {
	if (process.platform === "linux")
		return readdirSync("/proc")
			.map(Number)
			.filter((pid) => pid > 0 && worksIn(pid, cluster));
	const pid = namedIn(join(cluster, "postmaster.pid"));
	return pid !== undefined && isAlive(pid) && commandOf(pid).includes(cluster) ? [pid] : [];
}

/** PostgreSQL's processes make the cluster's folder their own. A dead process that was not reaped has none any more. */
function worksIn(pid: number, cluster: string): boolean {
	try {
		return (
			readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres") &&
			readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
		);
	} catch {
		return false;
	}
}

function commandOf(pid: number): string {
	try {
		return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
	} catch {
		return "";
	}
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It ended first.
	}
}

async function nobodyWithin(cluster: string, milliseconds: number): Promise<boolean> {
	const deadline = Date.now() + milliseconds;
	while (serverProcesses(cluster).length > 0) {
		if (Date.now() > deadline) return false;
		await pause(20);
	}
	return true;
}
