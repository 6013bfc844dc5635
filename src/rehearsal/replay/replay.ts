import { type CampaignSetup, type ReadSecret, readCampaignFile } from "../../campaign/campaign-file.ts";
import { type DriveRow, readDriveFile } from "../drive-file.ts";
import { type Installation, openInstallation } from "../installation.ts";
import { campaignForFile, campaignForRehearsal, extentOf } from "../replay-campaign.ts";
import { untilSettled } from "../settle.ts";
import { type Chaos, type ChaosOptions, planChaos } from "./chaos.ts";
import { deliverAll } from "./deliver-all.ts";
import { planDeliveries } from "./delivery-plan.ts";
import { judgeReplay } from "./judge-replay.ts";
import { type ReplayReport, silentReport } from "./replay-report.ts";
import type { ReplayResult } from "./replay-summary.ts";
import { openScreenProbe } from "./screen-probe.ts";
import { webhookBodies } from "./webhook-bodies.ts";
import { openWebhookSender } from "./webhook-sender.ts";

export type ReplayOptions = {
	/** A CSV file, see drive-file.ts. */
	readonly file: string;
	readonly speed: number | "max";
	readonly campaignFile?: string;
	/** For secrets the campaign file names; the sandboxes need none, so they may be unset. */
	readonly readSecret?: ReadSecret;
	readonly deliverTwice?: boolean;
	readonly shuffleSeconds?: number;
	readonly queue?: "redis" | "postgres";
	readonly databaseUrl?: string;
	readonly redisUrl?: string;
	readonly seed?: number;
	/** Webhooks under way at once. */
	readonly inFlight?: number;
	readonly chaos?: ChaosOptions;
	/** Ends the replay early and cleanly. */
	readonly signal?: AbortSignal;
	/** Every log line of the three processes. */
	readonly onLine?: (role: string, line: string) => void;
	/** Further settings of the three processes. */
	readonly env?: Readonly<Record<string, string>>;
};

/** Long enough for a read-back to settle and a lease to run out; nothing at all moves for that long only where it is stuck. */
const PATIENCE = 90_000;

/** The sandboxes answer at once and show a post at once, so what is unclear needn't stay unclear for the usual minute. */
const SETTLE_SOON = { READ_BACK_SETTLE_MS: "2000", CHANNEL_TIMEOUT_MS: "5000" };

/**
 * Runs a whole drive through the real system and holds what came out against the file: the ledger to the cent, what the sandbox
 * platforms received against the announcements.
 * @throws where the file can't be read, a part can't be started, or a webhook is never acknowledged.
 */
export async function replayDrive(options: ReplayOptions, report: ReplayReport = silentReport): Promise<ReplayResult> {
	const { setup, rows } = await readDrive(options);
	report.say(`${rows.length} gifts, goal and steps of "${setup.campaign.name}"`);
	const installation = await openInstallation({
		setup,
		queue: options.queue ?? "postgres",
		databaseUrl: options.databaseUrl,
		redisUrl: options.redisUrl,
		xLimits: "none",
		env: { ...SETTLE_SOON, ...options.env },
		onLine: options.onLine,
		onRestart: (role) => report.say(`Started ${role} again`),
		say: (line) => report.say(line),
		signal: options.signal,
	});
	try {
		return await play(installation, setup, rows, options, report);
	} finally {
		report.end();
		await installation.stop();
	}
}

async function readDrive(options: ReplayOptions): Promise<{ setup: CampaignSetup; rows: DriveRow[] }> {
	const given =
		options.campaignFile === undefined
			? null
			: await readCampaignFile(options.campaignFile, (name) => options.readSecret?.(name) ?? "not needed here");
	const rows: DriveRow[] = [];
	for await (const row of readDriveFile(options.file, given?.campaign.currency ?? "usd")) rows.push(row);
	const extent = extentOf(rows);
	const run = `replay-${Date.now().toString(36)}`;
	return { setup: given === null ? campaignForFile(extent, run) : campaignForRehearsal(given, extent, run), rows };
}

async function play(
	installation: Installation,
	{ campaign }: CampaignSetup,
	rows: readonly DriveRow[],
	options: ReplayOptions,
	report: ReplayReport,
): Promise<ReplayResult> {
	const { currency } = campaign;
	const seed = options.seed ?? 1;
	const signal = options.signal ?? new AbortController().signal;
	const plan = planDeliveries(rows, {
		deliverTwice: options.deliverTwice ?? false,
		shuffleSeconds: options.shuffleSeconds ?? 0,
		seed,
	});
	const bodies = webhookBodies({ run: campaign.id.replaceAll("-", ""), campaignId: campaign.id, currency });
	const sender = openWebhookSender({ apiUrl: installation.apiUrl, secret: installation.webhookSecret });
	const screen = openScreenProbe(`${installation.hostScreen}/live`);
	const chaos = chaosOf(options, plan.length, installation);
	const startedAt = performance.now();
	const tell = progressTeller(installation, { deliveries: plan.length, currency, startedAt }, report);
	try {
		await screen.ready();
		await deliverAll(plan, bodies, sender, {
			speed: options.speed,
			inFlight: options.inFlight ?? 64,
			signal,
			onDelivered(delivery) {
				const done = tell.delivered(delivery.row);
				chaos?.onProgress(done);
			},
		});
		const deliveredAt = performance.now();
		report.say(`All delivered in ${((deliveredAt - startedAt) / 1000).toFixed(1)} s; waiting for the last posts`);
		await untilSettled(installation.pool, campaign.id, { patienceMs: PATIENCE, signal });
		await screen.caughtUp(installation.pool, campaign.id);
		return await judgeReplay(installation, {
			campaign,
			rows,
			sender,
			screen,
			deliverySeconds: (deliveredAt - startedAt) / 1000,
			seconds: (performance.now() - startedAt) / 1000,
			kills: chaos?.kills() ?? 0,
		});
	} finally {
		tell.stop();
		screen.close();
		sender.close();
	}
}

function chaosOf(options: ReplayOptions, deliveries: number, { processes, redis }: Installation): Chaos | null {
	if (options.chaos === undefined) return null;
	return planChaos(options.chaos, deliveries, processes, redis === null ? null : () => redis.flush());
}

const TELL_EVERY = 250;

function progressTeller(
	{ x, facebook }: Installation,
	about: { deliveries: number; currency: string; startedAt: number },
	report: ReplayReport,
) {
	const told = new Set<string>();
	let [delivered, total] = [0, 0];
	const timer = setInterval(() => {
		const perSecond = (delivered / (performance.now() - about.startedAt)) * 1000;
		const posts = x.posts().length + facebook.posts().length;
		report.progress({ delivered, deliveries: about.deliveries, total, currency: about.currency, posts, perSecond });
	}, TELL_EVERY);
	return {
		/** How many deliveries were acknowledged so far. */
		delivered(row: DriveRow): number {
			delivered += 1;
			if (!told.has(row.id)) total += row.amount;
			told.add(row.id);
			return delivered;
		},
		stop: () => clearInterval(timer),
	};
}
