import { readEnv } from "../../config/env.ts";
import type { ChannelSetup } from "../../src/campaign/channel-setup.ts";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { saveCampaign } from "../../src/campaign/store.ts";
import { inTransaction } from "../../src/db/pool.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { NO_PACING, type Pacing } from "../../src/domain/post/pacing.ts";
import type { PostState } from "../../src/domain/post/post.ts";
import { type Foundation, layFoundation, vaultOf } from "../../src/foundation.ts";
import { recordFacts } from "../../src/ledger/record.ts";
import { TryAgain } from "../../src/ledger/try-again.ts";
import { type Lifecycle, openLifecycle } from "../../src/lifecycle.ts";
import { silentLog } from "../../src/log.ts";
import { type FacebookSandbox, startFacebookSandbox } from "../../src/sandbox/facebook.ts";
import { startXSandbox, type XSandbox } from "../../src/sandbox/x.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";
import { openPublishWorker } from "../../workers/publish.ts";
import { openScheduleWorker } from "../../workers/schedule.ts";
import { aCampaign } from "./campaigns.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { received } from "./facts.ts";
import { startRedis, type TestRedis } from "./redis.ts";
import { until } from "./until.ts";
import { wipePostgresQueue } from "./wipe-queue.ts";

export type QueueKind = "postgres" | "redis";

export type HouseOptions = {
	readonly queue?: QueueKind;
	/** False: words alone, which is quicker where pictures are not what is tested. */
	readonly pictures?: boolean;
	readonly campaign?: Partial<Campaign>;
	/** For X and Facebook; the host's screen is never paced. */
	readonly pacing?: Pacing;
	readonly timeoutMs?: number;
	readonly settleMs?: number;
	/** How many publish workers; 1 unless told. */
	readonly publishers?: number;
	/** False: nothing runs until `open` is called. */
	readonly opened?: boolean;
};

/** A post as the house sees it, with its tries. */
export type PostSeen = {
	readonly id: number;
	readonly platform: "x" | "facebook" | "on-air";
	readonly key: string;
	readonly state: PostState;
	readonly reason: string | null;
	readonly text: string | null;
	readonly supersededBy: number | null;
	/** Those that sent something. On a busy machine one may outlast its send window; it sends nothing, and there is another. */
	readonly tries: number;
	readonly outcome: string | null;
};

export type RunningHouse = {
	readonly campaign: Campaign;
	readonly database: TestDatabase;
	readonly x: XSandbox;
	readonly facebook: FacebookSandbox;
	/** The newest processes' shared parts. */
	foundation(): Foundation;
	/** Records a gift of this many minor units as the intake does, and dispatches what it made fall where the house is open. */
	give(amount: number, name?: string): Promise<void>;
	posts(platform?: PostSeen["platform"]): Promise<PostSeen[]>;
	/** Until no post is on its way any more. */
	untilSettled(withinMs?: number): Promise<PostSeen[]>;
	/** What people see on the platform, oldest first. */
	shown(platform: "x" | "facebook"): readonly { readonly text: string; readonly receivedAt: number }[];
	accountId(platform: PostSeen["platform"]): Promise<string>;
	/** What an operator's FLUSHALL does, on either queue. */
	wipeQueue(): Promise<void>;
	/** Starts processes: publish workers, one schedule worker; with these settings changed. */
	open(changes?: Readonly<Record<string, string>>): Promise<Lifecycle>;
	/** Ends all processes in order. */
	shut(): Promise<void>;
	close(): Promise<void>;
};

/** What the adapters say of a try that outlasted its send window. */
export const SENT_NOTHING = "ran late, so nothing was sent|over before the post left";
const UNSETTLED: ReadonlySet<PostState> = new Set(["held", "ready", "sending", "unconfirmed"]);
const PAGE = { id: "4455", accessToken: "EAAB-sandbox-page-token" };

/** The whole way from a recorded gift to both platforms, real in every part but the far side of the wire. */
export async function openHouse(options: HouseOptions = {}): Promise<RunningHouse> {
	const [database, x, facebook] = await Promise.all([
		openTestDatabase(),
		startXSandbox(),
		startFacebookSandbox({ pages: [{ ...PAGE, name: "Lakeside" }] }),
	]);
	const redis: TestRedis | undefined = options.queue === "redis" ? await startRedis() : undefined;
	const settings = {
		DATABASE_URL: database.url,
		REDIS_URL: redis?.url,
		CARILLON_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
		X_API_BASE: x.url,
		FACEBOOK_GRAPH_BASE: facebook.url,
		CHANNEL_TIMEOUT_MS: String(options.timeoutMs ?? 5_000),
		READ_BACK_SETTLE_MS: String(options.settleMs ?? 600),
		SWEEP_MS: "100",
	};
	const now = Date.now();
	const campaign = aCampaign({ opensAt: now - 3_600_000, closesAt: now + 86_400_000, ...options.campaign });
	await saveCampaign(database.pool, campaign, channels(options.pacing ?? NO_PACING), vaultOf(readEnv(settings)));

	let lifecycles: Lifecycle[] = [];
	let newest: Foundation | undefined;
	let gifts = 0;

	async function open(changes: Readonly<Record<string, string>> = {}): Promise<Lifecycle> {
		const env = readEnv({ ...settings, ...changes });
		const lifecycle = openLifecycle(silentLog);
		lifecycles.push(lifecycle);
		newest = await layFoundation(env, silentLog, lifecycle, "test house");
		for (let one = 0; one < (options.publishers ?? 1); one += 1) {
			await openPublishWorker(newest, lifecycle, { pictures: options.pictures ?? true });
		}
		await openScheduleWorker(newest, lifecycle);
		return lifecycle;
	}

	async function shut(): Promise<void> {
		await Promise.all(lifecycles.map((one) => one.close()));
		lifecycles = [];
		newest = undefined;
	}

	function foundation(): Foundation {
		if (newest === undefined) throw new Error("The house is shut: open it first.");
		return newest;
	}

	async function posts(platform?: PostSeen["platform"]): Promise<PostSeen[]> {
		const { rows } = await database.pool.query<PostSeen>(
			`select p.id, c.platform, a.key, p.state, p.reason, p.text, p.superseded_by as "supersededBy",
			   (select count(*)::int from attempt t where t.post_id = p.id and coalesce(t.reason, '') !~ $2) as tries,
			   (select t.outcome from attempt t where t.post_id = p.id order by t.number desc limit 1) as outcome
			 from post p join channel_account c on c.id = p.account_id join announcement a on a.id = p.announcement_id
			 where $1::text is null or c.platform = $1 order by p.id`,
			[platform ?? null, SENT_NOTHING],
		);
		return rows;
	}

	if (options.opened !== false) await open();
	return {
		campaign,
		database,
		x,
		facebook,
		foundation,
		async give(amount, name) {
			gifts += 1;
			const fact = received(name ?? `gift-${gifts}`, amount, { at: Date.now() });
			const directory = newest?.directory ?? openCampaignDirectory(database.pool);
			const ready = await recorded(() =>
				inTransaction(database.pool, (client) => recordFacts(client, directory, [fact], Date.now())),
			);
			newest?.dispatch(ready);
		},
		posts,
		async untilSettled(withinMs = 60_000) {
			const open = async () => (await posts()).filter(({ state }) => UNSETTLED.has(state));
			await until("all posts to be settled", async () => (await open()).length === 0, withinMs).catch(async (error) => {
				throw new Error(`${error.message} Left: ${JSON.stringify(await open())}`);
			});
			return posts();
		},
		shown: (platform) =>
			platform === "x"
				? x.posts().filter(({ deleted }) => !deleted)
				: facebook.posts().map(({ message, receivedAt }) => ({ text: message, receivedAt })),
		async accountId(platform) {
			const { rows } = await database.pool.query("select id from channel_account where platform = $1", [platform]);
			return rows[0].id;
		},
		async wipeQueue() {
			if (redis !== undefined) return redis.flush();
			await wipePostgresQueue(database.pool);
		},
		open,
		shut,
		async close() {
			await shut();
			await Promise.all([x.close(), facebook.close(), redis?.stop()]);
			await database.drop();
		},
	};
}

async function recorded(record: () => ReturnType<typeof recordFacts>) {
	for (;;) {
		try {
			return (await record()).posts;
		} catch (error) {
			// A campaign edited meanwhile; the directory has been read again.
			if (!(error instanceof TryAgain)) throw error;
		}
	}
}

function channels(pacing: Pacing): ChannelSetup[] {
	const { appKey, appSecret, accessToken, accessSecret } = SANDBOX_X_ACCOUNT;
	const keys = { appKey, appSecret, accessToken, accessSecret };
	const page = { pageId: PAGE.id, accessToken: PAGE.accessToken };
	return [
		{ platform: "x", name: "hospital", language: "en", pacing, credentials: keys },
		{ platform: "facebook", name: "hospital", language: "en", pacing, credentials: page },
		{ platform: "on-air", name: "studio", language: "en", pacing: NO_PACING, credentials: null },
	];
}
