import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { openAssets } from "../../src/http/assets.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { expectAxeClean, expectNothingCut } from "../support/page-checks.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const agreed = { name: true, amount: true };
const HOUR = 3_600_000;

/** What somebody will type one day. */
const HOSTILE = [
	"<script>alert('x')</script>",
	"\u202Egnorw yaw eht",
	"أحمد علي",
	"Z̸̢͔̈́a̵͓͂l̶̰͝g̴̱̿o̷̩̅",
	"A".repeat(200),
	"The Featherstone-Haughton-Cholmondeley Family Foundation",
];

/** 320 px is what 1280 px are at 400 % zoom (WCAG 1.4.10). */
const SIZES = [
	[1920, 1080],
	[1280, 800],
	[768, 1024],
	[390, 844],
	[320, 256],
] as const;

describeWith(
	{ present: chromiumPath !== null, how: "apt-get install chromium" },
	"the donor's page, as it looks",
	() => {
		let browser: Browser;
		let database: TestDatabase;
		let server: LiveServer;

		beforeAll(async () => {
			browser = await openChromium(chromiumPath ?? "");
			database = await openTestDatabase();
			for (const [campaign, names] of drives()) {
				await storeCampaign(database.pool, campaign);
				for (const [at, name] of names.entries())
					await appendEntry(database.pool, campaign, { cash: 98_765_432 * (at + 1), giver: { name, consent: agreed } });
			}
			server = await openLiveServer(database.pool, database.url, { assets: openAssets() });
		});
		afterAll(async () => {
			await browser.close();
			await server.close();
			await database.drop();
		});

		async function withPage(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
			const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-US", ...options });
			const page = await context.newPage();
			await page.goto(`${server.url}/c/${path}`, { waitUntil: "load" });
			await page.evaluate("document.fonts.ready");
			if ((await page.locator("#pause").count()) > 0) await page.locator("body[data-state=live]").waitFor();
			await look(page);
			await context.close();
		}

		test.each(["usual", "usual?lang=es", "empty", "soon", "closed", "not-giving", "extreme"])(
			"%s: axe finds nothing, and nothing is cut at any width",
			async (path) => {
				await withPage(path, {}, async (page) => {
					for (const [width, height] of SIZES) {
						await page.setViewportSize({ width, height });
						await expectNothingCut(page);
						if (width === 1280 || width === 390) await expectAxeClean(page);
					}
				});
			},
			120_000,
		);

		test("on a phone, everything up to the button is seen without scrolling", async () => {
			await withPage("usual", {}, async (page) => {
				for (const part of [".hospital", "h1", "#total", "#thermometer", "#to-go", ".give-button"]) {
					const box = await page.locator(part).boundingBox();
					expect([part, box !== null && box.y >= 0 && box.y + box.height <= 844]).toEqual([part, true]);
				}
			});
		});

		test("what can be pressed is at least 24 pixels each way", async () => {
			await withPage("usual", {}, async (page) => {
				const small =
					await page.evaluate(`[...document.querySelectorAll("a, button, summary, .give-choice, .give-tick")]
				.filter((one) => one.checkVisibility() && !one.matches(".skip"))
				.map((one) => ({ what: one.textContent.trim(), box: one.getBoundingClientRect() }))
				.filter(({ box }) => box.width < 24 || box.height < 24)
				.map(({ what, box }) => what + " " + box.width + "x" + box.height)`);
				expect(small).toEqual([]);
			});
		});

		test("with colours of the visitor's own, the thermometer's fill is still told from its ground", async () => {
			await withPage("usual", { forcedColors: "active" }, async (page) => {
				const [fill, ground] = await page.evaluate<[string, string]>(
					"[getComputedStyle(document.querySelector('#fill')).fill, getComputedStyle(document.querySelector('#thermometer')).backgroundColor]",
				);
				expect(fill).not.toBe(ground);
			});
		});

		test("a gift that comes in moves nothing but its own list", async () => {
			await withPage("empty", {}, async (page) => {
				const top = () => page.locator("#give").evaluate((one) => one.getBoundingClientRect().top + window.scrollY);
				const before = await top();
				const [campaign] = drives().find(([one]) => one.slug === "empty") ?? [];
				if (!campaign) throw new Error("The empty drive is missing.");
				for (let gift = 0; gift < 8; gift += 1) await appendEntry(database.pool, campaign, { cash: 100 });
				await page.locator("#gifts li").nth(5).waitFor();
				expect(await page.locator("#gifts li").count()).toBe(6);
				expect(await top()).toBe(before);
			});
		});
	},
);

function drives(): [Campaign, readonly string[]][] {
	const drive = (slug: string, changes: Partial<Campaign> = {}) =>
		aCampaign({
			id: slug,
			slug,
			isDefault: false,
			languages: ["en", "es"],
			goal: 100_000_000_000,
			opensAt: Date.now() - HOUR,
			closesAt: Date.now() + 10 * HOUR,
			rules: [aRule("every", { kind: "every", step: 5_000_000_000 })],
			page: {
				...USUAL_PAGE,
				onceAmounts: [2_500, 5_000, 10_000],
				monthlyAmounts: [1_000, 2_000],
				impact: [{ amount: 5_000, text: { en: "buys a night light", es: "compra una lamparita" } }],
				partners: ["Lakeview Credit Union"],
			},
			...changes,
		});
	return [
		[drive("usual"), ["Dana Smith", "Luis Ortega"]],
		[drive("empty"), []],
		[drive("soon", { opensAt: Date.now() + 50 * HOUR }), []],
		[drive("closed", { state: "closed" }), ["Dana Smith"]],
		[drive("not-giving", { page: { ...USUAL_PAGE, isGiving: false } }), ["Dana Smith"]],
		[
			drive("extreme", {
				name: "The Forty-Seventh Annual Greater Lakeshore Region Hope and Healing for Every Child Radiothon Weekend",
				hospital: "Saint Bartholomew Regional Children's Hospital and Otorhinolaryngologicalresearchcentre",
				look: { colour: "#fff000" },
			}),
			HOSTILE,
		],
	];
}
