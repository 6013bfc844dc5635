import type { Request } from "express";
import type { Pool } from "pg";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffRoute } from "../http/staff-route.ts";
import type { TickerFeeds } from "../ticker/feeds.ts";
import { sideFrame } from "../ticker/sse-frame.ts";
import type { TickerStreams } from "../ticker/sse-route.ts";
import type { StaffHint } from "../web/contract/staff/posting.ts";

export type LiveRouteParts = {
	readonly pool: Pool;
	readonly feeds: Pick<TickerFeeds, "of">;
	readonly streams: Pick<TickerStreams, "open">;
	/** Asked now and then while the stream lasts: whoever was signed out sees no more of it. */
	readonly isSignedIn: (request: Request) => Promise<boolean>;
};

/** What is said at each connection: anything may have changed since the last one. */
const UNKNOWN: StaffHint = { what: "all" };

/** The console's live stream: the ledger as the host sees it, and a word when anything else is to be asked for again. */
export function liveRoutes({ pool, feeds, streams, isSignedIn }: LiveRouteParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/campaigns/:campaign/live",
			may: "drive.read",
			says: "The drive as it happens, as server-sent events.",
			handle: async ({ params, request: asked }) => {
				const { rowCount } = await pool.query("select from campaign where id = $1", [params.campaign]);
				if (rowCount === 0) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
				const fanOut = await feeds.of(params.campaign ?? "");
				const options = {
					audience: "staff",
					stillAllowed: () => isSignedIn(asked),
					greet: async () => sideFrame("changed", UNKNOWN),
				} as const;
				return { kind: "stream", open: (request, response) => streams.open(request, response, fanOut, options) };
			},
		}),
	];
}
