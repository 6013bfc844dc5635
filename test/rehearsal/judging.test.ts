import { describe, expect, test } from "@jest/globals";
import { compare } from "../../src/rehearsal/replay/compare-posts.ts";
import { percentile } from "../../src/rehearsal/replay/percentile.ts";
import { reportOn, resultTable } from "../../src/rehearsal/replay/replay-report.ts";

const post = (id: number, changes: object = {}) => ({
	id,
	state: "published" as const,
	external_id: `x${id}`,
	entry_seq: id,
	reason: null,
	texts: [`text ${id}`],
	...changes,
});
const received = (id: string, text: string) => ({ id, text, receivedAt: 5 });

describe("holding the platform against the posts", () => {
	test("each published post received once is well", () => {
		const { counts, problems } = compare(
			"x",
			[post(1), post(2, { state: "superseded", external_id: null, texts: [] })],
			[received("x1", "text 1")],
		);
		expect(counts).toEqual({ published: 1, superseded: 1, expired: 0, duplicates: 0, missing: 0 });
		expect(problems).toEqual([]);
	});

	test("a second copy is found by any text that was ever tried, though we know of one only", () => {
		const { counts, problems } = compare(
			"x",
			[post(1, { texts: ["text 1", "text 1, later"] })],
			[received("x1", "text 1, later"), received("x9", "text 1")],
		);
		expect(counts.duplicates).toBe(1);
		expect(problems).toEqual(["x received post 1 2 times"]);
	});

	test("a post that is due and was never received is missing, whatever we believe of it", () => {
		const { counts, problems } = compare("x", [post(1), post(2, { state: "ready", external_id: null, texts: [] })], []);
		expect(counts.missing).toBe(2);
		expect(problems).toHaveLength(2);
	});

	test("a post of nobody's, and one that we hold as dropped, are told", () => {
		const { counts, problems } = compare(
			"x",
			[post(1, { state: "cancelled", external_id: null })],
			[received("x7", "spam"), received("x8", "text 1")],
		);
		expect(counts.duplicates).toBe(1);
		expect(problems.join("; ")).toMatch(/none of ours accounts for.*which we hold as cancelled/);
	});
});

describe("saying how it went", () => {
	test("a percentile is a value that was measured", () => {
		expect(percentile([], 0.5)).toBeNull();
		expect(percentile([3, 1, 2], 0.5)).toBe(2);
		expect(percentile([1, 2, 3, 400.04], 0.99)).toBe(400);
	});

	test("a terminal gets one changing line, a log a line every five seconds", () => {
		const progress = { delivered: 50, deliveries: 100, total: 123_456, currency: "usd", posts: 3, perSecond: 900.4 };
		const written: string[] = [];
		let now = 0;
		const log = reportOn({ write: (text: string) => written.push(text) }, () => now);
		for (now of [0, 1000, 4999, 5000]) log.progress(progress);
		expect(written).toEqual(Array(2).fill(" 50 %  50 webhooks  900 a second  $1,234.56  3 posts\n"));
		written.length = 0;
		const terminal = reportOn({ write: (text: string) => written.push(text), isTTY: true });
		terminal.progress(progress);
		terminal.say("done");
		expect(written.join("")).toMatch(/^\r.*3 posts\ndone\n$/);
	});

	test("the table ends with what differs", () => {
		const counts = { published: 1, superseded: 0, expired: 0, duplicates: 0, missing: 1 };
		const summary = {
			gifts: 2,
			total_minor: 150,
			announcements: 1,
			posts: { x: counts, facebook: counts },
			webhook: { p50_ms: 1, p99_ms: 2, per_second: 10 },
			to_screen_ms: { p50: null, p99: null },
			to_post_ms: { p50: 1, p99: 2 },
			ok: false,
		};
		const problems = ["x never received post 1"];
		const table = resultTable({ summary, problems, currency: "usd", seconds: 1, restarts: 0, kills: 0 });
		expect(table).toMatch(/Total +\$1\.50/);
		expect(table).toMatch(/Something differs:\n {2}x never received post 1$/);
	});
});
