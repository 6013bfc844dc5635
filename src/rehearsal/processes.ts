import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Child, launch } from "./child-process.ts";

export type Role = "api" | "publish" | "schedule";
export const ROLES: readonly Role[] = ["api", "publish", "schedule"];

const COMMANDS: Readonly<Record<Role, readonly string[]>> = {
	api: ["api"],
	publish: ["worker", "publish"],
	schedule: ["worker", "schedule"],
};

export type ProcessesOptions = {
	/** The whole environment of each child. PORT is kept over restarts once the API has chosen one. */
	readonly env: Readonly<Record<string, string>>;
	readonly onLine?: (role: Role, line: string) => void;
	readonly onRestart?: (role: Role) => void;
	/** The command line to run; the built one unless told. */
	readonly cli?: string;
};

export type Processes = {
	/** "http://127.0.0.1:PORT" */
	readonly apiUrl: string;
	restarts(): number;
	/** SIGKILL, as a crash would: the supervisor starts it again. */
	kill(role: Role): void;
	/** SIGTERM, and SIGKILL to what is left after `graceMs`. Resolves once all have ended. */
	stop(graceMs?: number): Promise<void>;
};

const READY_WITHIN = 30_000;
const TRIES_AT_START = 3;

/**
 * The three processes of an installation as children of this one: started together, each started again when it dies, and all
 * ended when this process ends, however it ends.
 * @throws where one can't be started, with the last lines it wrote.
 */
export async function startProcesses(options: ProcessesOptions): Promise<Processes> {
	const family = openFamily(options);
	const stopping = new AbortController();
	let restarts = 0;

	async function watch(role: Role): Promise<void> {
		for (let wait = 100; !stopping.signal.aborted; ) {
			const startedAt = performance.now();
			await family.child(role)?.ended;
			if (stopping.signal.aborted) return;
			if (performance.now() - startedAt > 5_000) wait = 100;
			restarts += 1;
			options.onRestart?.(role);
			await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
			wait = Math.min(wait * 2, 2_000);
			if (!stopping.signal.aborted) await family.start(role).catch(() => family.child(role)?.end("SIGKILL"));
		}
	}
	process.on("exit", family.killAll);
	const stop = async (graceMs = 4_000): Promise<void> => {
		stopping.abort();
		await family.endAll(graceMs);
		process.off("exit", family.killAll);
	};
	try {
		await Promise.all(ROLES.map((role) => startStubbornly(family, role)));
	} catch (error) {
		await stop(0);
		throw error;
	}
	for (const role of ROLES) void watch(role);
	return {
		apiUrl: `http://127.0.0.1:${family.port()}`,
		restarts: () => restarts,
		kill: (role) => family.child(role)?.end("SIGKILL"),
		stop,
	};
}

type Family = ReturnType<typeof openFamily>;

/** The living children, by role. */
function openFamily(options: ProcessesOptions) {
	const cli = options.cli ?? builtCli();
	const children = new Map<Role, Child>();
	let port = options.env.PORT ?? "0";
	const killAll = () => {
		for (const child of children.values()) child.end("SIGKILL");
	};
	return {
		port: () => port,
		child: (role: Role) => children.get(role),
		killAll,
		async start(role: Role): Promise<void> {
			const env = role === "api" ? { ...options.env, PORT: port } : options.env;
			const child = launch([cli, ...COMMANDS[role]], env, (line) => options.onLine?.(role, line));
			children.set(role, child);
			const ready = await child.ready(READY_WITHIN);
			if (role === "api" && ready.port !== null) port = String(ready.port);
		},
		async endAll(graceMs: number): Promise<void> {
			const all = [...children.values()];
			for (const child of all) child.end("SIGTERM");
			const late = setTimeout(killAll, graceMs);
			await Promise.all(all.map((child) => child.ended));
			clearTimeout(late);
		},
	};
}

async function startStubbornly(family: Family, role: Role): Promise<void> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await family.start(role);
		} catch (error) {
			family.child(role)?.end("SIGKILL");
			if (tries >= TRIES_AT_START) throw error;
		}
	}
}

/** Beside this file when built; under dist/ when this runs from the sources (tests). */
function builtCli(): string {
	const own = import.meta.url.endsWith(".ts") ? "../../dist/src/cli.js" : "../cli.js";
	const path = fileURLToPath(new URL(own, import.meta.url));
	if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build" first`);
	return path;
}
