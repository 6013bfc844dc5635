import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { HOUR, MINUTE, SECOND } from "../../src/domain/plain/instant.ts";
import { NO_PACING, type Pacing } from "../../src/domain/post/pacing.ts";
import type { Platform } from "../../src/domain/post/post.ts";
import type { DriveRow } from "../../src/rehearsal/drive-file.ts";
import { openEventQueue } from "../../src/rehearsal/virtual/event-queue.ts";
import { generatedDrive, USUAL_GENERATED } from "../../src/rehearsal/virtual/generated-drive.ts";
import { placeInTime } from "../../src/rehearsal/virtual/place-in-time.ts";
import { rehearse } from "../../src/rehearsal/virtual/rehearse.ts";
import { USUAL_ASSUMPTIONS, type VirtualSetup, virtualAccount } from "../../src/rehearsal/virtual/setup.ts";
import { busiest, longestSilence } from "../../src/rehearsal/virtual/summary.ts";
import { csvColumns, csvRows } from "../../src/rehearsal/virtual/table.ts";
import type { OwnTextsOfPlace } from "../../src/template/own-text-store.ts";
import { ownTextsOf } from "../../src/template/own-texts.ts";
import { loadTemplatePack, type TemplatePack } from "../../src/template/pack.ts";
import type { RehearsalAssumptions } from "../../src/web/contract/staff/rehearsal.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";

/** 8 in the morning in Chicago. */
const OPENS = Date.parse("2026-12-03T14:00:00Z");
const every = aRule("every", { kind: "every", step: 100_000 });

let pack: TemplatePack;
beforeAll(async () => {
	pack = await loadTemplatePack();
});

function gift(minute: number, dollars: number, changes: Partial<DriveRow> = {}): DriveRow {
	const at = OPENS + minute * MINUTE;
	const plain = { name: null, isAnonymous: true, isMonthly: false, station: null };
	return { id: `${minute}-${dollars}`, at, amount: dollars * 100, ...plain, ...changes };
}

type Played = {
	readonly campaign?: Partial<Campaign>;
	readonly pacing?: Pacing;
	readonly platform?: Platform;
	readonly budget?: number;
	readonly assumptions?: Partial<RehearsalAssumptions>;
	readonly publicUrl?: string;
	readonly accounts?: number;
	/** The campaign's own text for every step. */
	readonly text?: string;
};

async function play(rows: readonly DriveRow[], played: Played = {}) {
	const campaign = aCampaign({ opensAt: OPENS, closesAt: OPENS + 12 * HOUR, rules: [every], ...played.campaign });
	const accounts = Array.from({ length: played.accounts ?? 1 }, (_, index) =>
		virtualAccount(
			campaign.id,
			index + 1,
			{ platform: played.platform ?? "x", name: "hospital", language: "en", pacing: played.pacing ?? NO_PACING },
			played.publicUrl === undefined ? undefined : { kind: "always" },
		),
	);
	const setup: VirtualSetup = {
		...{ campaign, accounts, budget: played.budget ?? null },
		publicUrl: played.publicUrl ?? null,
	};
	const assumptions = { ...USUAL_ASSUMPTIONS, hasPictures: false, ...played.assumptions };
	const ownTexts = played.text === undefined ? undefined : ownTextsOf([textForSteps(played.text)]);
	return rehearse({ name: "rules", setup, rows, assumptions, pack, ownTexts });
}

function textForSteps(source: string): OwnTextsOfPlace {
	const place = {
		campaignId: "radiothon-2026",
		scope: "kind:every",
		platform: "x",
		language: "en",
		accountId: null,
	} as const;
	return { ...place, revision: 1, at: 0, by: "somebody", variants: [{ id: "own", source, isOn: true }] };
}

const shortly = (rehearsal: Awaited<ReturnType<typeof play>>) =>
	rehearsal.posts.map(({ key, outcome, at }) => [key, outcome, at === null ? null : (at - OPENS) / MINUTE]);

describe("in virtual time", () => {
	test("a milestone is out one send after the gift that passed it, with the total of that moment", async () => {
		const rehearsal = await play([gift(10, 990), gift(20, 35)]);
		expect(shortly(rehearsal)).toEqual([["every:100000", "published", 20 + 1 / 60]]);
		expect(rehearsal.posts[0]).toMatchObject({
			text: expect.stringContaining("$1,025"),
			fell: "Passed $1,000",
			cost: 15,
		});
	});

	test("of several that one gift passes the highest speaks, and says for which", async () => {
		const { posts } = await play([gift(10, 3_450)]);
		expect(posts.map(({ outcome, by }) => [outcome, by])).toEqual([
			["superseded", 3],
			["superseded", 3],
			["published", null],
		]);
	});

	test("what falls while the account has to wait becomes one post about the highest, when it may go", async () => {
		const pacing = { minGapSeconds: 600, per15Minutes: null, perDay: null };
		const rehearsal = await play([gift(0, 1_000), gift(2, 1_000), gift(4, 1_000)], { pacing });
		expect(shortly(rehearsal)).toEqual([
			["every:100000", "published", 1 / 60],
			["every:200000", "superseded", 10],
			["every:300000", "published", 10 + 1 / 60],
		]);
	});

	test("what waits for longer than its rule allows is too late, at the minute at which it was", async () => {
		const rules = [every, aRule("gifts", { kind: "gifts", counts: [2] }, { expiresAfterMinutes: 5 })];
		const pacing = { minGapSeconds: 1_800, per15Minutes: null, perDay: null };
		const rehearsal = await play([gift(0, 1_000), gift(1, 5)], { pacing, campaign: { rules } });
		expect(shortly(rehearsal)[1]).toEqual(["gifts:2", "expired", 6]);
	});

	test("a rule with hours of its own waits for them", async () => {
		const rules = [aRule("late", { kind: "every", step: 100_000 }, { window: { fromHour: 10, toHour: 20 } })];
		const rehearsal = await play([gift(30, 1_000)], { campaign: { rules } });
		expect(shortly(rehearsal)).toEqual([["late:100000", "published", 120 + 1 / 60]]);
	});

	test("a countdown runs down by itself", async () => {
		const rules = [aRule("slow", { kind: "every", step: 100_000 }, { policy: { kind: "after-minutes", minutes: 7 } })];
		const rehearsal = await play([gift(0, 1_000)], { campaign: { rules } });
		expect(shortly(rehearsal)).toEqual([["slow:100000", "published", 7 + 1 / 60]]);
		expect(rehearsal.posts[0]).toMatchObject({ wasHeldFor: "countdown", heldFor: 7 * MINUTE });
	});

	describe("where a person has to approve", () => {
		const rules = [aRule("asked", { kind: "every", step: 100_000 }, { policy: { kind: "approval", approvers: 2 } })];

		test("it goes when staff have said yes, by the time they are assumed to take", async () => {
			const rehearsal = await play([gift(0, 1_000)], {
				campaign: { rules },
				assumptions: { approvedAfterMinutes: 12 },
			});
			expect(shortly(rehearsal)).toEqual([["asked:100000", "published", 12 + 1 / 60]]);
			expect(rehearsal.summary.approvals).toEqual({ asked: 1, medianWait: 12 * MINUTE, longestWait: 12 * MINUTE });
		});

		test("what nobody approves is too late in the end", async () => {
			const rehearsal = await play([gift(0, 1_000)], {
				campaign: { rules },
				assumptions: { approvedAfterMinutes: null },
			});
			expect(shortly(rehearsal)).toEqual([["asked:100000", "expired", 60]]);
			expect(rehearsal.posts[0]?.why).toBe("Nobody approved it in time.");
		});

		test("figures that moved too far while it waited for its turn have to be looked at again", async () => {
			const pacing = { minGapSeconds: 1_200, per15Minutes: null, perDay: null };
			const both = [...rules, aRule("gifts", { kind: "gifts", counts: [2] })];
			// Approved at 10; the account may send again at 21, and the total has doubled at 15.
			const rows = [gift(0, 1_000), gift(1, 5), gift(15, 900)];
			const rehearsal = await play(rows, { pacing, campaign: { rules: both } });
			const asked = rehearsal.posts.find(({ ruleId }) => ruleId === "asked");
			expect(asked).toMatchObject({ outcome: "published" });
			expect(asked?.heldFor).toBeGreaterThan(10 * MINUTE);
		});
	});

	test("what the clock makes fall is there, and a closed drive is told", async () => {
		const rules = [aRule("hours", { kind: "hours-to-go", hours: [6] }), aRule("closed", { kind: "closed" })];
		const rehearsal = await play([gift(0, 100)], { campaign: { rules } });
		expect(shortly(rehearsal)).toEqual([
			["hours:6", "published", 360 + 1 / 60],
			["closed:closed", "published", 720 + 1 / 60],
		]);
	});

	test("the budget for X takes links away first and posts at last", async () => {
		const rows = Array.from({ length: 30 }, (_, index) => gift(index * 10, 1_000));
		const publicUrl = "https://hope.example.org";
		const text = "{{ milestone }} passed, {{ total }} so far. {% if link %}{{ link }}{% endif %}";
		const free = await play(rows, { publicUrl, text });
		expect(free.summary.x).toEqual({ posts: 30, linkPosts: 30, cost: 6_000, limit: null });
		const { posts, summary } = await play(rows, { budget: 500, publicUrl, text });
		expect(summary.x.linkPosts).toBe(2);
		expect(summary.x.cost).toBeLessThanOrEqual(500);
		const dropped = posts.filter(({ outcome }) => outcome === "dropped");
		expect(dropped.length).toBeGreaterThan(5);
		expect(posts.slice(-dropped.length)).toEqual(dropped);
		expect(dropped[0]?.why).toMatch(/budget/);
	});

	test("its sheet names the clock, and who speaks for a post by that one's number", async () => {
		const rehearsal = await play([gift(0, 250_000)]);
		const [, no, when] = csvColumns(rehearsal);
		expect([no, when]).toEqual(["no", `when (${rehearsal.timeZone})`]);
		const rows = [...csvRows(rehearsal)];
		expect(rows.every((row) => row.length === csvColumns(rehearsal).length)).toBe(true);
		const [silent] = rows.filter((row) => String(row[6]).startsWith("superseded"));
		const speaker = rows.find((row) => row[1] === silent?.[9]);
		expect(speaker?.[6]).toBe("published");
	});

	test("words that the privacy gate stops are held, and shown with what it found", async () => {
		const rules = [aRule("large", { kind: "large-gift", atLeast: 50_000 })];
		const row = gift(0, 1_000, { name: "Call 312-555-0188", isAnonymous: false });
		const { posts } = await play([row], {
			platform: "on-air",
			campaign: { rules, phone: "", textCode: "", hospital: "Room 12, MRN 4471920" },
		});
		expect(posts[0]).toMatchObject({ outcome: "held", why: expect.stringMatching(/privacy gate/i) });
	});

	test("a challenge match doubles what comes in, and the milestones fall by it", async () => {
		const match = {
			...({ id: "bank", sponsor: "First Bank", hidden: false, kind: "ratio", pool: 60_000, ratio: 1 } as const),
			...({ minGift: null, maxGift: null, from: OPENS, to: OPENS + HOUR, unlock: null, stacking: "in-turn" } as const),
			...{ stationId: null, sponsorDonor: null },
		};
		const rehearsal = await play([gift(5, 500), gift(10, 500)], { campaign: { matches: [match] } });
		expect(rehearsal.summary).toMatchObject({ total: 160_000, matched: 60_000, gifts: 2 });
		expect(shortly(rehearsal)).toEqual([["every:100000", "published", 5 + 1 / 60]]);
	});

	test("rules that speak of every cent end with words instead of a table that nobody can read", async () => {
		const rules = Array.from({ length: 40 }, (_, index) => aRule(`r${index}`, { kind: "every", step: 100 }));
		const rows = [gift(0, 100), gift(1, 100)];
		await expect(play(rows, { campaign: { rules }, accounts: 8 })).rejects.toThrow(/more than 20,000 posts/);
	});
});

describe("a drive's place in time", () => {
	const campaign = aCampaign({ opensAt: OPENS, closesAt: OPENS + 12 * HOUR });

	test("last year's gifts move to when this drive opens, at the same minutes, and a longer drive holds it open", () => {
		const lastYear = OPENS - 364 * 24 * HOUR;
		const rows = [0, 20 * HOUR].map((after, index) =>
			gift(0, 10, { id: String(index), at: lastYear + 90 * MINUTE + after }),
		);
		const placed = placeInTime(campaign, rows);
		expect(placed.rows.map(({ at }) => at - OPENS)).toEqual([30 * MINUTE, 20 * HOUR + 30 * MINUTE]);
		expect(placed.campaign.closesAt).toBe(OPENS + 21 * HOUR);
		expect(placed.notes).toHaveLength(2);
	});

	test("the drive's own gifts stay where they are", () => {
		const placed = placeInTime(campaign, [gift(5, 10), gift(1, 10)]);
		expect(placed).toMatchObject({ notes: [], campaign: { opensAt: campaign.opensAt, closesAt: campaign.closesAt } });
		expect(placed.rows.map(({ at }) => (at - OPENS) / MINUTE)).toEqual([1, 5]);
	});
});

describe("a made-up drive", () => {
	const campaign = aCampaign({ opensAt: OPENS, closesAt: OPENS + 36 * HOUR, goal: 20_000_000 });

	test("brings what it was told to, within a hundredth, in its hours; the same seed the same gifts", () => {
		const options = { ...USUAL_GENERATED, gifts: 3_000, hours: 36, partOfGoal: 1.1 };
		const rows = generatedDrive(campaign, options);
		const counted = rows.reduce((sum, row) => sum + row.amount * (row.isMonthly ? 12 : 1), 0);
		expect(Math.abs(counted - 22_000_000)).toBeLessThan(220_000);
		expect(rows).toHaveLength(3_000);
		expect(rows.every(({ at }) => at >= OPENS && at < OPENS + 36 * HOUR)).toBe(true);
		expect(generatedDrive(campaign, options)).toEqual(rows);
		expect(generatedDrive(campaign, { ...options, seed: 2 })).not.toEqual(rows);
	});

	test("leaves nights off quiet", () => {
		const onAirWindows = [
			{ from: OPENS, to: OPENS + 10 * HOUR },
			{ from: OPENS + 24 * HOUR, to: OPENS + 36 * HOUR },
		];
		const rows = generatedDrive({ ...campaign, onAirWindows }, { ...USUAL_GENERATED, gifts: 500 });
		expect(rows.some(({ at }) => at > OPENS + 10 * HOUR + MINUTE && at < OPENS + 24 * HOUR)).toBe(false);
	});
});

describe("the summary", () => {
	test("finds the longest silence on the air and not in a night off, and the busiest quarter hour", () => {
		const night = [
			{ from: OPENS, to: OPENS + 4 * HOUR },
			{ from: OPENS + 20 * HOUR, to: OPENS + 24 * HOUR },
		];
		const campaign = aCampaign({ opensAt: OPENS, closesAt: OPENS + 24 * HOUR, onAirWindows: night });
		const account = virtualAccount("c", 1, { platform: "x", name: "x", language: "en", pacing: NO_PACING });
		const setup = { campaign, accounts: [account], budget: null, publicUrl: null };
		const times = [10, 100, 110, 112, 1_300].map((minute) => OPENS + minute * MINUTE);
		expect(longestSilence(setup, times)).toEqual({ from: OPENS + 1_300 * MINUTE, to: OPENS + 24 * HOUR });
		expect(busiest(times)).toMatchObject({ from: OPENS + 100 * MINUTE, posts: 3 });
		expect(longestSilence(setup, [])).toBeNull();
	});
});

test("an agenda gives back what was put in by its time, and of the same moment in the order it was put in", () => {
	const agenda = openEventQueue<string>();
	for (const [at, what] of [
		[5, "e"],
		[1, "a"],
		[3, "c"],
		[1, "b"],
		[3, "d"],
	] as const)
		agenda.put(at * SECOND, what);
	expect(Array.from({ length: 5 }, () => agenda.take()?.what).join("")).toBe("abcde");
	expect(agenda.take()).toBeNull();
});
