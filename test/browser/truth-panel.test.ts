import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { recordOwn } from "../../src/ledger/record-own.ts";
import { askForRun, endRun } from "../../src/reconcile/runs.ts";
import { chargeRefunded, giftEvents, refundCreated } from "../../src/sandbox/stripe-events.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import type { TestDatabase } from "../support/database.ts";
import { aFact } from "../support/facts.ts";
import { aMatch } from "../support/matches.ts";
import { expectAxeClean } from "../support/page-checks.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const chromium = findChromium();
const HOUR = 3_600_000;
const campaign = aCampaign({
	stations: [
		{ id: "klkv", name: "KLKV 101.5" },
		{ id: "wnbr", name: "WNBR 98.1" },
	],
	matches: [aMatch({ pool: 1_000_000, from: NOW - HOUR, to: NOW + HOUR })],
	rules: [],
});

describeWith({ present: chromium !== null, how: "apt-get install chromium" }, "the truth panel", () => {
	let database: TestDatabase;
	let api: RunningApi;
	let browser: Browser;

	beforeAll(async () => {
		database = await openCampaignDatabase(campaign);
		api = await startApi(database.url);
		browser = await openChromium(chromium ?? "");
		await messyDrive();
	}, 180_000);
	afterAll(async () => {
		await browser.close();
		await api.stop();
		await database.drop();
	});

	/** Something of everything the panel speaks of. */
	async function messyDrive() {
		const gift = (id: string, amount: number, more: object = {}) => ({
			...{ id, amount, currency: "usd", at: NOW, livemode: false, campaign: campaign.id, email: `${id}@example.org` },
			...more,
		});
		const web = gift("web", 12_345, { station: "klkv" });
		const events = [
			...giftEvents(web).all,
			...giftEvents(gift("other", 7_700, { station: "wnbr" })).all,
			...giftEvents(gift("monthly", 2_000, { monthly: true })).all,
			...giftEvents(gift("bank", 50_000, { pending: true })).all,
			refundCreated(web, { amount: 345, refundId: "re_web" }),
			chargeRefunded(web, 345),
		];
		for (const event of events) await api.send(event);
		const { pool } = database;
		const parts = { pool, directory: openCampaignDirectory(pool), dispatch: () => {}, now: () => NOW };
		const own = { placement: { campaign: campaign.id }, refs: {}, at: NOW };
		await recordOwn(parts, (_, record) =>
			record([
				...[1, 2, 3].map((n) =>
					aFact(
						"",
						{ type: "pledged", promise: { amount: 5_000 * n, monthly: false } },
						{ ...own, pledge: `pl_${n}`, giver: { source: "phone", stationId: "klkv" } },
					),
				),
				aFact(
					"",
					{ type: "received", amount: 250_000, evidence: "offline" },
					{ ...own, refs: { offline: "off_1" }, giver: { source: "cheque", name: "Rotary Club" } },
				),
			]),
		);
		const run = await askForRun(pool, { from: NOW - HOUR, to: NOW }, null);
		const missing = {
			kind: "missing",
			about: "payment",
			giftId: null,
			campaignId: null,
			ours: null,
			currency: "usd",
			at: NOW,
		} as const;
		await endRun(pool, run, [
			{ ...missing, object: "pi_never_came", theirs: 4_200 },
			{
				...missing,
				object: "pi_other_amount",
				kind: "differing",
				ours: 1_000,
				theirs: 1_500,
				giftId: "pi_other_amount",
				campaignId: campaign.id,
			},
		]);
	}

	async function open(path: string, width: number): Promise<Page> {
		const { cookie } = await staffOf(api, database.pool, "editor");
		const [name = "", value = ""] = cookie.split(/=(.*)/s);
		const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
		await context.addCookies([{ name, value, url: api.url }]);
		const page = await context.newPage();
		await page.goto(`${api.url}/staff/c/${campaign.id}/${path}`);
		return page;
	}

	test("adds up on the page: its lines, its matrix and the number above them", async () => {
		const page = await open("truth", 1280);
		await page.waitForSelector("[data-truth=statement]");
		const amounts = (selector: string) =>
			page.$$eval(selector, (cells) => cells.map((cell) => Number(cell.getAttribute("data-amount"))));
		const lines = await amounts("[data-truth=statement] td[data-amount]");
		const expected = 12_000 + 7_700 + 24_000 + 30_000 + 250_000;
		const matched = 12_000 + 7_700 + 24_000 + 30_000 + 250_000;
		expect(lines.length).toBe(6);
		expect(lines.reduce((sum, amount) => sum + amount, 0)).toBe(expected + matched);
		expect(await page.textContent("[data-truth=sum]")).toBe("$6,474.00");
		expect(await page.textContent("[data-truth=announced]")).toBe("$6,474");
		expect(await page.textContent("[data-truth=before] td")).toBe("$6,477.45");
		expect(await page.textContent("tr:has(> [data-amount='-345'])")).toContain("−$3.45");
		expect(await page.textContent("[data-truth=check]")).toContain("add up to the ledger's total");
		const bottom = await amounts(".truth-matrix tfoot td");
		expect(bottom.at(-1)).toBe(expected + matched);
		await expectAxeClean(page);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
		await page.context().close();
	}, 180_000);

	test("freezes by two presses, saying what will be, and lets it move again", async () => {
		const page = await open("truth", 1280);
		await page.click("text=Freeze the announced total");
		await page.waitForSelector("text=Every screen, page, picture and post says $6,474 from now on.");
		await page.click("role=button[name='Freeze at $6,474']");
		await page.waitForSelector("text=The announced total is frozen");
		const frozen = await database.pool.query("select config->'frozen'->>'total' as total from campaign");
		expect(frozen.rows).toEqual([{ total: "647400" }]);
		await page.click("text=Let it move again");
		await page.click("role=button[name='Show $6,474']");
		await until("it moves again", async () => (await page.$("text=The announced total is frozen")) === null);
		await page.context().close();
	}, 180_000);

	test("leads to what differs from Stripe's books, and what to do about each", async () => {
		const page = await open("reconcile", 1280);
		await page.waitForSelector("[data-finding=pi_never_came]");
		expect(await page.textContent("[data-finding=pi_never_came]")).toContain("it never reached us");
		await expectAxeClean(page);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
		await page.context().close();
	}, 180_000);
});
