import { openHub } from "./live-hub.ts";
import type { FromHub, ToHub } from "./live-messages.ts";

export type HubLink = {
	readonly send: (message: ToHub) => void;
	readonly close: () => void;
};

/** The hub that all tabs of this browser share; null where the browser has no such thing, or this page may not use it. */
export function linkSharedHub(take: (message: FromHub) => void, onFailed: () => void): HubLink | null {
	if (typeof SharedWorker === "undefined") return null;
	try {
		const worker = new SharedWorker(new URL("./live-worker.ts", import.meta.url), {
			type: "module",
			name: "carillon-live",
		});
		worker.onerror = onFailed;
		worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => take(data);
		return { send: (message) => worker.port.postMessage(message), close: () => worker.port.close() };
	} catch {
		// A frame in a stranger's page, with storage switched off.
		return null;
	}
}

/** A hub of this page's own. */
export function linkOwnHub(take: (message: FromHub) => void): HubLink {
	const hub = openHub();
	const port = { send: take };
	return { send: (message) => hub.take(port, message), close: () => hub.take(port, { type: "leave" }) };
}
