import { registry } from "./metrics.ts";
import type { Route } from "./route-table.ts";

export const metricsRoute: Route = {
	method: "get",
	path: "/metrics",
	handle: async () => ({
		kind: "text",
		status: 200,
		type: registry.contentType,
		text: await registry.metrics(),
		headers: { "Cache-Control": "no-store" },
	}),
};
