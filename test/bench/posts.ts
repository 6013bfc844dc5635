import { openInstallation } from "../../src/rehearsal/installation.ts";
import { comparePosts } from "../../src/rehearsal/replay/compare-posts.ts";
import { percentile } from "../../src/rehearsal/replay/percentile.ts";
import { webhookBodies } from "../../src/rehearsal/replay/webhook-bodies.ts";
import { openWebhookSender } from "../../src/rehearsal/replay/webhook-sender.ts";
import { campaignForFile } from "../../src/rehearsal/replay-campaign.ts";
import { untilSettled } from "../../src/rehearsal/settle.ts";
import { steadyLoad } from "./drive.ts";
import type { Row } from "./row.ts";

const MILESTONES_A_SECOND = 4;
const SECONDS = 15;

/** From the webhook that crosses a milestone, sent, to the request received by the sandbox platforms. */
export async function measurePosts(): Promise<Row[]> {
	const now = Date.now();
	const count = MILESTONES_A_SECOND * SECONDS;
	const setup = campaignForFile(
		{ gifts: count, total: count * 100_000, firstAt: now - 3_600_000, lastAt: now + 3_600_000 },
		"bench-posts",
	);
	const installation = await openInstallation({ setup, queue: "postgres", xLimits: "none" });
	try {
		const { campaign } = setup;
		const [rule] = campaign.rules;
		const step = rule?.trigger.kind === "every" ? rule.trigger.step : 100_000;
		const bodies = webhookBodies({ run: "posts", campaignId: campaign.id, currency: "usd" });
		let id = 0;
		const next = () => {
			id += 1;
			const row = {
				id: String(id),
				at: Date.now(),
				amount: step,
				name: null,
				isAnonymous: true,
				isMonthly: false,
				station: null,
			};
			const [body] = bodies.of(row, "payment");
			if (body === undefined) throw new Error("A gift without an event.");
			return body;
		};
		const sender = openWebhookSender({ apiUrl: installation.apiUrl, secret: installation.webhookSecret });
		await steadyLoad(sender, next, MILESTONES_A_SECOND, SECONDS);
		await untilSettled(installation.pool, campaign.id, { patienceMs: 30_000, signal: new AbortController().signal });
		const { rows } = await installation.pool.query<{ seq: number; sourceId: string }>(
			`select seq, source_id as "sourceId" from ledger_entry where source_id is not null`,
		);
		const sentAt = new Map(rows.map((row) => [row.seq, sender.sentAt.get(row.sourceId)]));
		const received = {
			x: installation.x.posts(),
			facebook: installation.facebook
				.posts()
				.map((post) => ({ id: post.id, text: post.message, receivedAt: post.receivedAt })),
		};
		const ages: number[] = [];
		for (const platform of ["x", "facebook"] as const) {
			const { arrivals } = await comparePosts(installation.pool, campaign.id, platform, received[platform]);
			// The first second opens connections.
			for (const { entrySeq, receivedAt } of arrivals.filter((one) => one.entrySeq > MILESTONES_A_SECOND)) {
				const sent = sentAt.get(entrySeq);
				if (sent !== undefined) ages.push(receivedAt - sent);
			}
		}
		sender.close();
		const how = `p99; p50 ${percentile(ages, 0.5)} ms; ${ages.length} posts on two platforms, BullMQ on PostgreSQL`;
		return [
			{
				what: "milestone to platform",
				how,
				value: percentile(ages, 0.99) ?? Number.NaN,
				target: 500,
				better: "lower",
				unit: "ms",
			},
		];
	} finally {
		await installation.stop();
	}
}
