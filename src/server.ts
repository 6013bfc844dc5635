import type { Env } from "../config/env.ts";
import { goRoutes } from "./amplify/go-routes.ts";
import { cardRoutes } from "./card/card-routes.ts";
import { closeCards, warmUpCards } from "./card/render-card.ts";
import { newestMigration } from "./db/newest-migration.ts";
import type { Campaign } from "./domain/drive/campaign.ts";
import { embedRoutes } from "./embed/embed-routes.ts";
import { type Foundation, keptKey } from "./foundation.ts";
import { openCheckout } from "./give/checkout.ts";
import type { GiveParts } from "./give/donor-page-route.ts";
import { GIFT_LINK_PURPOSE } from "./give/gift-token.ts";
import { GiveForm } from "./give/give-form.tsx";
import { giveRoutes } from "./give/give-routes.ts";
import { leadsTo, stripeModeOf, takesGifts } from "./give/takes-gifts.ts";
import { createApp } from "./http/app.ts";
import { type Assets, openAssets } from "./http/assets.ts";
import { databaseAnswers, databaseIsMigrated, healthRoutes } from "./http/health.ts";
import { collectProcessFigures, openStreams, slowReaders } from "./http/metrics.ts";
import { metricsRoute } from "./http/metrics-route.ts";
import { offlineRoutes } from "./http/offline-routes.ts";
import type { Route } from "./http/route-table.ts";
import { type Listening, listenOn } from "./http/server.ts";
import { openIntake } from "./intake/intake.ts";
import { stripeWebhook } from "./intake/webhook.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { steeringRoutes } from "./match/air/steering-routes.ts";
import { pushWorkerRoute } from "./notify/push-worker-route.ts";
import { screenPresentRoutes } from "./offline/screen-present-routes.ts";
import { boardRoutes } from "./on-air/board-routes.ts";
import { openScreenPresence, type ScreenPresence } from "./on-air/screen-presence.ts";
import { screenRoutes } from "./on-air/screen-routes.ts";
import { payRoutes } from "./pledge/pay/pay-routes.ts";
import { PAY_LINK_PURPOSE } from "./pledge/pay-token.ts";
import { phoneRoutes } from "./pledge/phone-routes.ts";
import { signedInPageRoute } from "./pledge/signed-in-page-route.ts";
import { publicPageRoutes } from "./public/page-routes.ts";
import { totalRoutes } from "./public/total-routes.ts";
import { openSignInDesk, type SignInDesk } from "./sign-in-desk.ts";
import { consoleRoutes } from "./staff/console-routes.ts";
import { mountsOf, staffApiOf } from "./staff-api.ts";
import { publicStations } from "./station/public-stations.ts";
import { openTickerFeeds, type TickerFeeds } from "./ticker/feeds.ts";
import { openTickerStreams, type TickerStreams } from "./ticker/sse-route.ts";
import { readPublicTotal } from "./ticker/total.ts";

/** The API process: webhooks in, screens out. Stateless; as many as wanted. */
export async function openApi(foundation: Foundation, lifecycle: Lifecycle, nextFree = false): Promise<Listening> {
	const { env, log, pool, directory, dispatch, databaseUrl } = foundation;
	collectProcessFigures();
	const intake = openIntake({ pool, directory, dispatch, log, now: Date.now });
	lifecycle.onClose("intake", () => intake.drain());
	const feeds = await openTickerFeeds({ pool, url: databaseUrl, log });
	lifecycle.onClose("ticker", () => feeds.close());
	const streams = countedStreams(foundation);
	const presence = openScreenPresence(pool);
	lifecycle.onClose("screens' presence", () => presence.close());
	const assets = openAssets();
	const desk = openSignInDesk(foundation);
	const app = createApp({
		log,
		trustProxy: env.TRUST_PROXY,
		assets: assets.serve,
		webhook: stripeWebhook({
			intake,
			secrets: env.stripeWebhookSecrets,
			takesThinEvents: env.STRIPE_API_KEY !== undefined,
			log,
			now: Date.now,
		}),
		routes: routesOf(foundation, { feeds, streams, presence, assets, desk }),
		mounts: mountsOf(foundation, desk),
	});
	const listening = await listenOn(app, {
		host: env.HOST,
		port: env.PORT,
		nextFree,
		endStreams: () => streams.endAll(),
	});
	lifecycle.onClose("listener", () => listening.close());
	lifecycle.onClose("cards", closeCards);
	void warmUpCards();
	log("info", "listening", { port: listening.port });
	return listening;
}

/** The screens' streams, counted for /metrics. */
function countedStreams({ pool, log }: Foundation): TickerStreams {
	return openTickerStreams({
		pool,
		log,
		watch: {
			opened: (audience) => openStreams.inc({ audience }),
			ended: (audience, end) => {
				openStreams.dec({ audience });
				if (end === "too-slow") slowReaders.inc({ audience });
			},
		},
	});
}

type ApiParts = {
	readonly feeds: TickerFeeds;
	readonly streams: TickerStreams;
	readonly presence: ScreenPresence;
	readonly assets: Assets;
	readonly desk: SignInDesk;
};

/** Every address, in the order in which they are looked through. */
function routesOf(foundation: Foundation, { feeds, streams, presence, assets, desk }: ApiParts): Route[] {
	const { env, pool, log } = foundation;
	const giveParts = givePartsOf(foundation, assets);
	return [
		...healthRoutes([databaseAnswers(pool), databaseIsMigrated(pool, newestMigration())]),
		metricsRoute,
		...offlineRoutes(assets),
		...screenRoutes({ pool, feeds, streams, assets, presence }),
		...boardRoutes({ pool, log, now: Date.now }),
		...phoneRoutes({ ...foundation, assets, now: Date.now }),
		signedInPageRoute({ pool, assets, whoAsks: desk.sessions.whoAsks, now: Date.now }),
		...screenPresentRoutes({ ...foundation, now: Date.now }),
		...steeringRoutes({ ...foundation, now: Date.now }),
		...totalRoutes({ pool, feeds, streams, now: Date.now }),
		...publicPageRoutes({
			stationsOf: (id, now) => publicStations(pool, id, now),
			pool,
			assets,
			now: Date.now,
			publicUrl: env.CARILLON_PUBLIC_URL,
			giving: givingOf(env),
		}),
		...giveRoutes(giveParts),
		...payRoutes({ ...giveParts, payKey: keptKey(env, PAY_LINK_PURPOSE) }),
		...embedRoutes({ pool, assets, now: Date.now, publicUrl: env.CARILLON_PUBLIC_URL }),
		...goRoutes({ pool, publicUrl: env.CARILLON_PUBLIC_URL }),
		...cardRoutes({ pool, totalOf: totalIn(pool), now: Date.now }),
		pushWorkerRoute,
		...consoleRoutes(assets),
		...desk.openRoutes,
		...staffApiOf({ foundation, desk, feeds, streams }),
	];
}

function totalIn(pool: Foundation["pool"]) {
	return async (campaignId: string) => (await readPublicTotal(pool, campaignId, Date.now())).total.total;
}

/** What the page has to know of giving: its form, when to show it, and where Stripe's pages are (a sandbox has its own). */
function givingOf({ STRIPE_API_KEY, STRIPE_API_BASE }: Env) {
	const mode = stripeModeOf(STRIPE_API_KEY);
	return {
		form: GiveForm,
		takesGifts: (campaign: Campaign) => takesGifts(campaign, mode),
		leadsTo: leadsTo(STRIPE_API_BASE),
	};
}

function givePartsOf({ env, pool, directory, dispatch, log }: Foundation, assets: Assets): GiveParts {
	const { STRIPE_API_KEY, STRIPE_API_BASE } = env;
	return {
		...{ pool, directory, dispatch, log, assets, now: Date.now, publicUrl: env.CARILLON_PUBLIC_URL },
		checkout: STRIPE_API_KEY === undefined ? null : openCheckout(STRIPE_API_KEY, STRIPE_API_BASE),
		stripeMode: stripeModeOf(STRIPE_API_KEY),
		formAction: leadsTo(STRIPE_API_BASE),
		// At the first link: a process that never makes one needs no key.
		linkKey: keptKey(env, GIFT_LINK_PURPOSE),
	};
}
