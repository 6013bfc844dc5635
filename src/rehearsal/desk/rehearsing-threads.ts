import { Worker } from "node:worker_threads";
import type { RehearsalWork, WorkLine } from "./work.ts";

/** A rehearsal takes a whole core for seconds: webhooks, posts and screens keep theirs. */
const MOST_AT_ONCE = 2;
/** For 200,000 gifts; what needs more ends with words and not with the process. */
const MEMORY_MB = 1_024;
/** Far above what the largest drive takes. */
const MOST_MS = 120_000;

export type RehearsingThreads = {
	/** False: as many run already as may. */
	hasRoom(): boolean;
	/** Rehearses in a thread of its own; the last line is "done" or "failed". Gives back how to end it early. */
	start(work: RehearsalWork, tell: (line: WorkLine) => void): () => void;
};

export function openRehearsingThreads(file = threadFile(), mostMs = MOST_MS): RehearsingThreads {
	let running = 0;
	return {
		hasRoom: () => running < MOST_AT_ONCE,
		start(work, tell) {
			running += 1;
			let isOver = false;
			const thread = new Worker(file, {
				name: "rehearsal",
				workerData: work,
				resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
			});
			const end = (line: WorkLine | null) => {
				if (isOver) return;
				isOver = true;
				running -= 1;
				clearTimeout(timer);
				thread.terminate().catch(() => {});
				if (line !== null) tell(line);
			};
			const timer = setTimeout(() => end(failed("It took too long. Choose a shorter drive.")), mostMs);
			timer.unref();
			thread.on("message", (line: WorkLine) => (line.kind === "progress" ? tell(line) : end(line)));
			thread.on("error", () => end(failed("The drive is too large for this machine. Choose a shorter one.")));
			thread.on("exit", () => end(failed("It ended before it was finished. Try it again; nothing was changed.")));
			return () => end(null);
		},
	};
}

function failed(detail: string): WorkLine {
	return { kind: "failed", detail };
}

/** Run from the sources (in tests) it is the build's: Node runs no TypeScript by itself. */
function threadFile(): URL {
	return import.meta.url.endsWith(".ts")
		? new URL("../../../dist/src/rehearsal/desk/rehearse-thread.js", import.meta.url)
		: new URL("./rehearse-thread.js", import.meta.url);
}
