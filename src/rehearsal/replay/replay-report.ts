import { formatMoney } from "../../domain/plain/money.ts";
import type { ReplayResult } from "./replay-summary.ts";

export type ReplayProgress = {
	readonly delivered: number;
	readonly deliveries: number;
	/** Minor units delivered, each gift once. */
	readonly total: number;
	readonly currency: string;
	readonly posts: number;
	readonly perSecond: number;
};

/** Where a replay tells how it goes. */
export type ReplayReport = { say(line: string): void; progress(progress: ReplayProgress): void; end(): void };

export const silentReport: ReplayReport = { say: () => {}, progress: () => {}, end: () => {} };

type Stream = { write(text: string): unknown; readonly isTTY?: boolean };

const PLAIN_EVERY = 5_000;

/** On a terminal one line that keeps changing; elsewhere (a log) a line every five seconds. */
export function reportOn(stream: Stream, now: () => number = () => performance.now()): ReplayReport {
	let isLineOpen = false;
	let saidAt = Number.NEGATIVE_INFINITY;
	const closeLine = () => {
		if (isLineOpen) stream.write("\n");
		isLineOpen = false;
	};
	return {
		say(line) {
			closeLine();
			stream.write(`${line}\n`);
		},
		progress(progress) {
			if (stream.isTTY) {
				stream.write(`\r\u001B[K${progressLine(progress)}`);
				isLineOpen = true;
			} else if (now() - saidAt >= PLAIN_EVERY) {
				saidAt = now();
				stream.write(`${progressLine(progress)}\n`);
			}
		},
		end: closeLine,
	};
}

function progressLine(progress: ReplayProgress): string {
	const part = progress.deliveries === 0 ? 100 : Math.floor((progress.delivered / progress.deliveries) * 100);
	const total = formatMoney({ amount: progress.total, currency: progress.currency });
	return `${String(part).padStart(3)} %  ${count(progress.delivered)} webhooks  ${count(Math.round(progress.perSecond))} a second  ${total}  ${count(progress.posts)} posts`;
}

/** The end of a replay as a short table, and what differs. */
export function resultTable(result: ReplayResult): string {
	const { summary, problems } = result;
	const { x, facebook } = summary.posts;
	const posts = (one: typeof x) =>
		`${one.published} published, ${one.superseded} superseded, ${one.expired} expired, ${one.duplicates} twice, ${one.missing} missing`;
	const ms = (value: number | null) => (value === null ? "-" : `${value} ms`);
	const rows: readonly (readonly [string, string])[] = [
		["Gifts", count(summary.gifts)],
		["Total", formatMoney({ amount: summary.total_minor, currency: result.currency })],
		["Announcements", count(summary.announcements)],
		["X", posts(x)],
		["Facebook", posts(facebook)],
		[
			"Webhooks",
			`${count(summary.webhook.per_second)} a second, p50 ${ms(summary.webhook.p50_ms)}, p99 ${ms(summary.webhook.p99_ms)}`,
		],
		["To the screen", `p50 ${ms(summary.to_screen_ms.p50)}, p99 ${ms(summary.to_screen_ms.p99)}`],
		["To the platform", `p50 ${ms(summary.to_post_ms.p50)}, p99 ${ms(summary.to_post_ms.p99)}`],
		["Took", `${result.seconds.toFixed(1)} s`],
	];
	const table = rows.map(([name, value]) => `${name.padEnd(17)}${value}`);
	const verdict = summary.ok
		? ["Everything agrees: the ledger with the file to the cent, the platforms with the announcements."]
		: [
				"Something differs:",
				...problems.slice(0, 20).map((problem) => `  ${problem}`),
				...moreThan(problems.length, 20),
			];
	return [...table, "", ...verdict].join("\n");
}

function moreThan(found: number, shown: number): string[] {
	return found > shown ? [`  and ${found - shown} more`] : [];
}

function count(value: number): string {
	return new Intl.NumberFormat("en-US").format(value);
}
