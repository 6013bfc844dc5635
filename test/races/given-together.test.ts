import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { recordOwn } from "../../src/ledger/record-own.ts";
import { readStationBoard } from "../../src/station/station-board.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { aFact, received } from "../support/facts.ts";
import { openCampaignDatabase } from "../support/running-api.ts";

const MINUTE = 60_000;
const stations = ["wkid", "wnbr"].map((id) => ({ id, name: id.toUpperCase() }));
const simulcasts = [{ from: NOW, to: NOW + 10 * MINUTE, stationIds: ["wkid", "wnbr"] }];
const drive = aCampaign({ id: "a", slug: "a", rules: [], pledgesCount: "when-paid", stations, simulcasts });
let database: TestDatabase;

beforeAll(async () => {
	database = await openCampaignDatabase(drive);
});

afterAll(() => database.drop());

function take(...facts: readonly GiftFact[]) {
	const parts = { pool: database.pool, directory: openCampaignDirectory(database.pool) };
	return recordOwn({ ...parts, dispatch: () => undefined, now: () => NOW }, (_, record) => record(facts));
}

function promised(pledge: string, amount: number): GiftFact {
	return aFact(
		pledge,
		{ type: "pledged", promise: { amount, monthly: false } },
		{ refs: {}, pledge, at: NOW + MINUTE },
	);
}

async function together(): Promise<number | undefined> {
	const { simulcasts: groups } = await readStationBoard(database.pool, "a", NOW);
	return groups[0]?.total;
}

describe("gifts of stations that were out together", () => {
	test("go by when they were promised, not by when that counted", async () => {
		await take(promised("pl_1", 1_000));
		await take(received("1", 1_000, { pledge: "pl_1", at: NOW + 60 * MINUTE }));
		expect(await together()).toBe(1_000);
	});

	test("also where the slip waited in a browser until it was paid", async () => {
		await take(received("2", 500, { pledge: "pl_2", at: NOW + 60 * MINUTE }));
		expect(await together()).toBe(1_000);
		await take(promised("pl_2", 500));
		expect(await together()).toBe(1_500);
	});

	test("stay with their station where a later word says that two are one", async () => {
		const giver = { stationId: "wkid" };
		const told = { type: "received", amount: 700, evidence: "charge" } as const;
		await take(received("3", 700, { at: NOW + 60 * MINUTE, giver }));
		await take(aFact("3", told, { refs: { charge: "ch_3" }, at: NOW + 60 * MINUTE + 1 }));
		await readStationBoard(database.pool, "a", NOW);
		await take(aFact("3", { type: "described" }, { refs: { payment: "pi_3", charge: "ch_3" }, at: NOW + 61 * MINUTE }));
		const { stations: rows, none } = await readStationBoard(database.pool, "a", NOW);
		expect([rows.find(({ id }) => id === "wkid")?.total, none.total]).toEqual([700, 0]);
	});
});
