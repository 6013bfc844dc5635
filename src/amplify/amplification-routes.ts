import type pg from "pg";
import { loadCampaign } from "../campaign/store.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { readAmplification } from "./report.ts";

export function amplificationRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/campaigns/:campaign/amplification",
			may: "drive.read",
			says: "What each post of a drive brought in, and the drive by the quarter hour.",
			handle: async ({ params, now }) => {
				const campaign = await loadCampaign(pool, params.campaign ?? "");
				if (campaign === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
				return staffJson(await readAmplification(pool, campaign, now));
			},
		}),
	];
}
