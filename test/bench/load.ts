import { openWebhookSender } from "../../src/rehearsal/replay/webhook-sender.ts";

type Body = { readonly eventId: string; readonly json: string };

export type LoadResult = {
	readonly perSecond: number;
	readonly p50: number;
	readonly p99: number;
	readonly sent: number;
};

/** Sends new deliveries over `lanes` connections for so long, each lane one after another, and says how many a second were acknowledged. */
export async function load(
	apiUrl: string,
	secret: string,
	next: () => Body,
	options: { lanes: number; milliseconds: number },
): Promise<LoadResult> {
	const sender = openWebhookSender({ apiUrl, secret });
	const started = performance.now();
	const until = started + options.milliseconds;
	await Promise.all(
		Array.from({ length: options.lanes }, async () => {
			const lane = sender.openLane();
			while (performance.now() < until) await lane.deliver(next());
		}),
	);
	const seconds = (performance.now() - started) / 1000;
	const sorted = [...sender.latencies].sort((a, b) => a - b);
	sender.close();
	const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
	return { perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99), sent: sorted.length };
}
