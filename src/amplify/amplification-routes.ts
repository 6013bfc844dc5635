import type pg from "pg";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
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
				const campaign = await driveOfRoute(pool, params);
				return staffJson(await readAmplification(pool, campaign, now));
			},
		}),
	];
}
