import type pg from "pg";
import { z } from "zod";
import { csvAnswer } from "../http/csv.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { AFTER_SHOW_PARTS } from "../web/contract/staff/after-show.ts";
import { afterShowSheet } from "./after-show-csv.ts";
import { type ReadAfterShow, readAfterShow } from "./read-after-show.ts";

const PATH = "/api/staff/campaigns/:campaign/after-show";

/** What is handed to the hospital's board and to sponsors once the drive is over. */
export function afterShowRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	const read = async (campaignId: string | undefined, now: number): Promise<ReadAfterShow> => {
		const found = await readAfterShow(pool, campaignId ?? "", now);
		if (found === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
		return found;
	};
	return [
		staffRoute({
			method: "get",
			path: PATH,
			may: "drive.read",
			says: "The drive as a report: total, timeline, hours against last year, best posts, and where sponsors were named.",
			handle: async ({ params, now }) => staffJson((await read(params.campaign, now)).pack),
		}),
		staffRoute({
			method: "get",
			path: `${PATH}.csv`,
			may: "drive.read",
			says: "One part of that report as a CSV file.",
			query: z.object({ part: z.enum(AFTER_SHOW_PARTS) }),
			handle: async ({ params, query: { part }, now }) => {
				const { columns, rows } = afterShowSheet(await read(params.campaign, now), part);
				return csvAnswer(`after-the-show-${part}`, columns, rows);
			},
		}),
	];
}
