import type { Env } from "../config/env.ts";
import { amplificationRoutes } from "./amplify/amplification-routes.ts";
import { goRoutes } from "./amplify/go-routes.ts";
import { auditRoutes } from "./audit/audit-routes.ts";
import { writeAuditLine } from "./audit/write-line.ts";
import { driveRoutes } from "./campaign/drive-routes.ts";
import { setupRoutes } from "./campaign/setup-routes.ts";
import { cardRoutes } from "./card/card-routes.ts";
import { closeCards, warmUpCards } from "./card/render-card.ts";
import { channelDeskOf } from "./channel-desk.ts";
import { newestMigration } from "./db/newest-migration.ts";
import { readyRoutes } from "./doctor/ready-routes.ts";
import type { Campaign } from "./domain/campaign.ts";
import { embedRoutes } from "./embed/embed-routes.ts";
import { type Foundation, vaultOf } from "./foundation.ts";
import { openCheckout } from "./give/checkout.ts";
import type { GiveParts } from "./give/donor-page-route.ts";
import { GIFT_LINK_PURPOSE } from "./give/gift-token.ts";
import { GiveForm } from "./give/give-form.tsx";
import { giveRoutes } from "./give/give-routes.ts";
import { leadsTo, stripeModeOf, takesGifts } from "./give/takes-gifts.ts";
import { type HookRouteParts, hookRoutes } from "./hook/hook-routes.ts";
import { createApp } from "./http/app.ts";
import { type Assets, openAssets } from "./http/assets.ts";
import { databaseAnswers, databaseIsMigrated, healthRoutes } from "./http/health.ts";
import { collectProcessFigures, openStreams, slowReaders } from "./http/metrics.ts";
import { metricsRoute } from "./http/metrics-route.ts";
import { offlineRoutes } from "./http/offline-routes.ts";
import { openApiRoute } from "./http/openapi-route.ts";
import type { Route } from "./http/route-table.ts";
import { type Listening, listenOn } from "./http/server.ts";
import { guardStaffRoutes, type StaffRoute } from "./http/staff-route.ts";
import { openIntake } from "./intake/intake.ts";
import { stripeWebhook } from "./intake/webhook.ts";
import { announceRaisedGoal } from "./ledger/announce.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { namesRoutes } from "./moderation/names-routes.ts";
import { type NoticeRouteParts, noticeRoutes } from "./notify/notice-routes.ts";
import { PUSH_PURPOSE, pushKeysFrom } from "./notify/push.ts";
import { pushWorkerRoute } from "./notify/push-worker-route.ts";
import { boardRoutes } from "./on-air/board-routes.ts";
import { linkRoutes } from "./on-air/link-routes.ts";
import { openScreenPresence } from "./on-air/screen-presence.ts";
import { screenRoutes } from "./on-air/screen-routes.ts";
import { approvalRoutes } from "./posting/approval/approval-routes.ts";
import { cardsFrom } from "./posting/cards.ts";
import { logRoutes } from "./posting/log/log-routes.ts";
import { type Words, wordsFrom } from "./posting/words.ts";
import { publicPageRoutes } from "./public/page-routes.ts";
import { pagePreviewRoutes } from "./public/preview-routes.ts";
import { totalRoutes } from "./public/total-routes.ts";
import { rulesRoutes } from "./rules/rules-routes.ts";
import { openSignInDesk, type SignInDesk } from "./sign-in-desk.ts";
import { campaignViewRoutes } from "./staff/campaign-view-routes.ts";
import { channelRoutes } from "./staff/channels/channel-routes.ts";
import { consoleRoutes } from "./staff/console-routes.ts";
import { homeRoutes } from "./staff/home-routes.ts";
import { liveRoutes } from "./staff/live-routes.ts";
import { postingRoutes } from "./staff/posting-routes.ts";
import { QUEUE_BOARD_PATH, queueBoard } from "./staff/queue-board-route.ts";
import { unplacedRoutes } from "./staff/unplaced-routes.ts";
import { storiesRoutes } from "./story/stories-routes.ts";
import { copyOwnTexts } from "./template/copy-texts.ts";
import { templateRoutes } from "./template/desk/template-routes.ts";
import { keepTemplatePack } from "./template/kept-pack.ts";
import { openOwnTexts } from "./template/own-texts.ts";
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
	const streams = openTickerStreams({
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
		routes: [
			...healthRoutes([databaseAnswers(pool), databaseIsMigrated(pool, newestMigration())]),
			metricsRoute,
			...offlineRoutes(assets),
			...screenRoutes({ pool, feeds, streams, assets, presence }),
			...boardRoutes({ pool, log, now: Date.now }),
			...totalRoutes({ pool, feeds, streams, now: Date.now }),
			...publicPageRoutes({ pool, assets, now: Date.now, publicUrl: env.CARILLON_PUBLIC_URL, giving: givingOf(env) }),
			...giveRoutes(givePartsOf(foundation, assets)),
			...embedRoutes({ pool, assets, now: Date.now, publicUrl: env.CARILLON_PUBLIC_URL }),
			...goRoutes({ pool, publicUrl: env.CARILLON_PUBLIC_URL }),
			...cardRoutes({ pool, totalOf: totalIn(pool), now: Date.now }),
			pushWorkerRoute,
			...consoleRoutes(assets),
			...desk.openRoutes,
			...staffApiOf({ foundation, desk, feeds, streams }),
		],
		mounts: [
			{
				path: QUEUE_BOARD_PATH,
				handler: queueBoard({ pool, queues: foundation.queues, whoAsks: desk.sessions.whoAsks }),
			},
		],
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

export type StaffRouteParts = {
	readonly foundation: Foundation;
	readonly desk: SignInDesk;
	readonly feeds: Pick<TickerFeeds, "of">;
	readonly streams: Pick<TickerStreams, "open">;
};

/** The console's API, guarded, and what it is as OpenAPI. */
function staffApiOf(parts: StaffRouteParts): Route[] {
	const routes = staffRoutesOf(parts);
	const { sessions } = parts.desk;
	const write = writeAuditLine(parts.foundation.pool);
	return [openApiRoute(routes), ...guardStaffRoutes(routes, { whoAsks: sessions.whoAsks, write, now: Date.now })];
}

/** Every address of the console's API; test/flows/staff-roles.test.ts walks this list with every role. */
export function staffRoutesOf({ foundation, desk, feeds, streams }: StaffRouteParts): StaffRoute[] {
	const { pool, dispatch } = foundation;
	const pack = keepTemplatePack();
	return [
		...desk.staffRoutes,
		...campaignViewRoutes({ pool }),
		...auditRoutes({ pool }),
		...namesRoutes({ ...foundation, now: Date.now }),
		...storiesRoutes({ pool }),
		...readyRoutes({ ...foundation, pack }),
		...hookRoutes(hookPartsOf(foundation)),
		...unplacedRoutes({ ...foundation, now: Date.now }),
		...amplificationRoutes({ pool }),
		...channelRoutes(channelDeskOf(foundation)),
		...postingRoutes({ pool, dispatch, words: async () => wordsFrom(await pack(), openOwnTexts()) }),
		...logRoutes({ pool, dispatch }),
		...noticeRoutes(noticePartsOf(foundation)),
		...approvalRoutes(approvalPartsOf(foundation, pack)),
		...liveRoutes({ pool, feeds, streams, isSignedIn: desk.sessions.isStillSignedIn }),
		...homeRoutes({ pool }),
		...driveRoutesOf(foundation),
		...rulesRoutes({ pool }),
		...templateRoutes({
			pool,
			pack,
			publicUrl: foundation.env.CARILLON_PUBLIC_URL,
			now: Date.now,
		}),
	];
}

function noticePartsOf({ pool, env }: Foundation): NoticeRouteParts {
	const canPush = env.CARILLON_PUBLIC_URL?.startsWith("https://") ?? false;
	const pushKey = () => (canPush ? pushKeysFrom(vaultOf(env).keyFor(PUSH_PURPOSE)).publicKey : null);
	return { pool, hasMail: env.CARILLON_SMTP_URL !== undefined, pushKey };
}

function approvalPartsOf({ pool, dispatch, env }: Foundation, pack: ReturnType<typeof keepTemplatePack>) {
	const ownTexts = openOwnTexts();
	const words: Words = async (...asked) => wordsFrom(await pack(), ownTexts)(...asked);
	const publicUrl = env.CARILLON_PUBLIC_URL;
	return { pool, dispatch, words, publicUrl, cards: cardsFrom(pool, publicUrl), now: Date.now };
}

/** A drive's set-up, its screens and links. */
function driveRoutesOf({ pool, env: { CARILLON_PUBLIC_URL: publicUrl } }: Foundation): StaffRoute[] {
	return [
		...driveRoutes({ pool, copyTexts: copyOwnTexts }),
		...setupRoutes({ pool, publicUrl, announceGoal: announceRaisedGoal }),
		...pagePreviewRoutes({ pool, publicUrl, assets: { of: (page) => openAssets().of(page) } }),
		...linkRoutes({ pool, publicUrl }),
	];
}

function hookPartsOf({ env, pool, log }: Foundation): HookRouteParts {
	const { HOOKS_ALLOW_LOCAL: allowsLocal } = env;
	return { pool, log, allowsLocal, vault: () => vaultOf(env), now: Date.now, random: Math.random };
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
	let linkKey: Buffer | undefined;
	return {
		...{ pool, directory, dispatch, log, assets, now: Date.now, publicUrl: env.CARILLON_PUBLIC_URL },
		checkout: STRIPE_API_KEY === undefined ? null : openCheckout(STRIPE_API_KEY, STRIPE_API_BASE),
		stripeMode: stripeModeOf(STRIPE_API_KEY),
		formAction: leadsTo(STRIPE_API_BASE),
		// At the first link: a process that never makes one needs no key.
		linkKey: () => {
			linkKey ??= vaultOf(env).keyFor(GIFT_LINK_PURPOSE);
			return linkKey;
		},
	};
}
