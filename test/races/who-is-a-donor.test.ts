import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { mergeDonors, undoMerge } from "../../src/donor/merge-donors.ts";
import { recordOwn } from "../../src/ledger/record-own.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { aFact, received } from "../support/facts.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { ledgerFaults, openCampaignDatabase } from "../support/running-api.ts";

const note = async () => {};
const by = { id: "staff", name: "Erin" };
let database: TestDatabase;
let drives = 0;
let drive = "";

beforeAll(async () => {
	database = await openCampaignDatabase();
});

beforeEach(async () => {
	drives += 1;
	drive = `drive-${drives}`;
	for (const id of [drive, `${drive}-other`]) {
		await storeCampaign(database.pool, aCampaign({ id, slug: id, isDefault: false, rules: [] }));
	}
});

afterAll(async () => {
	expect(await ledgerFaults(database.pool)).toEqual([]);
	await database.drop();
});

function take(...facts: readonly GiftFact[]) {
	const parts = { pool: database.pool, directory: openCampaignDirectory(database.pool) };
	return recordOwn({ ...parts, dispatch: () => undefined, now: () => NOW }, (_, record) => record(facts));
}

const named = (name: string) => `${drive}_${name}`;

function gift(name: string, donorKey: string, campaign = drive): GiftFact {
	return received(named(name), 1_000, { giver: { donorKey }, placement: { campaign } });
}

function pledge(name: string, donorKey: string): GiftFact {
	const told = { refs: {}, pledge: `pl_${named(name)}`, placement: { campaign: drive } };
	return aFact(name, { type: "pledged", promise: { amount: 1_000, monthly: false } }, { ...told, giver: { donorKey } });
}

function ended(name: string, how: "cancelled" | "open", at: number): GiftFact {
	return aFact(name, { type: "pledge-ended", how }, { refs: {}, pledge: `pl_${named(name)}`, at });
}

async function merge(kept: string, merged: string): Promise<number> {
	const done = await mergeDonors(database.pool, { campaignId: drive, kept, merged: [merged], by }, NOW, note);
	return done.is === "merged" ? (done.merges[0] ?? 0) : 0;
}

async function donors(campaign = drive): Promise<number> {
	const { rows } = await database.pool.query<{ n: number }>(
		"select (tally->>'donors')::int as n from campaign_tally where campaign_id = $1",
		[campaign],
	);
	return rows[0]?.n ?? 0;
}

describe("who is a donor of a drive", () => {
	test("whoever cancels one pledge and has another gift told in the same breath still is", async () => {
		for (const order of [0, 1]) {
			const [a, b] = [pledge(`a${order}`, `dana${order}`), pledge(`b${order}`, `dana${order}`)];
			await take(a, b);
			const again = received(named(`b${order}`), 500, { pledge: b.pledge ?? "" });
			await take(
				...(order === 0 ? [ended("a0", "cancelled", NOW + 1), again] : [again, ended("a1", "cancelled", NOW + 1)]),
			);
			expect(await donors()).toBe(order + 1);
		}
	});

	test("two that staff put together are one until neither gives any more", async () => {
		await take(pledge("a", "ann"), pledge("b", "beth"));
		const id = await merge("ann", "beth");
		expect(await donors()).toBe(1);
		await take(ended("b", "cancelled", NOW + 1));
		expect(await donors()).toBe(1);
		await take(ended("b", "open", NOW + 2));
		expect(await donors()).toBe(1);
		await take(ended("a", "cancelled", NOW + 3), ended("b", "cancelled", NOW + 3));
		expect(await donors()).toBe(0);
		await take(ended("a", "open", NOW + 4));
		await undoMerge(database.pool, { campaignId: drive, id, by }, NOW, note);
		expect(await donors()).toBe(1);
	});

	test("who gave to another drive after all is one there and none here", async () => {
		await take(gift("a", "ann"), gift("b", "beth"));
		await take({ ...gift("a", "ann"), placement: { campaign: `${drive}-other` }, at: NOW - 1 });
		expect([await donors(), await donors(`${drive}-other`)]).toEqual([1, 1]);
	});
});
