import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { saveCampaign } from "../../src/campaign/store.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import type { TestDatabase } from "../support/database.ts";
import { appendEntry } from "../support/ledger-entries.ts";
import { expectAxeClean, expectNothingCut } from "../support/page-checks.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const agreed = { name: true, amount: true, onAir: true, social: true };

const chromium = { present: chromiumPath !== null, how: "apt-get install chromium" };

describeWith(chromium, "a drive on other people's pages", () => {
	let browser: Browser;
	let context: BrowserContext;
	let database: TestDatabase;
	let api: RunningApi;
	let site: Server;
	let siteUrl: string;
	let campaign: Campaign;

	beforeAll(async () => {
		site = createServer((_request, response) => {
			response.setHeader("Content-Type", "text/html");
			response.end(
				`<!doctype html><html lang="en"><title>Hospital</title><main><h1>Our drive</h1><script async src="${api.url}/c/hope/embed.js"></script></main>`,
			);
		});
		await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
		siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
		campaign = aCampaign({
			id: "hope",
			slug: "hope",
			languages: ["en", "es"],
			page: { ...USUAL_PAGE, embedOrigins: [siteUrl] },
		});
		database = await openCampaignDatabase(campaign);
		await appendEntry(database.pool, campaign, { cash: 4_000_000, giver: { name: "Dana Smith", consent: agreed } });
		api = await startApi(database.url);
		browser = await openChromium(chromiumPath ?? "");
		context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
	});
	afterAll(async () => {
		await browser.close();
		await api.stop();
		await database.drop();
		await new Promise((resolve) => site.close(resolve));
	});

	async function open(address: string, size?: { width: number; height: number }): Promise<Page> {
		const page = await context.newPage();
		if (size) await page.setViewportSize(size);
		await page.goto(address);
		return page;
	}

	test("one line on the hospital's site shows the card, live, and as high as it needs to be", async () => {
		const page = await open(siteUrl);
		const card = page.frameLocator("iframe");
		await card.locator('body[data-state="live"]').waitFor();
		expect(await card.locator("[data-total]").getAttribute("data-total")).toBe("4000000");
		const height = async () => (await page.locator("iframe").boundingBox())?.height ?? 0;
		const needed = () => card.locator(".widget").evaluate((widget) => widget.getBoundingClientRect().height);
		await until("the frame is as high as its card", async () => Math.abs((await height()) - (await needed())) < 2);
		await appendEntry(database.pool, campaign, { cash: 150_000 });
		await card.locator('[data-total="4150000"]').waitFor();
		await card.getByText("$41,500").waitFor();
		await page.close();
	});

	test("a site that the campaign doesn't name sees an empty frame", async () => {
		await saveCampaign(database.pool, { ...campaign, page: USUAL_PAGE }, [], { seal: never, unseal: never });
		const page = await context.newPage();
		const refused = page.waitForEvent("console", (line) => line.text().includes("frame-ancestors"));
		await page.goto(siteUrl);
		expect((await refused).type()).toBe("error");
		await page.close();
		await saveCampaign(database.pool, campaign, [], { seal: never, unseal: never });
	});

	test("the band over video thanks the newest donor by name, and stops where they hide it", async () => {
		const page = await open(`${api.url}/c/hope/overlay`);
		await page.locator('body[data-state="live"]').waitFor();
		const giver = { name: "Luis Ortega", town: "Cicero", consent: agreed };
		await appendEntry(database.pool, campaign, { giftId: "pi_luis", cash: 5_000, giver });
		await page.getByText("Luis").waitFor({ timeout: 60_000 });
		const hidden = { ...giver, consent: { ...agreed, name: false } };
		await appendEntry(database.pool, campaign, { kind: "described", giftId: "pi_luis", giver: hidden });
		await page.locator("[data-thanks]").getByText("A generous listener").waitFor();
		expect(await page.locator("body").textContent()).not.toContain("Luis");
		await page.close();
	});

	test("the band rings once where a milestone is passed", async () => {
		const page = await open(`${api.url}/c/hope/overlay?lang=es`);
		await page.locator('body[data-state="live"]').waitFor();
		await appendEntry(database.pool, campaign, { cash: 1_000_000 });
		await page.locator(".ring.rings").getByText("Pasamos de $50,000").waitFor();
		await page.close();
	});

	test("around the band the picture shows through", async () => {
		const page = await open(`${api.url}/c/hope/overlay`);
		const grounds = await page.evaluate<string[]>(
			"[document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor)",
		);
		expect(grounds).toEqual(["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"]);
		await page.close();
	});

	test("every one of them is whole at every width, and clean to axe", async () => {
		for (const [path, sizes] of [
			[
				"embed",
				[
					[240, 600],
					[360, 480],
					[1280, 720],
				],
			],
			[
				"overlay",
				[
					[1280, 720],
					[1920, 1080],
				],
			],
			[
				"embeds",
				[
					[390, 844],
					[768, 1024],
					[1280, 720],
					[1920, 1080],
				],
			],
		] as const) {
			const page = await open(`${api.url}/c/hope/${path}?lang=es`);
			for (const [width, height] of sizes) {
				await page.setViewportSize({ width, height });
				await expectNothingCut(page);
			}
			await expectAxeClean(page, path === "embeds" ? [] : ["page-has-heading-one", "region"]);
			await page.close();
		}
	});
});

function never(): never {
	throw new Error("These campaigns have no channel credentials.");
}
