import { openApiDocument } from "./openapi.ts";
import type { Route } from "./route-table.ts";
import type { StaffRoute } from "./staff-route.ts";

/** GET /api/openapi.json: what programs can ask of us, made from the routes themselves. Holds nothing of any drive. */
export function openApiRoute(routes: readonly StaffRoute[]): Route {
	let body: unknown;
	return {
		method: "get",
		path: "/api/openapi.json",
		handle: () => {
			body ??= openApiDocument(routes);
			return { kind: "json", status: 200, body, headers: { "Cache-Control": "public, max-age=60" } };
		},
	};
}
