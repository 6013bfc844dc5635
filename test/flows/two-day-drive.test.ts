import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { Tally } from "../../src/domain/counting/tally.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";
import { openIntake } from "../../src/intake/intake.ts";
import { openStripeReader, type StripeReader } from "../../src/intake/stripe-reader.ts";
import { recordOwn } from "../../src/ledger/record-own.ts";
import { keepUp } from "../../src/reconcile/back-fill.ts";
import { compareBooks } from "../../src/reconcile/compare-books.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import { readTruth } from "../../src/truth/read-truth.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { ledgerFaults, openCampaignDatabase } from "../support/running-api.ts";
import { byHand } from "../support/two-day-drive/by-hand.ts";
import { type Played, playDrive } from "../support/two-day-drive/play.ts";
import { type Match, twoDayDrive } from "../support/two-day-drive/script.ts";

const script = twoDayDrive(2026);
const expected = byHand(script);

function matchOf({
	id,
	sponsor,
	revealedAt,
	pool,
	times,
	least,
	most,
	from,
	to,
	donors,
	station,
	onTop,
}: Match): ChallengeMatch {
	return {
		...{
			id,
			sponsor,
			hidden: revealedAt !== null,
			kind: "ratio",
			pool,
			ratio: times - 1,
			minGift: least,
			maxGift: most,
			from,
			to,
		},
		unlock: donors === null ? null : { kind: "donors", count: donors },
		stacking: onTop ? "on-top" : "in-turn",
		stationId: station,
		sponsorDonor: null,
	};
}

const kinds = [
	...(["match-opened", "match-half", "match-nearly-gone", "match-spent", "match-ended"] as const),
	...(["power-hour-start", "power-hour-half", "power-hour-reached", "power-hour-end"] as const),
];

const campaign: Campaign = aCampaign({
	goal: 60_000_000,
	opensAt: script.opensAt,
	closesAt: script.closesAt,
	stations: [
		{ id: "klkv", name: "KLKV 101.5" },
		{ id: "wnbr", name: "WNBR 98.1" },
	],
	matches: script.matches.map(matchOf),
	powerHours: script.powerHours.map((hour) => ({ ...hour, name: hour.id, sponsor: "" })),
	rules: [
		aRule("every", { kind: "every", step: 2_500_000 }),
		aRule("percent", { kind: "percent", percents: [25, 50, 75, 100] }),
		aRule("donors", { kind: "donors", counts: [100, 1_000, 2_500] }),
		aRule("monthly", { kind: "monthly-donors", counts: [50, 250, 500] }),
		aRule("large", { kind: "large-gift", atLeast: 500_000 }),
		...kinds.map((kind) => aRule(kind, { kind })),
		aRule("closed", { kind: "closed" }),
	],
});

let database: TestDatabase;
let sandbox: StripeSandbox;
let stripe: StripeReader;
let played: Played;
let tally: Tally;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	const accounts =
		"insert into channel_account (id, campaign_id, platform, name, language, pacing) values ($1, $2, 'dry-run', $1, 'en', $3)";
	for (const name of ["one", "two"]) await database.pool.query(accounts, [name, campaign.id, "{}"]);
	sandbox = await startStripeSandbox({ secret: "whsec_sandbox" });
	stripe = await openStripeReader("sk_test_sandbox", sandbox.url);
	const kept = new Set<string>();
	const parts = { pool: database.pool, directory: openCampaignDirectory(database.pool), dispatch: () => {} };
	played = await playDrive(script, {
		database,
		campaignId: campaign.id,
		seed: 7,
		fetchMissed: async (events, now) => {
			sandbox.keep(...events.filter(({ id }) => !kept.has(id)));
			for (const { id } of events) kept.add(id);
			await keepUp(
				{ pool: database.pool, stripe, intake: openIntake({ ...parts, log: () => {}, now: () => now }) },
				now,
			);
		},
		lapse: async (ids, now) => {
			await recordOwn({ ...parts, now: () => now }, (_, record) =>
				record(
					ids.map((id) => ({
						...{ sourceId: `lapsed:${id}`, at: now, livemode: false, currency: "usd", refs: {}, pledge: id },
						...{ placement: { campaign: campaign.id }, happening: { type: "pledge-ended", how: "lapsed" } as const },
					})),
				),
			);
		},
	});
	const { rows } = await database.pool.query<{ tally: Tally }>("select tally from campaign_tally");
	if (rows[0] === undefined) throw new Error("There is no tally.");
	tally = rows[0].tally;
}, 600_000);

afterAll(async () => {
	await sandbox.close();
	await database.drop();
});

function sum(amounts: readonly number[]): number {
	return amounts.reduce((total, amount) => total + amount, 0);
}

function poolsOf() {
	const matched = ({ id }: Match) => expected.matched[id] ?? 0;
	const ids = (matches: readonly Match[]) => matches.map(({ id }) => id).sort();
	return {
		pools: ids(script.matches),
		spent: ids(script.matches.filter((match) => matched(match) === match.pool)),
		unspent: ids(script.matches.filter((match) => matched(match) < match.pool)),
	};
}

describe("a drive of two days with phones, web, monthly gifts, matches, power hours, cheques, refunds and an outage", () => {
	test("was as large as it is meant to be", () => {
		const count = (kind: string) => script.gifts.filter((gift) => gift.kind === kind).length;
		expect([count("slip"), count("once"), count("monthly"), script.cheques.length]).toEqual([2_000, 1_500, 300, 6]);
		expect(script.gifts.filter((gift) => gift.kind === "once" && gift.refund !== null)).toHaveLength(30);
		expect(script.gifts.filter((gift) => gift.kind === "slip" && (gift.paid?.refund ?? 0) > 0).length).toBeGreaterThan(
			4,
		);
		expect(script.gifts.filter((gift) => gift.kind === "once" && gift.dispute !== null)).toHaveLength(5);
		expect(played.delivered).toBeGreaterThan(played.events.length * 1.2);
	});

	test("comes to what a pencil makes of it, to the cent", () => {
		const { total, cash, gifts, donors, monthly } = tally;
		const { matched: _, powerHours: __, stations: ___, ...sums } = expected;
		expect({ total, cash, gifts, donors, monthly }).toEqual({ ...sums, total: expected.total });
	});

	test("is matched to the cent, and its power hours too", () => {
		expect(tally.matches).toEqual(expected.matched);
		expect(tally.spans).toEqual(expected.powerHours);
	});

	test("agrees with Stripe's own books", async () => {
		const span = { from: script.opensAt - 1, to: script.closesAt + 86_400_000 };
		expect(await compareBooks({ pool: database.pool, stripe }, span)).toEqual([]);
	});

	test("announced each milestone that was passed, once", async () => {
		const { rows } = await database.pool.query<{
			rule: string;
			value: number;
			about: string | null;
			posts: number;
			accounts: number;
		}>(
			`select a.rule_id as rule, a.value::float8 as value, a.about, count(p.id)::int as posts, count(distinct p.account_id)::int as accounts
			 from announcement a left join post p on p.announcement_id = a.id group by a.id order by a.rule_id, a.value, a.about`,
		);
		const said = (rule: string) => rows.filter((one) => one.rule === rule);
		const abouts = (rule: string) =>
			said(rule)
				.flatMap(({ about }) => about ?? [])
				.sort();
		const peak = tally.peak.total;
		const steps = Array.from({ length: Math.floor(peak / 2_500_000) }, (_, n) => (n + 1) * 2_500_000);
		expect(said("every").map(({ value }) => value)).toEqual(steps);
		expect(said("percent").map(({ value }) => value)).toEqual([25, 50, 75, 100].filter((one) => one * 600_000 <= peak));
		expect(said("donors").map(({ value }) => value)).toEqual(
			[100, 1_000, 2_500].filter((one) => one <= expected.donors),
		);
		const { pools, spent, unspent } = poolsOf();
		expect(abouts("match-opened")).toEqual(pools);
		expect(abouts("match-spent")).toEqual(spent);
		expect(abouts("match-ended")).toEqual(unspent);
		const hours = script.powerHours.map(({ id }) => id).sort();
		expect([abouts("power-hour-start"), abouts("power-hour-end")]).toEqual([hours, hours]);
		const reached = script.powerHours.filter(({ id, target }) => (expected.powerHours[id] ?? 0) >= target);
		expect(abouts("power-hour-reached")).toEqual(expect.arrayContaining(reached.map(({ id }) => id)));
		expect(said("closed")).toHaveLength(1);
		// One post of each on each account, and never a second.
		expect(rows.filter(({ posts, accounts }) => posts !== 2 || accounts !== 2)).toEqual([]);
	});

	test("is explained line by line, by station and by way, to the cent", async () => {
		const truth = await readTruth(database.pool, campaign.id, script.closesAt);
		if (truth === null) throw new Error("There is no such drive.");
		const { matrix } = truth;
		expect([truth.total, truth.sum]).toEqual([expected.total, expected.total]);
		expect(Object.fromEntries(truth.matches.map(({ id, amount }) => [id, amount]))).toEqual(expected.matched);
		expect(sum(matrix.rows.map((row) => row.sum)) + matrix.matched).toBe(expected.total);
		expect(sum(matrix.sums) + matrix.matched).toBe(expected.total);
		const byStation = matrix.rows.flatMap((row) => (row.id === null ? [] : [[row.id, row.sum] as const]));
		expect(Object.fromEntries(byStation)).toEqual(expected.stations);
		const returned = script.gifts.flatMap((gift) => (gift.kind === "once" && gift.refund ? [gift.refund.amount] : []));
		const onPledges = script.gifts.flatMap((gift) => (gift.kind === "slip" && gift.paid ? [gift.paid.refund] : []));
		expect(truth.refunded.amount).toBe(sum(returned) + sum(onPledges));
		expect(truth.outside.map(({ line }) => line)).toEqual(expect.arrayContaining(["renewals", "pays-match"]));
	});

	test("has a ledger without a gap that adds up", async () => {
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});
});
