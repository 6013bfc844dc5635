import { type HubPort, openHub } from "./live-hub.ts";
import type { ToHub } from "./live-messages.ts";

/** The one place in a browser that holds live connections, for all its tabs. It lives as long as one of them does. */
const SWEEP_MS = 30_000;

const hub = openHub();

self.addEventListener("connect", (event) => {
	for (const port of (event as MessageEvent).ports) {
		const own: HubPort = { send: (message) => port.postMessage(message) };
		port.onmessage = ({ data }: MessageEvent<ToHub>) => hub.take(own, data);
	}
});

setInterval(() => hub.sweep(), SWEEP_MS);
