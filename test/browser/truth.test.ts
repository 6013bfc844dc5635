import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { openPool } from "../../src/db/pool.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { type Assets, openAssets } from "../../src/http/assets.ts";
import { createScreenLink, revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openDatabaseProxy } from "../support/database-proxy.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, type LiveServerOptions, openLiveServer } from "../support/live-server.ts";
import { type NetworkProxy, openNetworkProxy } from "../support/network-proxy.ts";
import { until } from "../support/until.ts";
import { buildTruthPage } from "./truth-page/build.ts";

const chromiumPath = findChromium();
const { skip } = describe;
const withBrowser = chromiumPath === null ? skip : describe;

withBrowser("the truth about time", () => {
	let browser: Browser;
	let assets: Assets;
	let database: TestDatabase;
	let server: LiveServer;
	let network: NetworkProxy;
	let context: BrowserContext;
	let campaign: Campaign;
	let address: string;
	/** Gift ids as the screen has them, newest first. */
	let given: string[];

	beforeAll(async () => {
		[browser, assets] = await Promise.all([openChromium(chromiumPath ?? ""), buildTruthPage()]);
	});
	afterAll(() => browser.close());

	beforeEach(async () => {
		database = await openTestDatabase();
		server = await serve();
		network = await openNetworkProxy(server.port);
		context = await browser.newContext();
		campaign = aCampaign();
		await storeCampaign(database.pool, campaign);
		const token = await createScreenLink(database.pool, campaign.id, "on-air", "Studio A");
		address = `${network.url}/on-air/${token}`;
		given = [];
	});
	afterEach(async () => {
		await context.close();
		await network.close();
		await server.close();
		await database.drop();
	});

	function serve(options: LiveServerOptions = {}): Promise<LiveServer> {
		return openLiveServer(database.pool, database.url, { assets, recheckMs: 100, ...options });
	}

	async function give(count: number): Promise<void> {
		for (let gift = 0; gift < count; gift += 1) {
			const giftId = `pi_truth_${given.length}`;
			await appendEntry(database.pool, campaign, { giftId, cash: 1000 });
			given.unshift(createHash("sha256").update(giftId).digest("hex").slice(0, 16));
		}
	}

	/** A page that would say so if it were loaded again. */
	async function open(): Promise<Page> {
		const page = await context.newPage();
		await page.goto(address);
		await standing(page, "live");
		await page.evaluate("window.isSameDocument = true");
		return page;
	}

	function standing(page: Page, wanted: string): Promise<void> {
		return until(`the page to be ${wanted}`, async () => (await stateOf(page)) === wanted);
	}
	const stateOf = (page: Page) => page.locator("body").getAttribute("data-state");
	const totalOf = async (page: Page) => Number(await page.locator("[data-total]").getAttribute("data-total"));
	const ageOf = async (page: Page) => Number(await page.locator("#age").getAttribute("data-seconds"));
	const giftsOf = (page: Page) =>
		page.evaluate<string[]>("[...document.querySelectorAll('[data-gift]')].map((row) => row.dataset.gift)");

	/** Nothing missing, nothing twice, in order, and by the same document. */
	async function expectWhole(page: Page): Promise<void> {
		const total = given.length * 1000;
		await until(`a total of ${total}`, async () => (await totalOf(page)) === total);
		expect(await giftsOf(page)).toEqual(given);
		await standing(page, "live");
		expect(await page.evaluate("window.isSameDocument")).toBe(true);
	}

	test("a restart of the API loses nothing and shows nothing twice, without a reload", async () => {
		await give(3);
		const page = await open();
		await expectWhole(page);
		const { port } = server;
		const closing = server.close();
		await give(5);
		await closing;
		server = await serve({ port });
		await give(2);
		await expectWhole(page);
		await give(1);
		await expectWhole(page);
	});

	test("while the database is away the numbers are called old though the server answers, and are right afterwards", async () => {
		const through = await openDatabaseProxy(database.url);
		const pool = openPool(through.url, { applicationName: "test behind a proxy" });
		const other = await openLiveServer(pool, through.url, { assets });
		const away = await openNetworkProxy(other.port);
		try {
			await give(2);
			address = address.replace(network.url, away.url);
			const page = await open();
			await through.cut();
			await give(4);
			await standing(page, "stale");
			expect(await ageOf(page)).toBeGreaterThanOrEqual(10);
			expect(await totalOf(page)).toBe(2000);
			await through.restore();
			await expectWhole(page);
		} finally {
			await away.close();
			await other.close();
			await pool.end();
			await through.close();
		}
	}, 180_000);

	test("a network that swallows everything is noticed; what it gives back late is not taken for now", async () => {
		await give(2);
		const page = await open();
		network.swallow();
		await give(3);
		await standing(page, "stale");
		const age = await ageOf(page);
		await until("the age to grow", async () => (await ageOf(page)) > age + 1);
		expect(await totalOf(page)).toBe(2000);
		await network.restore();
		await expectWhole(page);
		expect(await ageOf(page)).toBeLessThan(5);
	}, 180_000);

	test.each(["cut", "swallow"] as const)(
		"reloaded when the network is gone (%s), the screen shows what it last knew, and says that it is old",
		async (harm) => {
			await give(3);
			const page = await open();
			await expectWhole(page);
			await give(1);
			await untilKept(page, 4000);
			await network[harm]();
			await give(2);
			await page.reload();
			await standing(page, "remembered");
			expect(await totalOf(page)).toBe(4000);
			expect(await giftsOf(page)).toEqual(given.slice(2));
			await until("an age", async () => (await ageOf(page)) >= 1);
			await page.evaluate("window.isSameDocument = true");
			await network.restore();
			await expectWhole(page);
		},
	);

	test("a link that was switched off ends the screen, and takes with it all that was kept", async () => {
		await give(1);
		const page = await open();
		await untilKept(page, 1000);
		await revokeScreenLinks(database.pool, campaign.id, "Studio A");
		await standing(page, "ended");
		await until("nothing to be kept", async () => (await keptIn(page)).length === 0);
		expect(await localStorageOf(page)).toEqual({});
	});

	test("a link that was switched off while nobody looked loses what was kept of it at the next visit", async () => {
		await give(1);
		const page = await open();
		await untilKept(page, 1000);
		await page.goto("about:blank");
		await revokeScreenLinks(database.pool, campaign.id, "Studio A");
		const answer = await page.goto(address);
		expect(answer?.status()).toBe(404);
		expect(await keptIn(page)).toEqual([]);
	});

	test("a browser's tabs share one connection; a new one knows all at once, and the last one to go ends it", async () => {
		await give(2);
		const pages = await Promise.all(Array.from({ length: 8 }, open));
		expect(server.streams.count()).toBe(1);
		await give(2);
		await Promise.all(pages.map((page) => expectWhole(page)));
		network.swallow();
		const late = await context.newPage();
		await network.restore();
		await late.goto(address);
		await late.evaluate("window.isSameDocument = true");
		await expectWhole(late);
		expect(server.streams.count()).toBe(1);
		await Promise.all([...pages.slice(1), late].map((page) => page.close()));
		await give(1);
		await expectWhole(pages[0] ?? late);
		expect(server.streams.count()).toBe(1);
		await pages[0]?.goto("about:blank");
		await until("the connection to end", () => server.streams.count() === 0);
	}, 180_000);

	test.each([
		["where a browser has no shared workers", "delete window.SharedWorker"],
		["where the shared worker never answers", "SharedWorker = class { port = { postMessage() {}, close() {} } }"],
	])("%s, a page holds a connection of its own", async (_, script) => {
		await context.addInitScript(script);
		await give(2);
		const page = await open();
		await expectWhole(page);
		expect(server.streams.count()).toBe(1);
		await network.cut();
		await give(2);
		await network.restore();
		await expectWhole(page);
		await page.goto("about:blank");
		await until("the connection to end", () => server.streams.count() === 0);
	});

	test("a script that falls now is told once to each tab; one from before is not", async () => {
		const say = (script: string, at = Date.now()) =>
			appendEntry(database.pool, campaign, { kind: "announced", giftId: null, script, at });
		await say("Before anybody looked.");
		const [page, other] = await Promise.all([open(), open()]);
		await say("Now.");
		const told = (one: Page) => one.locator("#scripts").allInnerTexts();
		for (const one of [page, other]) await until("the script", async () => (await told(one)).join() === "Now.");
		await network.cut();
		await say("Long ago, while the cable was out.", Date.now() - 120_000);
		await network.restore();
		await give(1);
		for (const one of [page, other]) await expectWhole(one);
		for (const one of [page, other]) expect(await told(one)).toEqual(["Now."]);
	});

	describe("the host's own screen", () => {
		const shownGifts = async (page: Page) => {
			const shown = await giftsOf(page);
			expect(new Set(shown).size).toBe(shown.length);
			return shown;
		};

		async function expectRight(page: Page): Promise<void> {
			const total = given.length * 1000;
			await until(`a total of ${total}`, async () => (await totalOf(page)) === total);
			await standing(page, "live");
			await until("the newest gift", async () => (await shownGifts(page)).includes(given[0] ?? ""));
			expect(given).toEqual(expect.arrayContaining(await shownGifts(page)));
			expect(await page.evaluate("window.isSameDocument")).toBe(true);
		}

		test("left open through a restart of the API and of the database and a cut of the network, is right afterwards without a reload", async () => {
			const through = await openDatabaseProxy(database.url);
			const pool = openPool(through.url, { applicationName: "test behind a proxy" });
			const real = openAssets();
			let other = await openLiveServer(pool, through.url, { assets: real });
			const away = await openNetworkProxy(other.port);
			try {
				address = address.replace(network.url, away.url);
				await give(3);
				const page = await open();
				await expectRight(page);

				const { port } = other;
				await other.close();
				await give(2);
				other = await openLiveServer(pool, through.url, { assets: real, port });
				await expectRight(page);

				await through.cut();
				await give(2);
				await standing(page, "stale");
				await through.restore();
				await expectRight(page);

				away.swallow();
				await give(2);
				await standing(page, "stale");
				await away.restore();
				await expectRight(page);

				await untilKept(page, given.length * 1000);
				await away.cut();
				await page.reload();
				await standing(page, "remembered");
				await until("the last total", async () => (await totalOf(page)) === given.length * 1000);
				expect(await shownGifts(page)).toContain(given[0]);
			} finally {
				await away.close();
				await other.close();
				await pool.end();
				await through.close();
			}
		}, 180_000);
	});

	/** Entries of this browser's caches for screens, as addresses. */
	function keptIn(page: Page): Promise<string[]> {
		return page.evaluate<string[]>(`(async () => {
			const names = await caches.keys();
			const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
			return keys.flat().map(({ url }) => url);
		})()`);
	}

	async function untilKept(page: Page, total: number): Promise<void> {
		const state = `caches.match(${JSON.stringify(`${address}/live`)}).then((one) => one?.json()).then((one) => one?.state.total)`;
		const look = async () => [(await keptIn(page)).includes(address), await page.evaluate(state)];
		const wanted = String([true, total]);
		await until("page and state to be kept", async () => String(await look()) === wanted).catch(async ({ message }) => {
			throw new Error(`${message} Page and total kept: ${await look()}, of ${await keptIn(page)}`);
		});
	}

	function localStorageOf(page: Page): Promise<unknown> {
		return page.evaluate("({ ...localStorage })");
	}
});
