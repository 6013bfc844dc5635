import type { Assets } from "./assets.ts";
import type { Route } from "./route-table.ts";

/**
 * The host screens' service worker. It must lie above the pages it serves, and its address must never change: browsers know it by that.
 * To be mounted before "/on-air/:link".
 */
export function offlineRoutes(assets: Pick<Assets, "script">): Route[] {
	let text: string | null = null;
	const headers = { "Cache-Control": "no-cache" };
	return [
		{
			method: "get",
			path: "/on-air/worker.js",
			handle: () => {
				text ??= assets.script("on-air-offline");
				return { kind: "text", status: 200, text, type: "text/javascript", headers };
			},
		},
	];
}
