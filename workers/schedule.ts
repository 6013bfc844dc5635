import { CARDS_KEPT_MS, forgetOldCards, NAMED_CARDS_KEPT_MS } from "../src/card/forget-cards.ts";
import { type ChannelWarning, tendChannels } from "../src/channel/health.ts";
import { channelDeskOf } from "../src/channel-desk.ts";
import { keepBeating } from "../src/doctor/heartbeat.ts";
import type { Foundation } from "../src/foundation.ts";
import { forgetFiles } from "../src/import/forget-files.ts";
import { completeThinEvents } from "../src/intake/complete-thin-events.ts";
import { openStripeReader, type StripeReader } from "../src/intake/stripe-reader.ts";
import { announceByClock } from "../src/ledger/announce.ts";
import type { Lifecycle } from "../src/lifecycle.ts";
import { followSetups } from "../src/match/follow-setup.ts";
import { notifyStaff } from "../src/notify/notice.ts";
import { sweep } from "../src/posting/sweep.ts";
import { watchXBudgets } from "../src/posting/watch-x-budget.ts";
import { SCHEDULE_QUEUE, type Work } from "../src/queue/jobs.ts";
import { keepSchedulers } from "../src/queue/keep-schedulers.ts";
import { runWorker } from "../src/queue/run-worker.ts";
import { feedReceivers, openHookWorker } from "./hooks.ts";
import { openImports } from "./imports.ts";
import { openNotices } from "./notices.ts";
import { openPledgeMails } from "./pledge-mails.ts";
import { openReconciler, type Reconciler } from "./reconcile.ts";

const CLOCK_MS = 5_000;
const THIN_EVENTS_MS = 1_000;
const BACK_FILL_MS = 60_000;
const RECONCILE_MS = 3_000;
const CHANNELS_MS = 60_000;
const HOOK_FEED_MS = 1_000;
const NOTIFY_MS = 2_000;
const IMPORTS_MS = 1_000;
const OLD_CARDS_MS = 10 * 60_000;

/** The schedule worker: what nobody asks for and yet must happen. Several may run; each job is safe to run twice at once. */
export async function openScheduleWorker(foundation: Foundation, lifecycle: Lifecycle): Promise<void> {
	const { env, queues, log } = foundation;
	const stripe =
		env.STRIPE_API_KEY === undefined ? null : await openStripeReader(env.STRIPE_API_KEY, env.STRIPE_API_BASE);
	const tellStaff = openNotices(foundation, lifecycle);
	const sendPledgeMails = openPledgeMails(foundation, lifecycle);
	const imports = openImports(foundation);
	const reconciler = openReconciler(foundation, stripe);
	const worker = runWorker(queues, SCHEDULE_QUEUE, {
		// An import and a comparison may take their minutes; the clock waits for neither.
		concurrency: 6,
		log,
		handle: async (work) => {
			await perform(foundation, { stripe, tellStaff, sendPledgeMails, takeFiles: imports.take, reconciler }, work);
			return undefined;
		},
	});
	lifecycle.onClose("schedule worker", () => worker.close());
	// Before the worker that waits for them: an import goes on in another process.
	lifecycle.onClose("imports", imports.stop);
	lifecycle.onClose("reconciler", reconciler.stop);
	const schedulers = keepSchedulers(
		queues,
		[
			{ id: "sweep", every: env.SWEEP_MS, name: "sweep", payload: {} },
			{ id: "campaign-clock", every: CLOCK_MS, name: "campaign-clock", payload: {} },
			{ id: "thin-events", every: THIN_EVENTS_MS, name: "thin-events", payload: {} },
			{ id: "back-fill", every: BACK_FILL_MS, name: "back-fill", payload: {} },
			{ id: "reconcile", every: RECONCILE_MS, name: "reconcile", payload: {} },
			{ id: "tend-channels", every: CHANNELS_MS, name: "tend-channels", payload: {} },
			{ id: "hook-feed", every: HOOK_FEED_MS, name: "hook-feed", payload: {} },
			{ id: "notify", every: NOTIFY_MS, name: "notify", payload: {} },
			{ id: "pledge-mails", every: NOTIFY_MS, name: "pledge-mails", payload: {} },
			{ id: "imports", every: IMPORTS_MS, name: "imports", payload: {} },
			{ id: "old-cards", every: OLD_CARDS_MS, name: "old-cards", payload: {} },
		],
		{ log },
	);
	lifecycle.onClose("schedulers", () => schedulers.stop());
	openHookWorker(foundation, lifecycle);
	keepBeating(foundation.pool, "schedule", lifecycle, log);
	log("info", "working", { worker: "schedule" });
}

type Desk = {
	readonly stripe: StripeReader | null;
	readonly tellStaff: () => Promise<void>;
	readonly sendPledgeMails: () => Promise<void>;
	readonly takeFiles: () => Promise<void>;
	readonly reconciler: Reconciler;
};

async function perform(foundation: Foundation, desk: Desk, work: Work): Promise<void> {
	const { pool, directory, dispatch, log } = foundation;
	const { stripe, tellStaff, sendPledgeMails, takeFiles } = desk;
	switch (work.name) {
		case "sweep": {
			const swept = await sweep(pool);
			if (swept.lost.length > 0)
				log("warn", "Sends without an end were found; they are looked for on their accounts.", { posts: swept.lost });
			const round = Math.floor(Date.now() / 1000);
			dispatch(swept.publish, { round });
			dispatch(swept.confirm, { name: "confirm", round });
			return;
		}
		case "campaign-clock":
			dispatch(await followSetups({ pool, directory }, Date.now()));
			return dispatch(await announceByClock(pool, directory, Date.now()));
		case "thin-events":
			return dispatch(await completeThinEvents({ pool, directory, stripe, log, now: Date.now }));
		case "back-fill":
			return desk.reconciler.keepUp();
		case "reconcile":
			return desk.reconciler.reconcile();
		case "tend-channels":
			return lookAfterChannels(foundation);
		case "hook-feed":
			return feedReceivers(foundation);
		case "notify":
			return tellStaff();
		case "pledge-mails":
			return sendPledgeMails();
		case "imports":
			return takeFiles();
		case "old-cards": {
			const now = Date.now();
			await forgetOldCards(pool, now - CARDS_KEPT_MS, now - NAMED_CARDS_KEPT_MS);
			await forgetFiles(pool);
			return;
		}
		default:
			throw new Error(`The job ${work.name} is not for the schedule worker.`);
	}
}

async function lookAfterChannels(foundation: Foundation): Promise<void> {
	const { pool, log } = foundation;
	const desk = channelDeskOf(foundation);
	const warn = async ({ key, campaignId, words }: Omit<ChannelWarning, "accountId" | "accountName">) => {
		log("warn", "Staff are warned about a channel.", { campaignId, words });
		const path = `/staff/c/${campaignId}/channels`;
		await notifyStaff(pool, { key: `channel ${key}`, event: "channel", campaignId, says: words, path });
	};
	try {
		await tendChannels({ ...desk, warn });
		await watchXBudgets(pool, warn);
	} finally {
		await desk.close();
	}
}
