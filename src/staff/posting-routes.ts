import type pg from "pg";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { postingStatus, resumePosting, stopPosting } from "../posting/red-button.ts";

const BASE = "/api/staff/campaigns/:campaign/posting";

/** The red button over HTTP: for people, and for whoever holds the staff token (src/staff/auth/who-asks-route.ts). */
export function postingRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "Whether posting is stopped, and what waits.",
			handle: async ({ params }) => staffJson(await postingStatus(pool, params.campaign ?? "")),
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/stop`,
			may: "posting.stop",
			says: "Stops all posting of a drive. Once it has answered, nothing new goes out.",
			handle: async ({ params, staff, note }) => {
				const campaignId = params.campaign ?? "";
				const beside = (client: pg.PoolClient) => note({ what: "posting.stopped", campaignId }, client);
				return staffJson(await stopPosting(pool, campaignId, staff.name, { beside }));
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/resume`,
			may: "posting.resume",
			says: "Lets posting go on.",
			handle: async ({ params, staff, note }) => {
				const campaignId = params.campaign ?? "";
				const beside = (client: pg.PoolClient) => note({ what: "posting.resumed", campaignId }, client);
				return staffJson(await resumePosting(pool, campaignId, { by: staff.name, beside }));
			},
		}),
	];
}
