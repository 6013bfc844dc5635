import type pg from "pg";
import { GiveForm } from "../../src/give/give-form.tsx";
import { takesGifts } from "../../src/give/takes-gifts.ts";
import { createApp } from "../../src/http/app.ts";
import type { Assets } from "../../src/http/assets.ts";
import { offlineRoutes } from "../../src/http/offline-routes.ts";
import { type Listening, listenOn } from "../../src/http/server.ts";
import { silentLog } from "../../src/log.ts";
import { boardRoutes } from "../../src/on-air/board-routes.ts";
import { screenRoutes } from "../../src/on-air/screen-routes.ts";
import { publicPageRoutes } from "../../src/public/page-routes.ts";
import { totalRoutes } from "../../src/public/total-routes.ts";
import { openTickerFeeds, type TickerFeeds } from "../../src/ticker/feeds.ts";
import { openTickerStreams, type StreamsOptions, type TickerStreams } from "../../src/ticker/sse-route.ts";

export type LiveServer = {
	readonly url: string;
	readonly port: number;
	readonly feeds: TickerFeeds;
	readonly streams: TickerStreams;
	close(): Promise<void>;
};

export type LiveServerOptions = Partial<StreamsOptions> & {
	readonly port?: number;
	readonly pollMs?: number;
	readonly beatMs?: number;
	readonly assets?: Assets;
	readonly publicUrl?: string;
	/** The board's clock, and the public page's. */
	readonly now?: () => number;
};

/** The API's live part as a process has it, on a port of its own. */
export async function openLiveServer(
	pool: pg.Pool,
	databaseUrl: string,
	options: LiveServerOptions = {},
): Promise<LiveServer> {
	const { port = 0, pollMs = 200, beatMs = 500, assets, publicUrl, now: _, ...streamOptions } = options;
	const feeds = await openTickerFeeds({ pool, url: databaseUrl, log: silentLog, pollMs, beatMs });
	const streams = openTickerStreams({ pool, log: silentLog, ...streamOptions });
	const noPages: Assets["of"] = () => ({ script: "/assets/none.js", styles: [], preloads: [] });
	const routes = [
		...(assets ? offlineRoutes(assets) : []),
		...screenRoutes({ pool, feeds, streams, assets: { of: assets?.of ?? noPages } }),
		...boardRoutes({ pool, log: options.log ?? silentLog, now: options.now ?? Date.now }),
		...totalRoutes({ pool, feeds, streams, now: Date.now }),
		...publicPageRoutes({
			pool,
			assets: { of: assets?.of ?? noPages },
			now: options.now ?? Date.now,
			publicUrl,
			giving: { form: GiveForm, takesGifts: (campaign) => takesGifts(campaign, "test"), leadsTo: [] },
		}),
	];
	const app = createApp({ routes, log: silentLog, assets: assets?.serve });
	const listening: Listening = await listenOn(app, {
		host: "127.0.0.1",
		port,
		endStreams: streams.endAll,
		deadlineMs: 2000,
	});
	return {
		url: listening.url,
		port: listening.port,
		feeds,
		streams,
		async close() {
			await listening.close();
			await feeds.close();
		},
	};
}
