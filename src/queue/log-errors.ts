import type { Log, LogFields } from "../log.ts";

const QUIET = 10_000;

/** An 'error' listener that logs. A server that is down says so at every try to reach it: once in ten seconds is enough. */
export function logErrors(log: Log, sentence: string, fields: LogFields): (error: Error) => void {
	let last = { reason: "", at: 0 };
	return (error) => {
		const reason = error.message || ("code" in error ? String(error.code) : error.name);
		const now = performance.now();
		if (reason === last.reason && now - last.at < QUIET) return;
		last = { reason, at: now };
		log("warn", sentence, { ...fields, reason });
	};
}
