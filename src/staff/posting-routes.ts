import type pg from "pg";
import { z } from "zod";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { Dispatch } from "../posting/dispatch.ts";
import { previewWaiting } from "../posting/preview-waiting.ts";
import { postingStatus, resumePosting, stopPosting } from "../posting/red-button.ts";
import type { Words } from "../posting/words.ts";

export type PostingRouteParts = {
	readonly pool: pg.Pool;
	readonly dispatch: Dispatch;
	/** As the fence finds them; read from disk at first use. */
	readonly words: () => Promise<Words>;
	/** As the fence has it. */
	readonly publicUrl?: string;
};

const BASE = "/api/staff/campaigns/:campaign/posting";

const previewQuery = z.object({
	drop: z
		.string()
		.regex(/^\d{1,15}(?:,\d{1,15}){0,999}$/, "Name posts by their numbers, with commas between.")
		.transform((ids) => ids.split(",").map(Number))
		.optional(),
});
const stopBody = z.object({ reason: z.string().max(200, "Say why in at most 200 characters.").optional() });
const resumeBody = z.object({ drop: z.array(z.number().int().positive()).max(1000).optional() });

/** The red button over HTTP: for people, and for whoever holds the staff token (src/staff/auth/who-asks-route.ts). */
export function postingRoutes({ pool, dispatch, words, publicUrl }: PostingRouteParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "Whether posting is stopped, and what waits.",
			handle: async ({ params }) => staffJson(await postingStatus(pool, params.campaign ?? "")),
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/preview`,
			may: "drive.read",
			says: "While posting is stopped: every post that waits, and what it would say or why it would be dropped if posting went on now.",
			query: previewQuery,
			handle: async ({ params, query, now }) => {
				const parts = { pool, words: await words(), publicUrl };
				return staffJson(await previewWaiting(parts, params.campaign ?? "", now, query.drop));
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/stop`,
			may: "posting.stop",
			says: "Stops all posting of a drive. Once it has answered, nothing new goes out.",
			body: stopBody,
			handle: async ({ params, body, staff, note }) => {
				const campaignId = params.campaign ?? "";
				const { reason } = body;
				const beside = (client: pg.PoolClient) =>
					note({ what: "posting.stopped", campaignId, after: reason === undefined ? undefined : { reason } }, client);
				return staffJson(await stopPosting(pool, campaignId, staff.name, { reason, beside }));
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/resume`,
			may: "posting.resume",
			says: "Lets posting go on; posts named in `drop` never go out.",
			body: resumeBody,
			handle: async ({ params, body, staff, note, now }) => {
				const campaignId = params.campaign ?? "";
				const { drop = [] } = body;
				const beside = (client: pg.PoolClient) =>
					note({ what: "posting.resumed", campaignId, after: { dropped: drop.map(String) } }, client);
				const status = await resumePosting(pool, campaignId, { by: staff.name, drop, beside });
				// One wake-up for each account and not the next sweep: whoever resumed is watching.
				dispatch(await firstOfEachAccount(pool, campaignId), { round: now });
				return staffJson(status);
			},
		}),
	];
}

async function firstOfEachAccount(pool: pg.Pool, campaignId: string) {
	const { rows } = await pool.query<{ id: number; accountId: string }>(
		`select distinct on (account_id) id, account_id as "accountId" from post
		 where campaign_id = $1 and state = 'ready' order by account_id, id`,
		[campaignId],
	);
	return rows;
}
