import { setTimeout as pause } from "node:timers/promises";
import { type Log, silentLog } from "../log.ts";
import { postgresAccount } from "./postgres-account.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import { createCluster, createDatabase } from "./postgres-cluster.ts";
import { openClusterFolder, readOrMakePassword, refuseOtherVersion } from "./postgres-folder.ts";
import { claimFolder, stopOrphan } from "./postgres-owner.ts";
import { endServer, launchServer, type RunningServer, type ServerSetting, serverUrl } from "./postgres-server.ts";

export type EmbeddedOptions = {
	/** Kept between runs. The server's files go into its folder `postgres`. */
	folder: string;
	/** On 127.0.0.1; a free one when not given. */
	port?: number;
	log?: Log;
	/** False only in tests: a crash of the machine may then lose commits. */
	durable?: boolean;
	/** True only in tests: the server stays when this process exits, and somebody else ends it. */
	staysBehind?: boolean;
};

export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

/**
 * Starts a PostgreSQL of our own on 127.0.0.1, creating it on the first run. It lives in its own process group, so that Ctrl-C reaches
 * us and not it: `stop()` ends it in order; on an exit of this process without `stop()` it is told to end; after kill -9 of this process
 * the next start on the folder ends it. If the server dies under us it is started again on the same port.
 *
 * Throws, saying what to do, when another process uses the folder, or the server can't run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const log = options.log ?? silentLog;
	const account = postgresAccount();
	const folder = openClusterFolder(options.folder, account, (sentence) => log("warn", sentence));
	const release = claimFolder(folder);
	try {
		const orphan = await stopOrphan(folder);
		if (orphan !== undefined)
			log("warn", "Stopped a database server that an earlier run left behind.", { pid: orphan });
		const binaries = postgresBinaries(account, (sentence) => log("info", sentence));
		refuseOtherVersion(folder, binaries.major);
		const password = readOrMakePassword(folder, account);
		const setting: ServerSetting = { folder, account, binaries, password, durable: options.durable ?? true, log };
		await createCluster(setting);
		const running = await launchServer(setting, options.port);
		await createDatabase(serverUrl(setting, running.port, "postgres"));
		const url = serverUrl(setting, running.port, "carillon");
		return options.staysBehind ? { url, stop: () => endServer(running) } : keep(setting, running, release);
	} catch (error) {
		release();
		throw error;
	}
}

/** Watches over the running server until `stop()`. */
function keep(setting: ServerSetting, first: RunningServer, release: () => void): EmbeddedPostgres {
	let running = first;
	const stopping = new AbortController();
	const endAtExit = () => running.child.kill("SIGINT");
	process.on("exit", endAtExit);
	const watch = async () => {
		for (;;) {
			const outcome = await running.ended;
			if (stopping.signal.aborted) return;
			setting.log("error", "The database server ended by itself and is started again.", { outcome });
			await relaunch(setting, first.port, stopping.signal, (server) => {
				running = server;
			});
		}
	};
	const watching = watch();
	const stop = async () => {
		stopping.abort();
		await endServer(running);
		await watching;
		process.off("exit", endAtExit);
		release();
	};
	let stopped: Promise<void> | undefined;
	return {
		url: serverUrl(setting, first.port, "carillon"),
		stop() {
			stopped ??= stop();
			return stopped;
		},
	};
}

/**
 * Tries until it succeeds or we stop: right after a crash old parts may still hold the memory, and later the disk may have room again.
 * Each server is handed over as soon as its process exists, so that stopping never misses one that is still recovering.
 */
async function relaunch(
	setting: ServerSetting,
	port: number,
	stop: AbortSignal,
	spawned: (server: RunningServer) => void,
): Promise<void> {
	for (let wait = 200; !stop.aborted; wait = Math.min(wait * 2, 10_000)) {
		try {
			await launchServer(setting, port, spawned);
			return;
		} catch (error) {
			if (stop.aborted) return;
			const reason = error instanceof Error ? error.message : String(error);
			setting.log("error", "The database server could not be started again yet.", { reason });
			await pause(wait, undefined, { signal: stop }).catch(() => {});
		}
	}
}
