import { afterShowRoutes } from "./after-show/after-show-routes.ts";
import { amplificationRoutes } from "./amplify/amplification-routes.ts";
import { auditRoutes } from "./audit/audit-routes.ts";
import { writeAuditLine } from "./audit/write-line.ts";
import { driveRoutes } from "./campaign/drive-routes.ts";
import { setupRoutes } from "./campaign/setup-routes.ts";
import { channelDeskOf } from "./channel-desk.ts";
import { readyRoutes } from "./doctor/ready-routes.ts";
import { donorRoutes } from "./donor/donor-routes.ts";
import { exportRoutes } from "./export/export-routes.ts";
import { type Foundation, keptKey, vaultOf } from "./foundation.ts";
import { stripeModeOf } from "./give/takes-gifts.ts";
import { type HookRouteParts, hookRoutes } from "./hook/hook-routes.ts";
import { openAssets } from "./http/assets.ts";
import { openApiRoute } from "./http/openapi-route.ts";
import type { Route } from "./http/route-table.ts";
import { guardStaffRoutes, type StaffRoute } from "./http/staff-route.ts";
import { importRoutes } from "./import/import-routes.ts";
import { type Intake, openIntake } from "./intake/intake.ts";
import { openStripeReader } from "./intake/stripe-reader.ts";
import { announceRaisedGoal } from "./ledger/announce.ts";
import { matchRoutes } from "./match/desk/matches-routes.ts";
import { namesRoutes } from "./moderation/names-routes.ts";
import { type NoticeRouteParts, noticeRoutes } from "./notify/notice-routes.ts";
import { PUSH_PURPOSE, pushKeysFrom } from "./notify/push-keys.ts";
import { offlineMoneyRoutes } from "./offline/offline-routes.ts";
import { linkRoutes } from "./on-air/link-routes.ts";
import { type PledgeDeskParts, pledgeRoutes } from "./pledge/desk/pledge-routes.ts";
import { takesPledges } from "./pledge/pay/pay-state.ts";
import { PAY_LINK_PURPOSE } from "./pledge/pay-token.ts";
import { signedInSlipRoutes } from "./pledge/signed-in-routes.ts";
import { approvalRoutes } from "./posting/approval/approval-routes.ts";
import { cardsFrom } from "./posting/cards.ts";
import { logRoutes } from "./posting/log/log-routes.ts";
import { type Words, wordsFrom } from "./posting/words.ts";
import { pagePreviewRoutes } from "./public/preview-routes.ts";
import { type ReconcileRouteParts, reconcileRoutes } from "./reconcile/reconcile-routes.ts";
import { rehearseRoutes } from "./rehearsal/desk/rehearse-routes.ts";
import { openRehearsingThreads } from "./rehearsal/desk/rehearsing-threads.ts";
import { rulesRoutes } from "./rules/rules-routes.ts";
import type { SignInDesk } from "./sign-in-desk.ts";
import { campaignViewRoutes } from "./staff/campaign-view-routes.ts";
import { channelRoutes } from "./staff/channels/channel-routes.ts";
import { homeRoutes } from "./staff/home-routes.ts";
import { liveRoutes } from "./staff/live-routes.ts";
import { postingRoutes } from "./staff/posting-routes.ts";
import { QUEUE_BOARD_PATH, queueBoard } from "./staff/queue-board-route.ts";
import { unplacedRoutes } from "./staff/unplaced-routes.ts";
import { stationRoutes } from "./station/station-routes.ts";
import { storiesRoutes } from "./story/stories-routes.ts";
import { copyOwnTexts } from "./template/copy-texts.ts";
import { templateRoutes } from "./template/desk/template-routes.ts";
import { openOwnTexts } from "./template/own-texts.ts";
import type { TickerFeeds } from "./ticker/feeds.ts";
import type { TickerStreams } from "./ticker/sse-route.ts";

import { truthRoutes } from "./truth/truth-routes.ts";

export type StaffRouteParts = {
	readonly foundation: Foundation;
	readonly desk: SignInDesk;
	readonly feeds: Pick<TickerFeeds, "of">;
	readonly streams: Pick<TickerStreams, "open">;
};

/** Others' applications behind our sign-in. */
export function mountsOf({ pool, queues }: Foundation, { sessions }: SignInDesk) {
	return [{ path: QUEUE_BOARD_PATH, handler: queueBoard({ pool, queues, whoAsks: sessions.whoAsks }) }];
}

/** The console's API, guarded, and what it is as OpenAPI. */
export function staffApiOf(parts: StaffRouteParts): Route[] {
	const routes = staffRoutesOf(parts);
	const { sessions } = parts.desk;
	const write = writeAuditLine(parts.foundation.pool);
	return [openApiRoute(routes), ...guardStaffRoutes(routes, { whoAsks: sessions.whoAsks, write, now: Date.now })];
}

/** Every address of the console's API; test/flows/staff-roles.test.ts walks this list with every role. */
export function staffRoutesOf({ foundation, desk, feeds, streams }: StaffRouteParts): StaffRoute[] {
	const { pool, dispatch, pack } = foundation;
	return [
		...desk.staffRoutes,
		...campaignViewRoutes({ pool }),
		...auditRoutes({ pool }),
		...namesRoutes({ ...foundation, now: Date.now }),
		...storiesRoutes({ pool }),
		...readyRoutes(foundation),
		...hookRoutes(hookPartsOf(foundation)),
		...unplacedRoutes({ ...foundation, now: Date.now }),
		...offlineMoneyRoutes({ ...foundation, now: Date.now }),
		...stationRoutes({ ...foundation, now: Date.now }),
		...pledgeRoutes(pledgeDeskOf(foundation)),
		...signedInSlipRoutes({ ...foundation, now: Date.now }),
		...donorRoutes({ pool }),
		...amplificationRoutes({ pool }),
		...afterShowRoutes({ pool }),
		...importRoutes({ pool }),
		...exportRoutes({ pool }),
		...channelRoutes(channelDeskOf(foundation)),
		...postingRoutes({
			...{ pool, dispatch, publicUrl: foundation.env.CARILLON_PUBLIC_URL },
			words: async () => wordsFrom(await pack(), openOwnTexts()),
		}),
		...logRoutes({ pool, dispatch }),
		...noticeRoutes(noticePartsOf(foundation)),
		...approvalRoutes(approvalPartsOf(foundation)),
		...liveRoutes({ pool, feeds, streams, isSignedIn: desk.sessions.isStillSignedIn }),
		...homeRoutes({ pool }),
		...reconcileRoutes(reconcilePartsOf(foundation)),
		...truthRoutes({ pool }),
		...driveRoutesOf(foundation),
		...rulesRoutes({ pool }),
		...rehearseRoutes({
			...{ pool, databaseUrl: foundation.databaseUrl, publicUrl: foundation.env.CARILLON_PUBLIC_URL },
			threads: openRehearsingThreads(),
		}),
		...matchRoutes({ pool, dispatch }),
		...templateRoutes({
			pool,
			pack,
			publicUrl: foundation.env.CARILLON_PUBLIC_URL,
			now: Date.now,
		}),
	];
}

function pledgeDeskOf(foundation: Foundation): PledgeDeskParts {
	const { CARILLON_PUBLIC_URL: publicUrl, CARILLON_SMTP_URL: mailServer, STRIPE_API_KEY } = foundation.env;
	const mode = stripeModeOf(STRIPE_API_KEY);
	return {
		...{ ...foundation, now: Date.now, publicUrl, hasMail: mailServer !== undefined },
		payKey: keptKey(foundation.env, PAY_LINK_PURPOSE),
		canPay: (campaign) => takesPledges(campaign, mode),
	};
}

function noticePartsOf({ pool, env }: Foundation): NoticeRouteParts {
	const canPush = env.CARILLON_PUBLIC_URL?.startsWith("https://") ?? false;
	const pushKey = () => (canPush ? pushKeysFrom(vaultOf(env).keyFor(PUSH_PURPOSE)).publicKey : null);
	return { pool, hasMail: env.CARILLON_SMTP_URL !== undefined, pushKey };
}

function reconcilePartsOf({ pool, directory, dispatch, log, env }: Foundation): ReconcileRouteParts {
	const { STRIPE_API_KEY, STRIPE_API_BASE } = env;
	let intake: Intake | undefined;
	return {
		pool,
		stripe: STRIPE_API_KEY === undefined ? null : () => openStripeReader(STRIPE_API_KEY, STRIPE_API_BASE),
		intake: () => {
			intake ??= openIntake({ pool, directory, dispatch, log, now: Date.now });
			return intake;
		},
	};
}

function approvalPartsOf({ pool, dispatch, env, pack }: Foundation) {
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
