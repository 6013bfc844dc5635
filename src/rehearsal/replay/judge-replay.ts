import type { Campaign } from "../../domain/drive/campaign.ts";
import type { DriveRow } from "../drive-file.ts";
import type { Installation } from "../installation.ts";
import { compareLedger, type Expected } from "./compare-ledger.ts";
import { comparePosts, type PostComparison } from "./compare-posts.ts";
import { percentile } from "./percentile.ts";
import type { ReplayResult } from "./replay-summary.ts";
import type { ScreenProbe } from "./screen-probe.ts";
import type { WebhookSender } from "./webhook-sender.ts";

export type Played = {
	readonly campaign: Campaign;
	readonly rows: readonly DriveRow[];
	readonly sender: WebhookSender;
	readonly screen: ScreenProbe;
	readonly deliverySeconds: number;
	readonly seconds: number;
	readonly kills: number;
};

/** Holds what the drive left behind against what the file says. */
export async function judgeReplay(installation: Installation, played: Played): Promise<ReplayResult> {
	const { pool, x, facebook, processes } = installation;
	const { campaign, sender, screen } = played;
	const ledger = await compareLedger(pool, campaign.id, expectedOf(played));
	const onX = await comparePosts(pool, campaign.id, "x", x.posts());
	const onFacebook = await comparePosts(
		pool,
		campaign.id,
		"facebook",
		facebook.posts().map((post) => ({ id: post.id, text: post.message, receivedAt: post.receivedAt })),
	);
	const sinceSent = (seq: number, at: number): number[] => {
		const sentAt = sender.sentAt.get(ledger.sourceOf.get(seq) ?? "");
		return sentAt === undefined ? [] : [at - sentAt];
	};
	const toScreen = [...screen.receivedAt].flatMap(([seq, at]) => sinceSent(seq, at));
	const toPost = [...onX.arrivals, ...onFacebook.arrivals].flatMap((one) => sinceSent(one.entrySeq, one.receivedAt));
	const problems = [...ledger.problems, ...screenProblems(played, ledger.sourceOf), ...postProblems(onX, onFacebook)];
	return {
		summary: {
			gifts: ledger.gifts,
			total_minor: ledger.counted,
			announcements: ledger.announcements,
			posts: { x: onX.counts, facebook: onFacebook.counts },
			webhook: {
				p50_ms: percentile(sender.latencies, 0.5),
				p99_ms: percentile(sender.latencies, 0.99),
				per_second: Math.round(sender.latencies.length / Math.max(0.001, played.deliverySeconds)),
			},
			to_screen_ms: { p50: percentile(toScreen, 0.5), p99: percentile(toScreen, 0.99) },
			to_post_ms: { p50: percentile(toPost, 0.5), p99: percentile(toPost, 0.99) },
			ok: problems.length === 0,
		},
		problems,
		currency: campaign.currency,
		seconds: played.seconds,
		restarts: processes.restarts(),
		kills: played.kills,
	};
}

function expectedOf({ campaign, rows }: Played): Expected {
	let [cash, counted] = [0, 0];
	for (const row of rows) {
		cash += row.amount;
		counted += row.isMonthly ? row.amount * campaign.monthlyMultiplier : row.amount;
	}
	return { gifts: rows.length, cash, counted, currency: campaign.currency };
}

/** Every entry reaches the screen, in order and once: it is open from before the first gift. */
function screenProblems({ screen }: Played, sourceOf: ReadonlyMap<number, string>): string[] {
	const lost = [...sourceOf.keys()].filter((seq) => !screen.hasShown(seq)).length;
	const problems: string[] = [];
	if (lost > 0) problems.push(`${lost} ledger entries never reached the host's screen`);
	if (screen.disorder() > 0) problems.push(`${screen.disorder()} ledger entries reached the screen out of order`);
	return problems;
}

function postProblems(...comparisons: readonly PostComparison[]): string[] {
	return comparisons.flatMap((comparison) => comparison.problems);
}
