import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { giftEvents } from "../../src/sandbox/stripe-events.ts";
import { readSnapshot } from "../../src/ticker/snapshot.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";

const campaign = aCampaign({ rules: [aRule("every", { kind: "every", step: 1_000 })] });
const TRUTH = `/api/staff/campaigns/${campaign.id}/truth`;
let database: TestDatabase;
let api: RunningApi;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	api = await startApi(database.url);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

async function give(id: string, amount: number) {
	const gift = { id, amount, currency: "usd", at: NOW, livemode: false, campaign: campaign.id };
	for (const event of giftEvents(gift).all) await api.send(event);
}

async function shown() {
	const answer = await fetch(`${api.url}/c/${campaign.slug}/total.json`);
	const snapshot = await readSnapshot(database.pool, campaign.id, "page", NOW);
	const { total } = (await answer.json()) as { total: number };
	return { json: total, page: snapshot.total, tag: answer.headers.get("etag") };
}

async function announced() {
	const { rows } = await database.pool.query<{ value: number }>(
		"select value::float8 as value from announcement order by 1",
	);
	return rows.map(({ value }) => value);
}

test("a frozen total stays where it was announced, while the ledger goes on", async () => {
	await give("before", 2_500);
	const editor = await staffOf(api, database.pool, "editor");
	const { ask } = editor;
	const moving = await shown();
	expect(await ask("POST", `${TRUTH}/freeze`)).toMatchObject({ status: 200, body: { frozen: { total: 2_500 } } });
	await give("late", 1_700);
	const frozen = await shown();
	expect([frozen.json, frozen.page]).toEqual([2_500, 2_500]);
	expect(frozen.tag).not.toBe(moving.tag);
	expect((await ask("GET", TRUTH)).body).toMatchObject({ total: 4_200, sum: 4_200, announced: 2_500 });
	expect(await announced()).toEqual([1_000, 2_000]);
	// Twice freezes nothing anew.
	expect(await ask("POST", `${TRUTH}/freeze`)).toMatchObject({ body: { frozen: { total: 2_500 } } });
	expect(await ask("POST", `${TRUTH}/thaw`)).toMatchObject({ status: 200, body: { frozen: null } });
	expect(await shown()).toMatchObject({ json: 4_200, page: 4_200 });
});

test("whoever may only read sees how it is made up, and freezes nothing", async () => {
	const reader = await staffOf(api, database.pool, "read-only");
	expect((await reader.ask("GET", TRUTH)).status).toBe(200);
	expect((await reader.ask("POST", `${TRUTH}/freeze`)).status).toBe(403);
});
