import type { Request } from "express";
import type { Pool } from "pg";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import type { Route } from "../http/route-table.ts";
import type { TickerFeeds } from "../ticker/feeds.ts";
import { sideFrame } from "../ticker/sse-frame.ts";
import type { TickerStreams } from "../ticker/sse-route.ts";
import { seesEverything } from "./board.ts";
import { readBoardVersion } from "./board-state.ts";
import { factSheetPage } from "./fact-sheet-page.tsx";
import { findScreenLink } from "./screen-link.ts";
import { deadLink, tokenOf } from "./screen-of-route.ts";
import { screenPage } from "./screen-page.tsx";
import type { ScreenPresence } from "./screen-presence.ts";

export type ScreenParts = {
	readonly pool: Pool;
	readonly feeds: TickerFeeds;
	readonly streams: TickerStreams;
	readonly assets: Pick<Assets, "of">;
	readonly presence?: Pick<ScreenPresence, "joined">;
};

/** The host's screen and its live stream. */
export function screenRoutes(parts: ScreenParts): Route[] {
	return [
		{ method: "get", path: "/on-air/:link", handle: (request) => hostPage(parts, request) },
		{ method: "get", path: "/on-air/:link/facts-sheet", handle: (request) => factSheet(parts, request) },
		{ method: "get", path: "/on-air/:link/live", handle: (request) => liveStream(parts, request) },
	];
}

async function hostPage({ pool, assets }: ScreenParts, request: Request): Promise<Answer> {
	const link = await findScreenLink(pool, tokenOf(request), "on-air");
	if (!link) return deadLink();
	const html = screenPage(assets.of("on-air"), link);
	return { kind: "page", status: 200, html, headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" } };
}

/** The figures themselves are asked for by the page, under /facts. */
async function factSheet({ pool, assets }: ScreenParts, request: Request): Promise<Answer> {
	const link = await findScreenLink(pool, tokenOf(request), "on-air");
	if (!link) return deadLink();
	const html = factSheetPage(assets.of("fact-sheet"));
	return { kind: "page", status: 200, html, headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" } };
}

/** A screen in a public place has the public's stream; one in a studio hears of the board too. */
async function liveStream({ pool, feeds, streams, presence }: ScreenParts, request: Request): Promise<Answer> {
	const token = tokenOf(request);
	const link = await findScreenLink(pool, token, "on-air");
	if (!link) return deadLink();
	const { campaignId } = link;
	const fanOut = await feeds.of(campaignId);
	const stillAllowed = async () => (await findScreenLink(pool, token, "on-air")) !== null;
	const greet = async () => sideFrame("board", { version: await readBoardVersion(pool, campaignId) });
	const options = seesEverything(link)
		? ({ audience: "host", stillAllowed, greet } as const)
		: ({ audience: "page", stillAllowed } as const);
	return {
		kind: "stream",
		open: (asked, response) => {
			const left = presence?.joined(token, campaignId);
			if (left !== undefined) asked.socket.once("close", left);
			return streams.open(asked, response, fanOut, options);
		},
	};
}
