import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readEnv } from "../../config/env.ts";
import type { ChannelSetup } from "../../src/campaign/channel-setup.ts";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { saveCampaign } from "../../src/campaign/store.ts";
import { openChannel } from "../../src/channel/open-channel.ts";
import { inTransaction } from "../../src/db/pool.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { HOUR, type Instant, MINUTE, SECOND } from "../../src/domain/plain/instant.ts";
import { vaultOf } from "../../src/foundation.ts";
import { announceByClock } from "../../src/ledger/announce.ts";
import { recordFacts } from "../../src/ledger/record.ts";
import { silentLog } from "../../src/log.ts";
import { type PublishParts, publishNext } from "../../src/posting/publish.ts";
import { wordsFrom } from "../../src/posting/words.ts";
import type { DriveRow } from "../../src/rehearsal/drive-file.ts";
import { seededRandom } from "../../src/rehearsal/seeded-random.ts";
import { giftOfRow } from "../../src/rehearsal/virtual/gift-facts.ts";
import { rehearse } from "../../src/rehearsal/virtual/rehearse.ts";
import { setupOfFile, USUAL_ASSUMPTIONS } from "../../src/rehearsal/virtual/setup.ts";
import { type FacebookSandbox, startFacebookSandbox } from "../../src/sandbox/facebook.ts";
import { startXSandbox, type XSandbox } from "../../src/sandbox/x.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";
import { loadTemplatePack, type TemplatePack } from "../../src/template/pack.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const OPENS = Date.parse("2026-12-03T14:00:00Z");
const CLOSES = OPENS + 4 * HOUR;
const SENDING = 1 * SECOND;
const PAGE = { id: "4455", accessToken: "EAAB-sandbox-page-token" };

/** Steps, counts, a rule that soon expires, one with hours of its own, one of the clock's, and one about single gifts. */
const CAMPAIGN: Campaign = aCampaign({
	...{ opensAt: OPENS, closesAt: CLOSES, goal: 4_000_000, announceFrom: 0 },
	rules: [
		aRule("step", { kind: "every", step: 100_000 }),
		aRule("half", { kind: "percent", percents: [25, 50, 75] }, { priority: 60 }),
		aRule("gifts", { kind: "gifts", counts: [30, 40, 41, 70, 80, 100, 110] }, { expiresAfterMinutes: 1 }),
		aRule("afternoon", { kind: "amounts", amounts: [250_000] }, { window: { fromHour: 10, toHour: 20 } }),
		aRule("large", { kind: "large-gift", atLeast: 150_000 }),
		aRule("clock", { kind: "hours-to-go", hours: [3, 1] }),
	],
});

const PACED = { minGapSeconds: 120, per15Minutes: 4, perDay: null };
const CHANNELS: readonly ChannelSetup[] = [
	{
		...{ platform: "x", name: "hospital", language: "en", pacing: PACED },
		credentials: {
			...{ appKey: SANDBOX_X_ACCOUNT.appKey, appSecret: SANDBOX_X_ACCOUNT.appSecret },
			...{ accessToken: SANDBOX_X_ACCOUNT.accessToken, accessSecret: SANDBOX_X_ACCOUNT.accessSecret },
		},
	},
	{
		...{ platform: "facebook", name: "page", language: "en" },
		pacing: { minGapSeconds: 15, per15Minutes: null, perDay: null },
		credentials: { pageId: PAGE.id, accessToken: PAGE.accessToken },
	},
];

/** Bursts every twenty minutes, some gifts that pass several milestones at once, a tenth of them monthly. */
function driveRows(): DriveRow[] {
	const random = seededRandom(7);
	return Array.from({ length: 130 }, (_, index): DriveRow => {
		const wave = Math.floor(index / 13);
		const at = OPENS + wave * 20 * MINUTE + Math.floor(random() ** 2 * 8 * MINUTE);
		const isLarge = index % 29 === 28;
		const isMonthly = !isLarge && index % 9 === 0;
		const amount = isLarge ? 160_000 + Math.floor(random() * 200_000) : 500 + Math.floor(random() * 15_000);
		const name = isLarge ? "Dana Fielding" : null;
		return { id: String(index + 1), at, amount, name, isAnonymous: name === null, isMonthly, station: null };
	});
}

type Seen = { readonly key: string; readonly text: string | null };

describe("a rehearsed drive", () => {
	let [database, x, facebook, pack] = [] as unknown as [TestDatabase, XSandbox, FacebookSandbox, TemplatePack];
	beforeAll(async () => {
		[database, x, facebook, pack] = await Promise.all([
			openTestDatabase(),
			startXSandbox(),
			startFacebookSandbox({ pages: [{ ...PAGE, name: "Lakeside" }] }),
			loadTemplatePack(),
		]);
	});
	afterAll(async () => {
		await Promise.all([x.close(), facebook.close()]);
		await database.drop();
	});

	test("says on each account what the real ledger, fence and platforms get when they are given the same gifts at the same times", async () => {
		const rows = driveRows().sort((a, b) => a.at - b.at);
		const rehearsed = await rehearse({
			...{ name: "rules", rows, pack },
			setup: setupOfFile({ campaign: CAMPAIGN, channels: CHANNELS }),
			assumptions: { ...USUAL_ASSUMPTIONS, sendingSeconds: SENDING / SECOND, hasPictures: false },
		});
		const real = await playForReal(rows);

		for (const [number, { platform }] of CHANNELS.entries()) {
			const own = rehearsed.posts.filter(({ accountId }) => accountId === rehearsed.accounts[number]?.id);
			const said = own
				.filter(({ outcome }) => outcome === "published")
				.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
				.map(({ key, text }): Seen => ({ key, text }));
			expect(said.length).toBeGreaterThan(15);
			expect(said).toEqual(real.published(platform));
			const states = Object.fromEntries(own.map(({ key, outcome }) => [key, outcome]));
			expect(states).toEqual(real.states(platform));
			expect(new Set(Object.values(states))).toContain("superseded");
		}
		const outcomes = new Set(rehearsed.posts.map(({ outcome }) => outcome));
		expect(outcomes).toEqual(new Set(["published", "superseded", "expired"]));
		expect(x.posts().map(({ text }) => text)).toEqual(real.published("x").map(({ text }) => text));
		expect(rehearsed.summary.total).toBe(real.total);
	}, 180_000);

	/** The real system, told at each moment what time it is; its workers look again when they said they would. */
	async function playForReal(rows: readonly DriveRow[]) {
		const { pool } = database;
		const env = readEnv({
			...{ DATABASE_URL: database.url, CARILLON_SECRET_KEY: Buffer.alloc(32, 7).toString("base64") },
			...{ X_API_BASE: x.url, FACEBOOK_GRAPH_BASE: facebook.url },
		});
		await saveCampaign(pool, CAMPAIGN, CHANNELS, vaultOf(env));
		const directory = openCampaignDirectory(pool);
		const parts = partsAt(env);
		/** By account: when it is looked at next, and until when it is sending. */
		const looks = new Map<string, Instant>();
		const busy = new Map<string, Instant>();
		const out = new Map<string, number>();
		const wake = (accountId: string, at: Instant): void => {
			looks.set(accountId, Math.min(at, looks.get(accountId) ?? at));
		};

		async function look(accountId: string, now: Instant): Promise<void> {
			looks.delete(accountId);
			const until = busy.get(accountId) ?? now;
			if (until > now) return wake(accountId, until);
			const { rows: ready } = await pool.query<{ id: number }>(
				"select id from post where account_id = $1 and state = 'ready' order by id limit 1",
				[accountId],
			);
			const [post] = ready;
			if (post === undefined) return;
			const { lookAgainAt } = await publishNext(parts(now), post.id);
			const before = out.get(accountId) ?? 0;
			const after = await outOn(accountId);
			out.set(accountId, after);
			if (after > before) {
				busy.set(accountId, now + SENDING);
				wake(accountId, now + SENDING);
			} else if (await wasTooSlow(accountId, now)) wake(accountId, now);
			else if (lookAgainAt !== null) wake(accountId, lookAgainAt);
		}
		async function workUntil(until: Instant): Promise<void> {
			for (;;) {
				const [next] = [...looks].sort(([, a], [, b]) => a - b);
				if (next === undefined || next[1] >= until) return;
				await look(next[0], next[1]);
			}
		}
		// The clock is asked when its milestones fall; nothing else falls by it.
		const ticks = [CLOSES - 3 * HOUR, CLOSES - HOUR];
		const moments = [
			...rows.map((row) => ({ at: giftOfRow(row, CAMPAIGN).at, row })),
			...ticks.map((at) => ({ at, row: null })),
		].sort((a, b) => a.at - b.at);
		for (const { at, row } of moments) {
			await workUntil(at);
			const fallen =
				row === null
					? await announceByClock(pool, directory, at)
					: await inTransaction(pool, async (client) => {
							const { facts } = giftOfRow(row, CAMPAIGN);
							return (await recordFacts(client, directory, facts, at)).posts;
						});
			for (const { accountId } of fallen) wake(accountId, at);
		}
		await workUntil(Number.POSITIVE_INFINITY);
		return readReal();
	}

	async function outOn(accountId: string): Promise<number> {
		const { rows } = await database.pool.query<{ count: number }>(
			"select count(*)::int as count from post where account_id = $1 and state = 'published'",
			[accountId],
		);
		return rows[0]?.count ?? 0;
	}

	/** A busy machine can let a send's window pass; it would be tried again seconds later, which virtual time knows nothing of. */
	async function wasTooSlow(accountId: string, now: Instant): Promise<boolean> {
		const { rowCount } = await database.pool.query(
			`with tried as (delete from attempt t using post p where p.id = t.post_id and p.account_id = $1 and p.state = 'ready'
			                  and t.started_at = $2 returning t.post_id)
			 update post set not_before = $2 where id in (select post_id from tried)`,
			[accountId, new Date(now)],
		);
		return (rowCount ?? 0) > 0;
	}

	function partsAt(env: ReturnType<typeof readEnv>) {
		const { pool } = database;
		const words = wordsFrom(pack);
		const unused = () => Promise.reject(new Error("Not in this test."));
		const channelOf: PublishParts["channelOf"] = (account) =>
			openChannel(
				{
					...{ vault: vaultOf(env), timeoutMs: 2_000, now: Date.now },
					...{ xApiBase: env.X_API_BASE, facebookGraphBase: env.FACEBOOK_GRAPH_BASE },
					onAir: { record: unused, find: unused, isAway: () => false },
					dryRun: { record: unused, find: unused } as never,
				},
				account,
			);
		return (now: Instant): PublishParts => ({
			...{ pool, words, cards: null, channelOf, log: silentLog, now: () => now },
			...{ timeoutMs: 2_000, leaseMs: 5_000, settleMs: 1_000 },
		});
	}

	async function readReal() {
		type Row = Seen & { readonly platform: string; readonly state: string; readonly startedAt: Date | null };
		const { rows } = await database.pool.query<Row>(
			`select c.platform, a.key, p.text, p.state,
			   (select max(t.started_at) from attempt t where t.post_id = p.id) as "startedAt"
			 from post p join announcement a on a.id = p.announcement_id join channel_account c on c.id = p.account_id
			 order by p.id`,
		);
		const tally = await database.pool.query<{ total: number }>(
			"select (tally->>'total')::float8 as total from campaign_tally",
		);
		const on = (platform: string) => rows.filter((row) => row.platform === platform);
		return {
			total: tally.rows[0]?.total,
			published: (platform: string): Seen[] =>
				on(platform)
					.filter(({ state }) => state === "published")
					.sort((a, b) => (a.startedAt?.getTime() ?? 0) - (b.startedAt?.getTime() ?? 0))
					.map(({ key, text }) => ({ key, text })),
			states: (platform: string) => Object.fromEntries(on(platform).map(({ key, state }) => [key, state])),
		};
	}
});
