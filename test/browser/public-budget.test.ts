import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { openAssets } from "../../src/http/assets.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const KB = 1024;

/** As they come from our server, which compresses nothing; a proxy in front makes them smaller. */
const MOST = { script: 60 * KB, stylesheet: 40 * KB, document: 40 * KB, font: 120 * KB };

/** Runs before the page's own scripts. */
const WATCH = `
	window.shifted = 0;
	new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })
		.observe({ type: "layout-shift", buffered: true });
	new PerformanceObserver((list) => { for (const one of list.getEntries()) window.largest = { id: one.element?.id, url: one.url }; })
		.observe({ type: "largest-contentful-paint", buffered: true });`;

describeWith({ present: chromiumPath !== null, how: "apt-get install chromium" }, "the donor's page's budget", () => {
	let browser: Browser;
	let database: TestDatabase;
	let server: LiveServer;
	const campaign = aCampaign({
		slug: "hope",
		languages: ["en", "es"],
		opensAt: Date.now() - 3_600_000,
		closesAt: Date.now() + 36_000_000,
		page: { ...USUAL_PAGE, onceAmounts: [2_500, 5_000], monthlyAmounts: [1_000] },
	});

	beforeAll(async () => {
		browser = await openChromium(chromiumPath ?? "");
		database = await openTestDatabase();
		await storeCampaign(database.pool, campaign);
		const giver = { name: "Dana Smith", consent: { name: true, amount: true } };
		for (let gift = 0; gift < 6; gift += 1) await appendEntry(database.pool, campaign, { cash: 1_020_050, giver });
		server = await openLiveServer(database.pool, database.url, { assets: openAssets() });
	});
	afterAll(async () => {
		await browser.close();
		await server.close();
		await database.drop();
	});

	test.each([
		[390, 844],
		[1280, 800],
	])(
		"at %ix%i: little is loaded, all of it from here, the largest thing is the total in words, and nothing jumps",
		async (width, height) => {
			const context = await browser.newContext({ viewport: { width, height }, locale: "en-US" });
			const page = await context.newPage();
			await page.addInitScript(WATCH);
			const loaded = new Map<string, number>();
			const packed = new Map<string, number>();
			const elsewhere: string[] = [];
			const scripts: string[] = [];
			const reading: Promise<void>[] = [];
			page.on("response", (response) => {
				if (!response.url().startsWith(server.url)) elsewhere.push(response.url());
				// The live stream never ends.
				if (response.url().endsWith("/live")) return;
				const type = response.request().resourceType();
				reading.push(
					response.body().then((body) => {
						if (type === "script") scripts.push(body.toString("utf8"));
						loaded.set(type, (loaded.get(type) ?? 0) + body.length);
						packed.set(type, (packed.get(type) ?? 0) + gzipSync(body).length);
					}),
				);
			});
			await page.goto(`${server.url}/c/hope`, { waitUntil: "load" });
			await page.evaluate("document.fonts.ready");
			await page.locator("body[data-state=live]").waitFor();
			await Promise.all(reading);
			// The shared worker is loaded outside of the page; its address stands in the page's script.
			const worker = /live-worker-[\w-]+\.js/.exec(scripts.join(""))?.[0] ?? "";
			const body = Buffer.from(await (await fetch(`${server.url}/assets/${worker}`)).arrayBuffer());
			expect(body.length).toBeGreaterThan(KB);
			loaded.set("script", (loaded.get("script") ?? 0) + body.length);
			packed.set("script", (packed.get("script") ?? 0) + gzipSync(body).length);
			expect(elsewhere.filter((url) => !url.startsWith("data:"))).toEqual([]);
			for (const [type, most] of Object.entries(MOST)) {
				const bytes = loaded.get(type) ?? 0;
				expect([type, bytes > 0 && bytes <= most ? "within" : bytes]).toEqual([type, "within"]);
			}
			expect([...loaded.keys()].filter((type) => type === "image")).toEqual([]);
			expect(packed.get("script")).toBeLessThan(20 * KB);
			expect(await page.evaluate("window.largest")).toEqual({ id: "total", url: "" });
			expect(await page.evaluate("window.shifted")).toBeLessThan(0.01);
			await context.close();
		},
	);

	test("the number is in the first kilobytes of the HTML, before anything else is asked for", async () => {
		const html = await (await fetch(`${server.url}/c/hope`)).text();
		expect(html.indexOf("<title>$61,203 · ")).toBeGreaterThan(0);
		expect(html.indexOf('id="total"')).toBeLessThan(8 * KB);
	});
});
