import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { createScreenLink } from "../../src/on-air/screen-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import type { TestDatabase } from "../support/database.ts";
import { aMatch } from "../support/matches.ts";
import { expectAxeClean, expectNothingCut } from "../support/page-checks.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";
import { eventOf, paymentIntent } from "../support/stripe-events.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const chromium = { present: chromiumPath !== null, how: "apt-get install chromium" };
const HOUR = 3_600_000;

describeWith(chromium, "a match on every screen", () => {
	const [opensAt, closesAt] = [Date.now() - HOUR, Date.now() + 20 * HOUR];
	const lunch = { id: "lunch", name: "Lunch power hour", sponsor: "Lakeside Motors", target: 100_000 };
	const campaign = aCampaign({
		...{ id: "hope", slug: "hope", languages: ["en", "es"], opensAt, closesAt },
		matches: [aMatch({ pool: 50_000, from: opensAt, to: closesAt })],
		powerHours: [{ ...lunch, from: opensAt, to: Date.now() + HOUR }],
	});
	let browser: Browser;
	let context: BrowserContext;
	let database: TestDatabase;
	let api: RunningApi;

	beforeAll(async () => {
		database = await openCampaignDatabase(campaign);
		api = await startApi(database.url);
		browser = await openChromium(chromiumPath ?? "");
		context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	});
	afterAll(async () => {
		await browser.close();
		await api.stop();
		await database.drop();
	});

	let given = 0;
	async function give(amount: number): Promise<void> {
		given += 1;
		const ids = { id: `pi_${given}`, latest_charge: `ch_${given}`, livemode: false };
		const money = { amount, amount_received: amount, currency: "usd" };
		const object = paymentIntent("2026-10-28.endive", { ...ids, ...money, metadata: { campaign: "hope" } });
		const { body } = eventOf("payment_intent.succeeded", object);
		const created = Math.floor(Date.now() / 1000) - 1;
		expect((await api.send({ ...body, id: `evt_${given}`, livemode: false, created })).status).toBe(200);
	}

	async function open(address: string, size = { width: 1280, height: 800 }): Promise<Page> {
		const page = await context.newPage();
		await page.setViewportSize(size);
		await page.goto(address.startsWith("http") ? address : `${api.url}${address}`);
		return page;
	}

	const reads = (page: Page, selector: string, what: string) =>
		until(`"${what}" in ${selector}`, async () =>
			((await page.locator(selector).first().textContent()) ?? "").includes(what),
		);

	test("host, public page and widget agree to the cent while gifts come, until the pool is spent", async () => {
		await give(1_050);
		const token = await createScreenLink(database.pool, "hope", "on-air", "Studio", { role: "host" });
		const host = await open(`/on-air/${token}`, { width: 1920, height: 1080 });
		const page = await open("/c/hope", { width: 390, height: 844 });
		const widget = await open("/c/hope/embed");
		const says = async (left: string, counted: string, sentence: string, inTheWidget = sentence) => {
			await reads(host, "[data-match]", left);
			await reads(host, "[data-power-hour]", counted);
			await reads(page, '[data-offer="match-0"]', sentence);
			await reads(page, '[data-offer="power-hour"]', counted);
			await reads(widget, "[data-offer]", inTheWidget);
		};
		await says("$489.50", "$21", "$489.50 left");
		for (const amount of [2_575, 12_345, 10_000]) await give(amount);
		await says("$240.30", "$519.40", "$240.30 left");
		await give(20_000);
		await says("$40.30", "$919.40", "nearly gone, only $40.30 left");
		expect(await page.locator('[data-offer="match-0"] [role=progressbar]').getAttribute("aria-valuenow")).toBe("45970");
		await expectAxeClean(page);
		await expectNothingCut(host);
		await give(10_000);
		// What is spent is no reason to give any more: where there is room for one sentence, the power hour has it.
		await says("$0", "$1,059.70", "Lakeview Bank matched $500", "Lunch power hour with Lakeside Motors: $1,059.70");
		const { match } = await (await fetch(`${api.url}/c/hope/total.json`)).json();
		expect(match).toMatchObject({ matched: 50_000, left: 0, state: "spent" });
		await expectNothingCut(host);
	});

	test("on the producer's screen a match is ended and taken back by keyboard, and no host's screen can", async () => {
		const link = (label: string, role: "host" | "producer") =>
			createScreenLink(database.pool, "hope", "on-air", label, { role });
		const host = await open(`/on-air/${await link("Host", "host")}`);
		const producer = await open(`/on-air/${await link("Producer", "producer")}`);
		await producer.locator(".to-steer").waitFor();
		await host.locator("body[data-state=live]").waitFor();
		expect(await host.locator(".to-steer").count()).toBe(0);
		await producer.keyboard.press("o");
		const dialog = producer.locator("dialog.steering[open]");
		const end = dialog.getByRole("button", { name: "End now: Lunch power hour" });
		await end.waitFor();
		await expectAxeClean(producer);
		await end.press("Enter");
		await dialog.getByText("Lunch power hour with Lakeside Motors: $1,059.70 raised. Thank you!").waitFor();
		await expectAxeClean(producer);
		await until("the one button has the focus", () =>
			producer.evaluate(() => document.activeElement?.textContent === "End it now"),
		);
		await producer.keyboard.press("Enter");
		await dialog.getByText("It is over.").waitFor();
		await reads(host, ".power-hour", "just ended");
		await dialog.getByRole("button", { name: "Take back: Lunch power hour" }).press("Enter");
		await dialog.getByText("Taken back. It is as it was.").waitFor();
		await until("the power hour is on again", async () => (await host.locator(".power-hour.over").count()) === 0);
		await producer.keyboard.press("Escape");
		await producer.keyboard.press("?");
		expect(await producer.locator("dialog.keys[open]").textContent()).toMatch(/Cheques to present.*start a power hour/);
	});

	test("without a script the page says it too, in Spanish as well", async () => {
		const plain = await browser.newContext({ javaScriptEnabled: false });
		const page = await plain.newPage();
		await page.goto(`${api.url}/c/hope?lang=es`);
		await reads(page, '[data-offer="match-0"]', "Lakeview Bank igualó $500");
		await reads(page, '[data-offer="power-hour"]', "$1,059.70");
		await plain.close();
	});

	test("in the console a match is added by what it does, and the list says the same as the screens", async () => {
		const editor = await staffOf(api, database.pool, "editor");
		const [name = "", value = ""] = editor.cookie.split(/=(.*)/s);
		await context.addCookies([{ name, value, url: api.url }]);
		const page = await open("/staff/c/hope/matches/new");
		await page.getByLabel("Sponsor", { exact: true }).fill("Lakeside Motors");
		await page.getByLabel("Pool: the most the sponsor gives").fill("250");
		await page.getByLabel("Until the pool is spent").check();
		await page.getByLabel("On top").check();
		await page.getByLabel("Opens", { exact: true }).fill(localInput(opensAt));
		await page.getByText(/The total goes up by \$250/).waitFor();
		await expectAxeClean(page);
		await page.getByRole("button", { name: "Save the match, and the total with it" }).click();
		await page.locator("[data-match]").nth(1).waitFor();
		await reads(page, "[data-match] [data-fact=matched]", "$500");
		await expectAxeClean(page);
		for (const width of [1280, 390]) {
			await page.setViewportSize({ width, height: 900 });
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow).toBeLessThanOrEqual(0);
		}
	});

	/** As the drive's own clock shows it, for a field. */
	function localInput(at: number): string {
		const parts = new Intl.DateTimeFormat("sv-SE", {
			timeZone: campaign.timeZone,
			dateStyle: "short",
			timeStyle: "short",
		});
		return parts.format(at).replace(" ", "T");
	}
});
