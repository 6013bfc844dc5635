import { describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { editCampaign } from "../../src/campaign/edit.ts";
import { openPool } from "../../src/db/pool.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { recordOwn } from "../../src/ledger/record-own.ts";
import { followSetups } from "../../src/match/follow-setup.ts";
import { rematch } from "../../src/match/rematch.ts";
import { seededRandom } from "../../src/rehearsal/seeded-random.ts";
import { readStationBoard } from "../../src/station/station-board.ts";
import { freezeTotal, thawTotal } from "../../src/truth/freeze.ts";
import { forgetTruth, readTruth } from "../../src/truth/read-truth.ts";
import { anyStories, matchedOf, type Story } from "../support/any-deed.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { aMatch } from "../support/matches.ts";
import { ledgerFaults, openCampaignDatabase } from "../support/running-api.ts";

const HOUR = 3_600_000;
const all = aMatch({ from: NOW - HOUR, to: NOW + HOUR });
const MATCHES = [
	aMatch({ ...all, id: "first", pool: 60_000, minGift: 2_000 }),
	aMatch({ ...all, id: "five", from: NOW - HOUR / 2, ratio: 2, maxGift: 4_000, unlock: { kind: "donors", count: 5 } }),
	aMatch({ ...all, id: "late", from: NOW - HOUR / 4, pool: 30_000, unlock: { kind: "donors", count: 7 } }),
	aMatch({ ...all, id: "sum", stacking: "on-top", pool: 40_000, unlock: { kind: "amount", amount: 90_000 } }),
	aMatch({ ...all, id: "own", stacking: "on-top", stationId: "wkid", sponsorDonor: "donor1", ratio: 0.5 }),
	aMatch({ ...all, id: "whole", kind: "challenge", pool: 50_000, unlock: { kind: "donors", count: 6 } }),
];
const START = aCampaign({
	...{ rules: [aRule("every", { kind: "every", step: 50_000 })], matches: MATCHES },
	stations: [
		{ id: "wkid", name: "WKID" },
		{ id: "wnbr", name: "WNBR" },
	],
	powerHours: [{ id: "ph", name: "Power", from: NOW - HOUR / 3, to: NOW + HOUR / 3, target: 1_000, sponsor: "" }],
});

/** Two processes on one database. */
function openHouse(database: TestDatabase) {
	const pools = [database.pool, openPool(database.url, { applicationName: "another process" })] as const;
	const desks = pools.map((pool) => ({
		...{ pool, directory: openCampaignDirectory(pool), dispatch: () => undefined, now: () => NOW },
	}));
	const take = (facts: readonly GiftFact[], at: number) => {
		const desk = desks[at % 2];
		if (desk === undefined) throw new Error("Two desks are open.");
		return recordOwn(desk, (_, record) => record(facts));
	};
	const edit = (change: (before: Campaign) => Campaign) =>
		editCampaign(database.pool, {
			...{ campaignId: START.id, version: null, change, saved: { by: null, how: "console" as const, what: "-" } },
			also: async (client, _, after) => void (await rematch(client, after, NOW)),
		});
	const follow = () => followSetups({ pool: database.pool, directory: openCampaignDirectory(database.pool) }, NOW);
	return { take, edit, follow, close: () => pools[1].end() };
}

type House = ReturnType<typeof openHouse>;

/** What staff do meanwhile; however often, it comes to the same in the end. */
async function staffDeed(random: () => number, { pool }: TestDatabase, { edit, follow }: House) {
	const freezing = {
		campaignId: START.id,
		now: NOW,
		within: async () => {},
		saved: { by: null, how: "console", what: "-" },
	};
	const deeds = [
		() => edit((one) => ({ ...one, matches: [...(one.matches ?? [])].reverse() })),
		() =>
			edit((one) => ({
				...one,
				matches: one.matches?.map((m) => ({ ...m, pool: 1_000 + Math.floor(random() * 90_000) })),
			})),
		() => edit((one) => ({ ...one, matches: one.matches?.map((m) => (random() < 0.3 ? { ...m, isOff: true } : m)) })),
		() => edit((one) => ({ ...one, monthlyMultiplier: 1 + Math.floor(random() * 12) })).then(follow),
		() => edit((one) => ({ ...one, pledgesCount: random() < 0.5 ? "when-paid" : "when-promised" })).then(follow),
		() => edit((one) => ({ ...one, powerHours: one.powerHours?.map((h) => ({ ...h, from: h.from + 60_000 })) })),
		() => freezeTotal(pool, freezing as Parameters<typeof freezeTotal>[1]),
		() => thawTotal(pool, freezing as Parameters<typeof thawTotal>[1]),
	];
	await deeds[Math.floor(random() * deeds.length)]?.();
}

async function play(seed: number, database: TestDatabase, stories: readonly Story[]) {
	const random = seededRandom(seed);
	const house = openHouse(database);
	await house.follow();
	const twice = stories.flatMap(({ facts }) => facts.flatMap((fact) => (random() < 0.3 ? [fact, fact] : [fact])));
	// A promise is on the ledger before anybody can pay it; beyond that anything comes in any order.
	const place = (fact: GiftFact) =>
		fact.happening.type === "pledged" ? random() / 2 : fact.pledge ? 0.5 + random() / 2 : random();
	const facts = twice
		.map((fact) => ({ fact, at: place(fact) }))
		.sort((a, b) => a.at - b.at)
		.map(({ fact }) => fact);
	const settled = Math.floor(facts.length * 0.6);
	let isSettled = false;
	for (let from = 0; from < facts.length; ) {
		const batches = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
			const size = 1 + Math.floor(random() * 5);
			from += size;
			return facts.slice(from - size, from);
		});
		await Promise.all(batches.filter(({ length }) => length > 0).map((batch, at) => house.take(batch, at)));
		if (!isSettled && random() < 0.25) await staffDeed(random, database, house);
		if (isSettled || from < settled) continue;
		isSettled = true;
		await house.edit((one) => ({ ...START, rules: one.rules, pledgesCount: seed % 2 ? "when-promised" : "when-paid" }));
		await house.follow();
	}
	await house.close();
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** A gift goes by whichever of its names was heard first; all of them carry its story's number. */
const numberOf = (giftId: string) => /\d+/.exec(giftId)?.[0] ?? "";

/** All that the books say, each by its own way. */
async function read({ pool }: TestDatabase) {
	const query = async (sql: string) => (await pool.query(sql)).rows;
	const [row] = await query("select tally from campaign_tally");
	forgetTruth(pool, START.id);
	const truth = await readTruth(pool, START.id, NOW);
	const board = await readStationBoard(pool, START.id, NOW);
	const allotted = await query(
		"select match_id as match, gift_id as gift, amount::float8 as amount from match_allocation",
	);
	return {
		tally: row.tally,
		gifts: Object.fromEntries(
			(await query("select id, state->'booked'->campaign_id as b from gift where campaign_id is not null"))
				.filter(({ b }) => b !== null && (b.cash !== 0 || b.counted !== 0))
				.map(({ id, b }) => [numberOf(id), [b.cash, b.counted]]),
		),
		truth,
		stations: sumOf([...board.stations, ...board.simulcasts, board.none].map(({ total }) => total)) + board.matched,
		allotted: Object.fromEntries(allotted.map(({ match, gift, amount }) => [`${match} ${numberOf(gift)}`, amount])),
		matches: await query(
			"select match_id as id, sum(counted)::float8 as sum from ledger_entry where match_id is not null group by 1",
		),
		highest: (await query("select max(total_after)::float8 as m from ledger_entry"))[0].m,
		announced: (await query("select value::float8 as value from announcement where rule_id = 'every'")).map(
			({ value }) => value,
		),
		idle: (
			await query(
				"select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in%'",
			)
		)[0].n,
	};
}

describe("any deeds in any order, some twice, some at once", () => {
	test.each([3, 5, 14])("end in what was given, to the cent (%i)", async (seed) => {
		const database = await openCampaignDatabase(START);
		try {
			const stories = anyStories(seededRandom(seed * 7), 14);
			await play(seed, database, stories);
			const books = await read(database);
			const rule = { ...START, pledgesCount: seed % 2 ? ("when-promised" as const) : ("when-paid" as const) };
			const given = sumOf(stories.map((one) => one.counted(rule)));
			const matched = matchedOf(MATCHES, stories, rule);
			const hour = START.powerHours?.[0];
			const inHour = (at: number) => hour !== undefined && at >= hour.from && at < hour.to;
			const total = given + sumOf(Object.values(matched));
			expect(await ledgerFaults(database.pool)).toEqual([]);
			const worth = stories.map((one) => [one.id, [one.cash(), one.counted(rule)]] as const);
			expect(books.gifts).toEqual(
				Object.fromEntries(worth.filter(([, [cash, counted]]) => cash !== 0 || counted !== 0)),
			);
			expect(books.allotted).toEqual(matched);
			expect(books.tally).toMatchObject({ total, cash: sumOf(stories.map((one) => one.cash())) });
			expect([books.truth?.sum, books.truth?.total, books.stations]).toEqual([total, total, total]);
			expect(books.truth?.lines.filter(({ amount }) => amount < 0)).toEqual([]);
			expect(sumOf(Object.values(books.tally.hours))).toBe(total);
			for (const { id, sum } of books.matches) expect([id, books.tally.matches[id]]).toEqual([id, sum]);
			if (!("whole " in matched)) {
				const own = stories.filter(({ at }) => inHour(at));
				const answered = own.flatMap(({ id }) => MATCHES.map((match) => matched[`${match.id} ${id}`] ?? 0));
				expect(books.tally.spans.ph).toBe(sumOf(own.map((one) => one.counted(rule))) + sumOf(answered));
			}
			expect(new Set(books.announced).size).toBe(books.announced.length);
			expect(books.announced.filter((value) => value > books.highest)).toEqual([]);
			expect(books.idle).toBe(0);
			const again = openHouse(database);
			const rules = await again.edit((one) => ({ ...one, name: `${one.name}!` }));
			await again.close();
			expect(rules.kind).toBe("saved");
			const afresh = await read(database);
			expect(afresh.allotted).toEqual(books.allotted);
			const { progress, unlocked, ...sums } = afresh.tally;
			expect(books.tally).toMatchObject(sums);
			for (const { id } of MATCHES) {
				const now = [books.tally.progress[id] ?? 0, books.tally.unlocked[id]];
				expect([id, ...now]).toEqual([id, progress[id] ?? 0, unlocked[id]]);
			}
		} finally {
			await database.drop();
		}
	});
});
