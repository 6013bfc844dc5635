import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { replayDrive } from "../../src/rehearsal/replay/replay.ts";
import { seededRandom } from "../../src/rehearsal/seeded-random.ts";
import { rehearseFiles } from "../../src/rehearsal/virtual/rehearse-files.ts";
import { USUAL_ASSUMPTIONS } from "../../src/rehearsal/virtual/setup.ts";
import { openTestDatabase } from "../support/database.ts";

const folder = mkdtempSync(join(tmpdir(), "carillon-replay-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Some hundred gifts, a tenth of them monthly, in an hour. */
function driveFile(gifts: number): { file: string; total: number } {
	const random = seededRandom(11);
	const amounts = Array.from({ length: gifts }, () => 500 + Math.floor(random() * 20_000));
	const lines = amounts.map((amount, index) => {
		const at = new Date(Date.UTC(2025, 2, 7, 15) + Math.floor((index * 3_600_000) / gifts)).toISOString();
		return `${at},${amount},${index % 10 === 0 ? 1 : 0},"Listener, ${index}"`;
	});
	const file = join(folder, `drive-${gifts}.csv`);
	writeFileSync(file, `ts_utc,amount_cents,monthly,name\n${lines.join("\n")}\n`);
	return { file, total: amounts.reduce((sum, amount) => sum + amount, 0) };
}

describe("a replayed drive", () => {
	test("agrees to the cent and post by post, though all comes twice and out of order while processes are killed", async () => {
		const { file, total } = driveFile(400);
		const result = await replayDrive({
			file,
			speed: "max",
			deliverTwice: true,
			shuffleSeconds: 300,
			chaos: { kills: 3, seed: 4 },
		});
		expect(result.problems).toEqual([]);
		expect(result.summary).toMatchObject({ gifts: 400, total_minor: total, ok: true });
		expect(result.summary.announcements).toBeGreaterThan(50);
		expect(result.summary.posts.x.published).toBeGreaterThan(0);
		expect(result.restarts).toBeGreaterThanOrEqual(3);
	}, 400_000);

	test("by this year's campaign file counts monthly gifts by its multiplier and leaves its clock's rules out", async () => {
		const { file } = driveFile(60);
		const campaignFile = new URL("../../config/campaigns/example.json", import.meta.url).pathname;
		const result = await replayDrive({ file, speed: "max", campaignFile });
		expect(result.problems).toEqual([]);
		expect(result.summary.posts.facebook.published).toBeGreaterThan(0);
	}, 400_000);

	test("announces what its rehearsal said it would, and says no account's milestones in another order", async () => {
		const { file } = driveFile(200);
		const database = await openTestDatabase();
		try {
			const result = await replayDrive({ file, speed: "max", databaseUrl: database.url });
			expect(result.problems).toEqual([]);
			const [rehearsal] = await rehearseFiles({
				drive: { file },
				assumptions: USUAL_ASSUMPTIONS,
				readSecret: () => undefined,
			});
			const { rows: replayed } = await database.pool.query<{ key: string; platform: string; isOut: boolean }>(
				`select a.key, c.platform, p.state = 'published' as "isOut" from post p join announcement a on a.id = p.announcement_id
				 join channel_account c on c.id = p.account_id
				 order by (select max(t.started_at) from attempt t where t.post_id = p.id), p.id`,
			);
			for (const { id, platform } of rehearsal?.accounts ?? []) {
				const own = rehearsal?.posts.filter(({ accountId }) => accountId === id) ?? [];
				const real = replayed.filter((post) => post.platform === platform);
				expect(real.map(({ key }) => key).sort()).toEqual(own.map(({ key }) => key).sort());
				const out = real.filter(({ isOut }) => isOut).map(({ key }) => key);
				const inOrder = own.map(({ key }) => key);
				expect(out).toEqual(inOrder.filter((key) => out.includes(key)));
				expect(out.at(-1)).toBe(own.filter(({ outcome }) => outcome === "published").at(-1)?.key);
			}
			expect(rehearsal?.summary.total).toBe(result.summary.total_minor);
		} finally {
			await database.drop();
		}
	}, 400_000);

	test("of a file that can't be read ends before anything is started", async () => {
		const file = join(folder, "bad.csv");
		writeFileSync(file, "ts_utc,amount_cents\n2025-03-07T15:00:00Z,5\nyesterday,5\n");
		await expect(replayDrive({ file, speed: "max" })).rejects.toThrow(/Line 3/);
	});
});
