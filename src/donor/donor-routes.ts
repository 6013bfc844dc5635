import type pg from "pg";
import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { idInPath } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { mergeDonors, recountDonors, undoMerge } from "./merge-donors.ts";
import { readDonors } from "./read-donors.ts";

const DONORS = "/api/staff/campaigns/:campaign/donors";
const key = z.string().regex(/^[0-9a-f]{32}$/);

/** Who is the same donor: found, put together, taken apart again. */
export function donorRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [listRoute(pool), mergeRoute(pool), undoRoute(pool), recountRoute(pool)];
}

function listRoute(pool: pg.Pool): StaffRoute {
	return staffRoute({
		method: "get",
		path: DONORS,
		may: "pledges.read",
		says: "Donors with more than one gift, and those who may be the same.",
		query: z.object({ search: z.string().trim().max(120).default("") }),
		handle: async ({ params, query }) => {
			const campaign = await driveOfRoute(pool, params);
			return staffJson(await readDonors(pool, campaign, query.search));
		},
	});
}

function mergeRoute(pool: pg.Pool): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${DONORS}/merge`,
		may: "donors.merge",
		says: "Puts donors together: the number of donors goes down, no money moves.",
		body: z.object({ kept: key, merged: z.array(key).min(1).max(20) }),
		handle: async ({ params, body, staff, now, note }) => {
			const campaignId = params.campaign ?? "";
			const done = await mergeDonors(pool, { campaignId, ...body, by: staff }, now, (client, merges) =>
				note({ what: "donors.merged", campaignId, after: { merges } }, client),
			);
			if (done.is === "unknown") throw new Refusal("not-found", "One of these donors is not in this drive any more.");
			if (done.is === "same") throw new Refusal("conflict", "They are one donor already: somebody was faster.");
			return staffJson({ donors: done.donors, merges: done.merges });
		},
	});
}

function undoRoute(pool: pg.Pool): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${DONORS}/merges/:merge/undo`,
		may: "donors.merge",
		says: "Takes donors apart again.",
		handle: async ({ params, staff, now, note }) => {
			const { campaign: campaignId = "", merge = "" } = params;
			const id = idInPath(merge);
			const donors = await undoMerge(pool, { campaignId, id, by: staff }, now, (client) =>
				note({ what: "donors.taken-apart", campaignId, subject: merge }, client),
			);
			if (donors === null) throw new Refusal("not-found", "These donors are apart already.");
			return staffJson({ donors });
		},
	});
}

function recountRoute(pool: pg.Pool): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${DONORS}/recount`,
		may: "donors.merge",
		says: "Counts the donors of a drive anew by the rule.",
		handle: async ({ params, now, note }) => {
			const campaignId = params.campaign ?? "";
			const donors = await recountDonors(pool, campaignId, now, (client, before, after) =>
				note({ what: "donors.counted-anew", campaignId, before: { donors: before }, after: { donors: after } }, client),
			);
			if (donors === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
			return staffJson({ donors });
		},
	});
}
