import type { Request } from "express";
import type { Pool } from "pg";
import { publicCampaign } from "../campaign/public-campaign.ts";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import type { Route } from "../http/route-table.ts";
import { isSameTag } from "../http/same-tag.ts";
import type { TickerFeeds } from "../ticker/feeds.ts";
import type { TickerStreams } from "../ticker/sse-route.ts";
import { readPublicTotal } from "../ticker/total.ts";

export type TotalParts = {
	readonly pool: Pool;
	readonly feeds: TickerFeeds;
	readonly streams: TickerStreams;
	readonly now: () => number;
};

/** A second in every cache on the way: a million viewers are one request a second for each cache. Old numbers rather than none. */
export const FRESH_FOR_A_SECOND = "public, max-age=1, stale-while-revalidate=5, stale-if-error=60";

/** The total for programs: as JSON that caches may keep, and live. */
export function totalRoutes(parts: TotalParts): Route[] {
	return [
		{ method: "get", path: "/c/:slug/live", handle: (request) => liveTotal(parts, request) },
		{ method: "get", path: "/c/:slug/total.json", handle: (request) => totalJson(parts, request) },
	];
}

async function liveTotal({ pool, feeds, streams }: TotalParts, request: Request): Promise<Answer> {
	const slug = paramOf(request, "slug");
	const fanOut = await feeds.of((await publicCampaign(pool, slug)).id);
	return {
		kind: "stream",
		open: (asked, response) => streams.open(asked, response, fanOut, { audience: "page" }),
	};
}

async function totalJson({ pool, now }: TotalParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(pool, paramOf(request, "slug"));
	const { total, tag } = await readPublicTotal(pool, campaign.id, now());
	const headers = {
		ETag: tag,
		"Cache-Control": FRESH_FOR_A_SECOND,
		// Hospitals' and stations' own pages show it.
		"Access-Control-Allow-Origin": "*",
		"Cross-Origin-Resource-Policy": "cross-origin",
	};
	if (isSameTag(request.get("if-none-match"), tag)) return { kind: "empty", status: 304, headers };
	return { kind: "json", status: 200, body: total, headers };
}
