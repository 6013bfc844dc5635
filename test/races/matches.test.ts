import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { editCampaign } from "../../src/campaign/edit.ts";
import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";
import type { Gift } from "../../src/domain/gift/gift.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { allotMatches } from "../../src/domain/ledger/allot-matches.ts";
import { matchGift } from "../../src/domain/ledger/match-gift.ts";
import { recordOwn } from "../../src/ledger/record-own.ts";
import { followSetups } from "../../src/match/follow-setup.ts";
import { rematch } from "../../src/match/rematch.ts";
import { seededRandom } from "../../src/rehearsal/seeded-random.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { aFact, received } from "../support/facts.ts";
import { aMatch } from "../support/matches.ts";
import { ledgerFaults, openCampaignDatabase } from "../support/running-api.ts";

const HOUR = 3_600_000;
const bank = aMatch({ from: NOW - HOUR, to: NOW + HOUR });
const campaign = (matches: readonly ChallengeMatch[]) => aCampaign({ matches, rules: [] });

let database: TestDatabase | undefined;
beforeEach(() => {
	database = undefined;
});
afterEach(async () => {
	await database?.drop();
});

async function open(matches: readonly ChallengeMatch[]) {
	const opened = await openCampaignDatabase(campaign(matches));
	database = opened;
	const parts = {
		pool: opened.pool,
		directory: openCampaignDirectory(opened.pool),
		dispatch: () => {},
		now: () => NOW,
	};
	const take = (facts: readonly GiftFact[]) => recordOwn(parts, (_, record) => record(facts));
	return { ...opened, parts, take };
}

async function booked(db: TestDatabase) {
	const { rows } = await db.pool.query<{ key: string; amount: number }>(
		`select match_id || ' ' || gift_id as key, amount::float8 as amount from match_allocation order by 1`,
	);
	return Object.fromEntries(rows.map(({ key, amount }) => [key, amount]));
}

/** What the rule says of the gifts as they stand. */
async function reckoned(db: TestDatabase, matches: readonly ChallengeMatch[]) {
	const { rows } = await db.pool.query<{ state: Gift }>("select state from gift where campaign_id is not null");
	const gifts = rows
		.flatMap(({ state }) => matchGift(state, campaign(matches)) ?? [])
		.sort((a, b) => a.at - b.at || (a.giftId < b.giftId ? -1 : 1));
	const { allotted } = allotMatches(matches, gifts);
	const keyed = allotted.map(({ matchId, giftId, amount }) => [`${matchId} ${giftId}`, amount] as const);
	return Object.fromEntries([...keyed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function total(db: TestDatabase) {
	const { rows } = await db.pool.query<{ total: number; matched: number; gifts: number }>(
		`select (tally->>'total')::float8 as total, coalesce((select sum(counted) from ledger_entry where kind = 'matched'), 0)::float8 as matched,
			(select sum(counted) from ledger_entry where kind <> 'matched')::float8 as gifts from campaign_tally`,
	);
	return rows[0];
}

describe("the last dollars of a match", () => {
	test("go to two hundred gifts at once to the cent, the earliest first", async () => {
		const db = await open([bank]);
		await db.take([received("before", 99_000, { at: NOW - 60_000 })]);
		const gifts = Array.from({ length: 200 }, (_, n) => received(`gift${n}`, 700 + n, { at: NOW + n }));
		await Promise.all(gifts.map((gift) => db.take([gift])));
		expect(await booked(db)).toEqual({
			"bank pi_before": 99_000,
			"bank pi_gift0": 700,
			"bank pi_gift1": 300,
		});
		const sums = await total(db);
		expect(sums).toMatchObject({ matched: 100_000, total: (sums?.gifts ?? 0) + 100_000 });
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});
});

/** Gifts that overlap in time, some of which go back later, in part or whole. */
function story(random: () => number): GiftFact[] {
	return Array.from({ length: 60 }, (_, n) => {
		const at = NOW - HOUR / 2 + Math.floor(random() * 900) * 1_000;
		const amount = 500 + Math.floor(random() * 9_000);
		const giver = { donorKey: `donor${Math.floor(random() * 25)}` };
		const gift = received(`g${n}`, amount, { at, giver });
		const back = Math.floor(amount * random() * 1.2);
		if (random() > 0.25 || back === 0) return [gift];
		const refund = { refundId: `re_${n}`, amount: Math.min(amount, back), status: "succeeded" } as const;
		return [gift, aFact(`g${n}`, { type: "refund-changed", ...refund }, { at: at + 1_000 })];
	}).flat();
}

describe("the same gifts in any order", () => {
	const matches = [
		aMatch({ ...bank, id: "first", pool: 80_000, minGift: 1_000 }),
		aMatch({ ...bank, id: "donors", pool: 90_000, ratio: 2, maxGift: 4_000, unlock: { kind: "donors", count: 12 } }),
		aMatch({ ...bank, id: "amount", pool: 40_000, stacking: "on-top", unlock: { kind: "amount", amount: 120_000 } }),
		aMatch({ ...bank, id: "all", pool: 70_000, kind: "challenge", unlock: { kind: "donors", count: 20 } }),
	];

	test.each([1, 2, 3])("get the same from every match (%i)", async (seed) => {
		const db = await open(matches);
		const random = seededRandom(seed);
		const facts = story(seededRandom(77)).map((fact) => ({ fact, place: random() }));
		facts.sort((a, b) => a.place - b.place);
		for (let from = 0; from < facts.length; ) {
			const size = 1 + Math.floor(random() * 7);
			await db.take(facts.slice(from, from + size).map(({ fact }) => fact));
			from += size;
		}
		const expected = await reckoned(db, matches);
		expect(Object.keys(expected).length).toBeGreaterThan(20);
		expect(await booked(db)).toEqual(expected);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});
});

describe("a match that is changed while gifts come in", () => {
	test("is booked as if it had been so from the start, and says so once", async () => {
		const db = await open([]);
		await db.take([received("a", 4_000, { at: NOW - 2_000 }), received("b", 7_000, { at: NOW - 1_000 })]);
		const smaller = [aMatch({ ...bank, pool: 9_000 })];
		const edit = (changed: readonly ChallengeMatch[]) =>
			editCampaign(db.pool, {
				campaignId: campaign([]).id,
				version: null,
				saved: { by: null, how: "console", what: "Matches" },
				change: (before) => ({ ...before, matches: changed }),
				also: async (client, _, after) => {
					await rematch(client, after, NOW);
				},
			});
		await edit(smaller);
		expect(await booked(db)).toEqual({ "bank pi_a": 4_000, "bank pi_b": 5_000 });
		await db.take([received("c", 1_000)]);
		expect(await booked(db)).toEqual(await reckoned(db, smaller));
		await edit([]);
		expect([await booked(db), await total(db)]).toEqual([{}, { total: 12_000, matched: 0, gifts: 12_000 }]);
		await followSetups(db.parts, NOW);
		expect(await total(db)).toEqual({ total: 12_000, matched: 0, gifts: 12_000 });
	});

	test("is followed by the clock where a file changed it", async () => {
		const db = await open([]);
		await db.take([received("a", 4_000, { at: NOW - 2_000 })]);
		const { rows } = await db.pool.query<{ config: object }>("select config from campaign");
		await db.pool.query("update campaign set config = $1, version = version + 1", [
			JSON.stringify({ ...rows[0]?.config, matches: [bank], monthlyMultiplier: 10 }),
		]);
		await followSetups(db.parts, NOW);
		await followSetups(db.parts, NOW);
		expect(await total(db)).toEqual({ total: 8_000, matched: 4_000, gifts: 4_000 });
	});
});
