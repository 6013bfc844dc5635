import type { Request } from "express";
import type { Pool } from "pg";
import { findScreenLink } from "../on-air/screen-link.ts";
import { screenPage } from "../on-air/screen-page.tsx";
import { findPublicCampaign } from "../ticker/campaign-card.ts";
import type { TickerFeeds } from "../ticker/feeds.ts";
import type { TickerStreams } from "../ticker/sse-route.ts";
import { isSameTag, readPublicTotal } from "../ticker/total.ts";
import type { Answer } from "./answer.ts";
import type { Assets } from "./assets.ts";
import { plainPage } from "./plain-page.ts";
import { Refusal } from "./problem.ts";
import type { Route } from "./route-table.ts";

export type LiveParts = {
	readonly pool: Pool;
	readonly feeds: TickerFeeds;
	readonly streams: TickerStreams;
	readonly assets: Pick<Assets, "of">;
};

/** The host's screen, and what is live about a campaign in public. */
export function liveRoutes(parts: LiveParts): Route[] {
	const { pool, feeds, streams } = parts;
	return [
		{ method: "get", path: "/on-air/:link", handle: (request) => hostPage(parts, request) },
		{
			method: "get",
			path: "/on-air/:link/live",
			handle: async (request) => {
				const token = named(request, "link");
				const link = await findScreenLink(pool, token, "on-air");
				if (!link) return deadLink();
				const fanOut = await feeds.of(link.campaignId);
				const stillAllowed = async () => (await findScreenLink(pool, token, "on-air")) !== null;
				return {
					kind: "stream",
					open: (asked, response) => streams.open(asked, response, fanOut, { audience: "host", stillAllowed }),
				};
			},
		},
		{
			method: "get",
			path: "/c/:slug/live",
			handle: async (request) => {
				const fanOut = await feeds.of(await publicCampaign(pool, request));
				return {
					kind: "stream",
					open: (asked, response) => streams.open(asked, response, fanOut, { audience: "page" }),
				};
			},
		},
		{ method: "get", path: "/c/:slug/total.json", handle: (request) => totalJson(pool, request) },
	];
}

function named(request: Request, name: string): string {
	const value = request.params[name];
	return typeof value === "string" ? value : "";
}

async function publicCampaign(pool: Pool, request: Request): Promise<string> {
	const campaign = await findPublicCampaign(pool, named(request, "slug"));
	if (!campaign) throw new Refusal("not-found", "There is no campaign at this address.");
	return campaign.id;
}

async function totalJson(pool: Pool, request: Request): Promise<Answer> {
	const { total, tag } = await readPublicTotal(pool, await publicCampaign(pool, request), Date.now());
	const headers = {
		ETag: tag,
		// A second in every cache on the way: a million viewers are one request a second for each cache. Old numbers rather than none.
		"Cache-Control": "public, max-age=1, stale-while-revalidate=5, stale-if-error=60",
		// Hospitals' and stations' own pages show it.
		"Access-Control-Allow-Origin": "*",
		"Cross-Origin-Resource-Policy": "cross-origin",
	};
	if (isSameTag(request.get("if-none-match"), tag)) return { kind: "empty", status: 304, headers };
	return { kind: "json", status: 200, body: total, headers };
}

async function hostPage({ pool, assets }: LiveParts, request: Request): Promise<Answer> {
	const link = await findScreenLink(pool, named(request, "link"), "on-air");
	if (!link) return deadLink();
	const html = screenPage(assets.of("on-air"));
	return { kind: "page", status: 200, html, headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" } };
}

/** In both languages: without a link there is no campaign that would say which. */
function deadLink(): Answer {
	const html = plainPage({
		title: "This screen's link doesn't work any more",
		paragraphs: [
			"It may have been switched off, or part of the address is missing. Ask the development office for a new link to this screen.",
			"Este enlace ya no funciona. Pida uno nuevo a la oficina de desarrollo del hospital.",
		],
	});
	return { kind: "page", status: 404, html, headers: { "Cache-Control": "no-store" } };
}
