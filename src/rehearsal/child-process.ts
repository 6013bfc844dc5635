import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export type Ready = { readonly port: number | null };

export type Child = {
	/** Resolves on the line that says it listens or works. @throws where it ends before, or is not ready in time. */
	ready(withinMs: number): Promise<Ready>;
	/** Resolves when it has ended, however. */
	readonly ended: Promise<void>;
	end(signal: "SIGTERM" | "SIGKILL"): void;
};

const LINES_KEPT = 20;
/** In its own process group: Ctrl-C reaches us alone, and we end it in order. */
const GUARD = new URL(`./exit-with-parent.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url);

/** Starts a node process of ours and reads its log, line by line. */
export function launch(
	args: readonly string[],
	env: Readonly<Record<string, string>>,
	onLine: (line: string) => void,
): Child {
	const child = spawn(process.execPath, ["--import", guard(), ...args], {
		env,
		detached: true,
		stdio: ["ignore", "pipe", "pipe", "ipc"],
	});
	const lastLines: string[] = [];
	let tellReady: (ready: Ready) => void = () => {};
	const isReady = new Promise<Ready>((resolve) => {
		tellReady = resolve;
	});
	for (const stream of [child.stdout, child.stderr]) {
		if (stream === null) continue;
		createInterface({ input: stream }).on("line", (line) => {
			lastLines.push(line);
			if (lastLines.length > LINES_KEPT) lastLines.shift();
			const ready = readReady(line);
			if (ready !== null) tellReady(ready);
			onLine(line);
		});
	}
	const ended = endOf(child);
	return {
		ended,
		end(signal) {
			if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		},
		async ready(withinMs) {
			let timer: NodeJS.Timeout | undefined;
			const tooLate = new Promise<"too late">((resolve) => {
				timer = setTimeout(() => resolve("too late"), withinMs);
			});
			const first = await Promise.race([isReady, ended.then(() => "ended" as const), tooLate]);
			clearTimeout(timer);
			if (typeof first === "object") return first;
			const what = first === "ended" ? "ended before it was ready" : `was not ready within ${withinMs / 1000} s`;
			throw new Error(`"${args.slice(1).join(" ")}" ${what}. Its last lines:\n${lastLines.join("\n")}`);
		},
	};
}

function guard(): string {
	// From the sources (tests) node can't load TypeScript everywhere: the built guard is used there too.
	const built = GUARD.href.replace(
		/\/src\/rehearsal\/exit-with-parent\.ts$/,
		"/dist/src/rehearsal/exit-with-parent.js",
	);
	return fileURLToPath(GUARD.href.endsWith(".ts") ? built : GUARD.href);
}

function endOf(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.once("close", () => resolve());
		child.once("error", () => resolve());
	});
}

/** {"msg":"listening","port":4100} or {"msg":"working"}, among other log lines. */
function readReady(line: string): Ready | null {
	if (!line.startsWith("{")) return null;
	try {
		const said = JSON.parse(line) as { msg?: unknown; port?: unknown };
		if (said.msg === "working") return { port: null };
		if (said.msg === "listening") return { port: typeof said.port === "number" ? said.port : null };
	} catch {
		// Half a line that a kill cut off.
	}
	return null;
}
