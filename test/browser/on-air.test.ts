import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Campaign } from "../../src/domain/campaign.ts";
import { openAssets } from "../../src/http/assets.ts";
import { createScreenLink, revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { until } from "../support/until.ts";

const screenshots = fileURLToPath(new URL("../../screenshots/", import.meta.url));
const chromiumPath = findChromium();
const { skip } = describe;
const withBrowser = chromiumPath === null ? skip : describe;
if (chromiumPath === null)
	process.stderr.write("Browser tests are skipped: no Chromium on PATH. Debian: apt-get install chromium\n");

const agreed = { name: true, onAir: true, amount: true };
const PEOPLE: readonly [string, string, number][] = [
	["Dana Smith", "Springfield", 5000],
	["Luis Ortega", "Aurora", 2500],
	["The Featherstone-Haughton Family", "Naperville", 100_000],
	["Priya Raman", "", 10_000],
	["أحمد علي", "Joliet", 7550],
	["Bob & Carol Jones", "Elgin", 3000],
];

withBrowser("the host's screen", () => {
	let browser: Browser;
	let database: TestDatabase;
	let server: LiveServer;
	let context: BrowserContext;
	let page: Page;
	let troubles: string[];

	beforeAll(async () => {
		mkdirSync(screenshots, { recursive: true });
		browser = await openChromium(chromiumPath ?? "");
	});
	afterAll(() => browser.close());

	beforeEach(async () => {
		database = await openTestDatabase();
		server = await openLiveServer(database.pool, database.url, { assets: openAssets(), recheckMs: 100 });
		context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
		page = await context.newPage();
		troubles = [];
		page.on("pageerror", (error) => troubles.push(error.message));
		page.on("console", (line) => {
			if (line.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|404/.test(line.text())) troubles.push(line.text());
		});
	});
	afterEach(async () => {
		await context.close();
		await server.close();
		await database.drop();
		expect(troubles).toEqual([]);
	});

	async function aDrive(changes: Partial<Campaign> = {}): Promise<Campaign> {
		const campaign = aCampaign({
			closesAt: Date.now() + 5.6 * 3_600_000,
			rules: [
				aRule("every", { kind: "every", step: 2_000_000 }),
				aRule("percent", { kind: "percent", percents: [50] }),
			],
			...changes,
		});
		await storeCampaign(database.pool, campaign);
		return campaign;
	}

	async function open(campaign: Campaign): Promise<void> {
		const token = await createScreenLink(database.pool, campaign.id, "on-air", "Studio A");
		await page.goto(`${server.url}/on-air/${token}`);
		await page.locator("body[data-state=live]").waitFor();
	}

	const totalShown = () => page.locator("#total").textContent();

	test("shows the drive, and each new gift without a reload", async () => {
		const campaign = await aDrive();
		await fill(campaign);
		await open(campaign);
		await until("the total", async () => (await totalShown()) === "$61,280.50");
		expect(await page.locator("#to-go").textContent()).toBe("$13,719.50 to go to $75,000.");
		expect(await page.locator("#say").textContent()).toContain("sixty thousand");
		expect(await page.locator("#gifts li").first().textContent()).toContain("Bob & Carol Jones, Elgin");
		expect(await page.locator("#thermometer").getAttribute("aria-valuenow")).toBe("6128050");
		await page.evaluate("window.sameDocument = true");
		await appendEntry(database.pool, campaign, {
			cash: 12_345,
			giver: { name: "Maya Lindqvist", town: "Oak Park", consent: agreed },
		});
		await until("the new total", async () => (await totalShown()) === "$61,403.95");
		expect(await page.locator("#gifts li").first().textContent()).toContain("Maya, Oak Park");
		expect(await page.locator("#gifts li").first().textContent()).toContain("$123.45");
		await appendEntry(database.pool, campaign, {
			kind: "announced",
			giftId: null,
			script: "Just now: a match has opened. Every dollar counts twice until noon!",
		});
		await until("the script", async () => (await page.locator("#say").textContent())?.startsWith("Just now") === true);
		expect(await page.evaluate("window.sameDocument")).toBe(true);
		await photograph("live");
	});

	test("says so when the numbers are old, and is right again by itself when the server is back", async () => {
		const campaign = await aDrive();
		await fill(campaign);
		await open(campaign);
		await page.evaluate("window.sameDocument = true");
		const { port } = server;
		await server.close();
		await until(
			"the stale state",
			async () => (await page.locator("body").getAttribute("data-state")) === "stale",
			15_000,
		);
		expect(await page.locator("#alarm").isVisible()).toBe(true);
		expect(await page.locator("#alarm").textContent()).toContain("Don't read the total out as current");
		expect(await page.locator("#age-words").textContent()).toMatch(/^Data \d+ s old$/);
		await page.screenshot({ path: `${screenshots}on-air-stale-1920x1080.png` });
		for (let gift = 0; gift < 30; gift += 1) await appendEntry(database.pool, campaign, { cash: 1000 });
		server = await openLiveServer(database.pool, database.url, { assets: openAssets(), port });
		await until("the right total", async () => (await totalShown()) === "$61,580.50", 20_000);
		await until("the live state", async () => (await page.locator("body").getAttribute("data-state")) === "live");
		expect(await page.locator("#alarm").isVisible()).toBe(false);
		expect(await page.locator("#gifts li").count()).toBe(20);
		expect(await page.evaluate("window.sameDocument")).toBe(true);
	}, 60_000);

	test("speaks Spanish in a Spanish drive, and starts empty without looking broken", async () => {
		const campaign = await aDrive({
			languages: ["es"],
			name: "Radiomaratón Esperanza",
			hospital: "Hospital Infantil del Lago",
		});
		await open(campaign);
		await until("the total", async () => (await totalShown()) === "$0");
		expect(await page.locator("html").getAttribute("lang")).toBe("es");
		expect(await page.locator("#to-go").textContent()).toBe("Faltan $20,000 para llegar a $20,000.");
		expect(await page.locator("#no-gifts").isVisible()).toBe(true);
		await page.screenshot({ path: `${screenshots}on-air-empty-es-1920x1080.png` });
	});

	test("a link that was switched off says so on the open screen", async () => {
		const campaign = await aDrive();
		await open(campaign);
		await revokeScreenLinks(database.pool, campaign.id, "Studio A");
		await until(
			"the words",
			async () => (await page.locator("#alarm").textContent())?.includes("was switched off") === true,
		);
		expect(await page.locator("body").getAttribute("data-state")).toBe("gone");
	});

	test("nothing needs to be scrolled sideways, on a studio screen, a laptop or a phone", async () => {
		const campaign = await aDrive();
		await fill(campaign);
		await open(campaign);
		for (const size of SIZES) {
			await page.setViewportSize(size);
			const { wide, tall } = await page.evaluate<{ wide: number; tall: number }>(
				"({ wide: document.documentElement.scrollWidth, tall: document.querySelector('#total').getBoundingClientRect().height })",
			);
			expect(wide).toBeLessThanOrEqual(size.width);
			if (size.width === 1920) expect(tall).toBeGreaterThanOrEqual(size.height * 0.18);
		}
	});

	async function fill(campaign: Campaign): Promise<void> {
		await appendEntry(database.pool, campaign, {
			cash: 6_000_000,
			giver: { name: "Lakeside Motors", consent: agreed },
		});
		for (const [name, town, cash] of PEOPLE) {
			await appendEntry(database.pool, campaign, { cash, giver: { name, town, consent: agreed } });
		}
		await appendEntry(database.pool, campaign, {
			kind: "announced",
			giftId: null,
			at: Date.now() - 180_000,
			script:
				"We have just passed sixty thousand dollars for the children at Lakeside! Call 1-800-555-0134 and help us reach seventy-five.",
		});
	}

	async function photograph(name: string): Promise<void> {
		for (const size of SIZES) {
			await page.setViewportSize(size);
			// The chime's sweep and the sliding row have ended when nothing animates any more.
			await until("stillness", () => page.evaluate<boolean>("document.getAnimations().length === 0"));
			await page.screenshot({
				path: `${screenshots}on-air-${name}-${size.width}x${size.height}.png`,
				fullPage: size.width < 500,
			});
		}
	}
});

const SIZES = [
	{ width: 1920, height: 1080 },
	{ width: 1280, height: 800 },
	{ width: 390, height: 844 },
] as const;
