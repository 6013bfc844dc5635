import { parentPort, workerData } from "node:worker_threads";
import { doWork } from "./do-work.ts";
import type { RehearsalWork, WorkLine } from "./work.ts";

/** Where this file is run as a thread; see rehearsing-threads.ts for the other end. */
const port = parentPort;
if (port !== null) {
	const tell = (line: WorkLine) => port.postMessage(line);
	doWork(workerData as RehearsalWork, tell).then(
		(rehearsals) => tell({ kind: "done", rehearsals }),
		(error: unknown) => tell({ kind: "failed", detail: wordsOf(error) }),
	);
}

/** What was written for people goes to people; anything else only says that it happened. */
function wordsOf(error: unknown): string {
	const isForPeople = error instanceof Error && "code" in error && !/^[A-Z0-9]{5}$|^E[A-Z]+$/.test(String(error.code));
	return isForPeople ? error.message : "The rehearsal could not be finished. Try it again; nothing was changed.";
}
