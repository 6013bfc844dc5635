import { closeCards, warmUpCards } from "../src/card/render-card.ts";
import { loadFacebookSdk } from "../src/channel/facebook-sdk.ts";
import { withFreshAccess } from "../src/channel/fresh-channels.ts";
import { keepChannels, openChannel } from "../src/channel/open-channel.ts";
import { channelDeskOf } from "../src/channel-desk.ts";
import { isOutage } from "../src/db/error-kind.ts";
import { listen } from "../src/db/listen.ts";
import { keepBeating } from "../src/doctor/heartbeat.ts";
import { type Foundation, vaultOf } from "../src/foundation.ts";
import { findScript, recordScript } from "../src/ledger/script.ts";
import type { Lifecycle } from "../src/lifecycle.ts";
import { cardsFrom } from "../src/posting/cards.ts";
import { confirmPost } from "../src/posting/confirm.ts";
import { dryRunRecords } from "../src/posting/dry-run-records.ts";
import { type PublishAnswer, type PublishParts, publishNext } from "../src/posting/publish.ts";
import { type Account, loadEnabledAccounts } from "../src/posting/store.ts";
import { type Words, wordsFrom } from "../src/posting/words.ts";
import { publishQueue, type Work } from "../src/queue/jobs.ts";
import { type RunningWorker, runWorker } from "../src/queue/run-worker.ts";
import { openOwnTexts } from "../src/template/own-texts.ts";

/** How often to look for accounts that were added, beside being told; milliseconds. */
const LOOK_FOR_ACCOUNTS_MS = 5_000;
/** When the starter texts are read, where no post has asked for them before. */
const READ_TEXTS_AFTER_MS = 1_000;
/** Beyond the HTTP timeout: reading the answer and writing it down. */
const LEASE_MARGIN_MS = 5_000;

export type PublishOptions = {
	/** False: posts go out as words alone. */
	readonly pictures?: boolean;
};

/** The publish worker: one queue for each channel account, one send at a time on each. */
export async function openPublishWorker(
	foundation: Foundation,
	lifecycle: Lifecycle,
	{ pictures = true }: PublishOptions = {},
): Promise<void> {
	const { env, pool, queues, log, databaseUrl } = foundation;
	const cards = pictures ? cardsFrom(pool, env.CARILLON_PUBLIC_URL) : null;
	const parts = { ...publishParts(foundation, lifecycle), cards };
	const handle = async (work: Work) => {
		// Here and not in the fence: an account's lock is no place to wait for the starter texts.
		await foundation.pack();
		return laterIf(await perform(parts, work));
	};
	const workers = new Map<string, RunningWorker>();

	async function follow(): Promise<void> {
		try {
			const accounts = await loadEnabledAccounts(pool);
			for (const account of accounts) {
				const { id } = account;
				if (workers.has(id)) continue;
				workers.set(id, runWorker(queues, publishQueue(id), { handle, concurrency: 1, log }));
				warmUp(parts, account);
			}
		} catch (error) {
			log("warn", "The channel accounts could not be read; trying again.", {
				error: error instanceof Error ? error.message : "unknown",
			});
		}
	}

	// Most of a second's work, which nobody who waits for the first answer shall wait for.
	const reading = setTimeout(() => void foundation.pack().catch(() => undefined), READ_TEXTS_AFTER_MS);
	lifecycle.onClose("starter texts", async () => clearTimeout(reading));
	if (pictures) {
		void warmUpCards();
		lifecycle.onClose("pictures", closeCards);
	}
	await follow();
	const timer = setInterval(follow, LOOK_FOR_ACCOUNTS_MS);
	const listening = await listen({
		url: databaseUrl,
		channels: ["campaign"],
		onNotification: () => void follow(),
		onGap: () => void follow(),
	});
	lifecycle.onClose("publish workers", async () => {
		clearInterval(timer);
		await listening.close();
		await Promise.all([...workers.values()].map((worker) => worker.close(parts.timeoutMs)));
	});
	keepBeating(pool, "publish", lifecycle, log);
	log("info", "working", { worker: "publish" });
}

/**
 * Loads the platform's SDK (Facebook's takes half a second) before the first post wants it, which would come too late for its
 * send window and be tried again. Nobody waits for it, and what goes wrong is told by that post.
 */
function warmUp({ channelOf }: PublishParts, account: Account): void {
	channelOf(account).catch(() => undefined);
	if (account.platform === "facebook") loadFacebookSdk().catch(() => undefined);
}

async function perform(parts: PublishParts, work: Work): Promise<PublishAnswer> {
	switch (work.name) {
		case "publish":
			return publishNext(parts, work.payload.postId);
		case "confirm":
			return confirmPost(parts, work.payload.postId);
		default:
			throw new Error(`The job ${work.name} is not for the publish worker.`);
	}
}

function laterIf(answer: PublishAnswer): { delayUntil: number } | undefined {
	return answer.lookAgainAt === null ? undefined : { delayUntil: answer.lookAgainAt };
}

function publishParts(foundation: Foundation, lifecycle: Lifecycle): Omit<PublishParts, "cards"> {
	const { env, pool, log } = foundation;
	const ownTexts = openOwnTexts();
	const words: Words = async (...asked) => wordsFrom(await foundation.pack(), ownTexts)(...asked);
	const timeoutMs = env.CHANNEL_TIMEOUT_MS;
	const channels = keepChannels((account) =>
		openChannel(
			{
				vault: vaultOf(env),
				timeoutMs,
				now: Date.now,
				xApiBase: env.X_API_BASE,
				facebookGraphBase: env.FACEBOOK_GRAPH_BASE,
				onAir: {
					record: (post) => recordScript(pool, post, Date.now()),
					find: (post) => findScript(pool, post),
					isAway: isOutage,
				},
				dryRun: dryRunRecords(pool),
			},
			account,
		),
	);
	lifecycle.onClose("channels", () => channels.close());
	return {
		pool,
		log,
		now: Date.now,
		words,
		channelOf: withFreshAccess(channelDeskOf(foundation), channels.channelOf),
		timeoutMs,
		publicUrl: env.CARILLON_PUBLIC_URL,
		leaseMs: timeoutMs + LEASE_MARGIN_MS,
		settleMs: env.READ_BACK_SETTLE_MS,
	};
}
