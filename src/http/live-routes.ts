import type { Request } from "express";
import type { Pool } from "pg";
import { findScreenLink } from "../on-air/screen-link.ts";
import { screenPage } from "../on-air/screen-page.tsx";
import type { TickerFeeds } from "../ticker/feeds.ts";
import type { TickerStreams } from "../ticker/sse-route.ts";
import type { Answer } from "./answer.ts";
import type { Assets } from "./assets.ts";
import { plainPage } from "./plain-page.ts";
import type { Route } from "./route-table.ts";

export type LiveParts = {
	readonly pool: Pool;
	readonly feeds: TickerFeeds;
	readonly streams: TickerStreams;
	readonly assets: Pick<Assets, "of">;
};

/** The host's screen. */
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
	];
}

function named(request: Request, name: string): string {
	const value = request.params[name];
	return typeof value === "string" ? value : "";
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
