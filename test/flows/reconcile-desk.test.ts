import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readEnv } from "../../config/env.ts";
import { openStripeReader } from "../../src/intake/stripe-reader.ts";
import { compareBooks } from "../../src/reconcile/compare-books.ts";
import { reconcileNow } from "../../src/reconcile/reconcile-now.ts";
import { endRun, takeRun } from "../../src/reconcile/runs.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import { giftEvents } from "../../src/sandbox/stripe-events.ts";
import type { ReconcileView } from "../../src/web/contract/staff/reconcile.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const HOUR = 3_600_000;
const NOW = Date.now();
const PATH = "/api/staff/reconcile";
const campaign = aCampaign({ rules: [], opensAt: NOW - 5 * HOUR, closesAt: NOW + 5 * HOUR });
let database: TestDatabase;
let sandbox: StripeSandbox;
let api: RunningApi;
let admin: StaffPerson;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	sandbox = await startStripeSandbox({ secret: "whsec_sandbox" });
	api = await startApi(database.url, { STRIPE_API_KEY: "sk_test_desk", STRIPE_API_BASE: sandbox.url });
	admin = await staffOf(api, database.pool, "admin");
});
afterAll(async () => {
	await api.stop();
	await sandbox.close();
	await database.drop();
});

function missed(id: string, monthly = false) {
	const gift = { id, amount: 1_000, currency: "usd", at: NOW - HOUR, livemode: false, campaign: campaign.id, monthly };
	sandbox.keep(...giftEvents(gift).all);
}

/** As the schedule worker does it. */
async function compared(): Promise<ReconcileView> {
	expect((await admin.ask("POST", PATH)).status).toBe(200);
	const run = await takeRun(database.pool);
	if (run === null) throw new Error("no comparison waits");
	const stripe = await openStripeReader("sk_test_desk", sandbox.url);
	await endRun(database.pool, run.id, await compareBooks({ pool: database.pool, stripe }, run));
	return view();
}

async function view(): Promise<ReconcileView> {
	return (await admin.ask("GET", PATH)).body as ReconcileView;
}

test("one press takes in one difference, and twice changes nothing more", async () => {
	missed("first");
	const [finding] = (await compared()).findings;
	const press = () => admin.ask("POST", `${PATH}/findings/${finding?.id}/repair`);
	sandbox.refuseNext(401, 1);
	expect(await press()).toMatchObject({
		status: 503,
		body: { detail: expect.stringContaining("Nothing was changed") },
	});
	expect((await press()).body).toEqual({ done: 1, says: "Taken in." });
	expect((await press()).body).toMatchObject({ done: 1 });
	expect(await standing(database.pool)).toMatchObject({ total: 1_000, gifts: 1 });
	expect((await view()).findings[0]?.repairedBy).toBe(admin.name);
	expect((await compared()).findings).toEqual([]);
});

test("one press takes in all of them, monthly gifts as monthly gifts", async () => {
	for (let n = 0; n < 12; n++) missed(`many${n}`, n % 2 === 0);
	const { findings } = await compared();
	expect(findings).toHaveLength(18);
	const answer = await admin.ask("POST", `${PATH}/repair-all`, { findings: findings.map(({ id }) => id) });
	expect(answer.body).toMatchObject({ done: 18 });
	expect(await standing(database.pool)).toMatchObject({ total: 1_000 + 6_000 + 6 * 12_000, gifts: 13, monthly: 6 });
	expect((await compared()).findings).toEqual([]);
});

test("the command repairs what the command finds", async () => {
	missed("command", true);
	const env = readEnv({ STRIPE_API_KEY: "sk_test_desk", STRIPE_API_BASE: sandbox.url });
	const asked = { span: { from: NOW - 24 * HOUR, to: NOW }, campaignId: campaign.id, say: () => {} };
	const looked = await reconcileNow(env, database.pool, { ...asked, repairs: false });
	expect([looked.open, looked.findings.map(({ object }) => object)]).toEqual([2, ["pi_command", "sub_command"]]);
	expect(await reconcileNow(env, database.pool, { ...asked, repairs: true })).toMatchObject({ open: 0 });
	expect(await reconcileNow(env, database.pool, { ...asked, repairs: false })).toMatchObject({ open: 0, findings: [] });
});

test("who may only look can't take in, and the phone bank can't look", async () => {
	const reader = await staffOf(api, database.pool, "read-only");
	expect((await reader.ask("GET", PATH)).status).toBe(200);
	expect((await reader.ask("POST", PATH)).status).toBe(403);
	expect((await reader.ask("POST", `${PATH}/repair-all`, { findings: [1] })).status).toBe(403);
	const volunteer = await staffOf(api, database.pool, "phone-bank");
	expect((await volunteer.ask("GET", PATH)).status).toBe(403);
	expect((await admin.ask("POST", `${PATH}/findings/999999/repair`)).status).toBe(404);
});
