import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { openAssets } from "../../src/http/assets.ts";
import { createScreenLink, revokeScreenLinks, type ScreenRights } from "../../src/on-air/screen-link.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { agreed, aShow, fillShow, SCRIPT } from "../support/host-screen.ts";
import { appendEntry } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { expectAxeClean, expectNothingCut } from "../support/page-checks.ts";
import { until } from "../support/until.ts";

const chromiumPath = findChromium();
const { skip } = describe;
const withBrowser = chromiumPath === null ? skip : describe;
if (chromiumPath === null)
	process.stderr.write("Browser tests are skipped: no Chromium on PATH. Debian: apt-get install chromium\n");

const STUDIO = { width: 1920, height: 1080 };

withBrowser("the host's screen", () => {
	let browser: Browser;
	let database: TestDatabase;
	let server: LiveServer;
	let contexts: BrowserContext[];
	let troubles: string[];

	beforeAll(async () => {
		browser = await openChromium(chromiumPath ?? "");
	});
	afterAll(() => browser.close());

	beforeEach(async () => {
		database = await openTestDatabase();
		server = await openLiveServer(database.pool, database.url, { assets: openAssets(), recheckMs: 100 });
		contexts = [];
		troubles = [];
	});
	afterEach(async () => {
		for (const context of contexts) await context.close();
		await server.close();
		await database.drop();
		expect(troubles).toEqual([]);
	});

	/** A browser of its own, as another host has one. */
	async function open(
		campaign: Campaign,
		rights: ScreenRights = { role: "host" },
		options: BrowserContextOptions = {},
	): Promise<Page> {
		const context = await browser.newContext({ viewport: STUDIO, ...options });
		contexts.push(context);
		const page = await context.newPage();
		page.on("pageerror", (error) => troubles.push(error.message));
		page.on("console", (line) => {
			if (line.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_FAILED|409|404/.test(line.text()))
				troubles.push(line.text());
		});
		const token = await createScreenLink(database.pool, campaign.id, "on-air", "Studio A", rights);
		await page.goto(`${server.url}/on-air/${token}`);
		await page.locator("body[data-state=live] .total").waitFor();
		return page;
	}

	const text = (page: Page, selector: string) => page.locator(selector).first().textContent();
	const reads = (page: Page, selector: string, what: string) =>
		until(`"${what}" in ${selector}`, async () => (await text(page, selector))?.includes(what) === true);
	const named = (page: Page, name: string) => page.locator(".row", { hasText: name });
	const canThank = (page: Page) => page.locator(".actions .primary[aria-disabled=false]").waitFor();

	async function busyShow(): Promise<Campaign> {
		const campaign = await aShow(database.pool);
		await fillShow(database.pool, campaign);
		return campaign;
	}

	test("answers in one glance: how much, how far to go, what to say, whom to thank", async () => {
		const page = await open(await busyShow());
		await reads(page, ".total", "$61,280.50");
		expect(await page.locator("[data-total]").getAttribute("data-total")).toBe("6128050");
		expect(await text(page, ".to-go")).toBe("$13,719.50 to go to $75,000.");
		expect(await text(page, ".sentence")).toBe(SCRIPT);
		await reads(page, ".row", "Bob & Carol Jones");
		expect(await page.locator(".thermometer").getAttribute("aria-valuenow")).toBe("6128050");
		await reads(page, ".hour", "of $8,000");
		expect(await text(page, ".hour")).toContain("last year $3,900");
		await reads(page, ".show", "Lakeside Motors");
		expect(await text(page, ".contact")).toContain("1-800-555-0134");
		const size = await page.evaluate<number>(
			"Number.parseFloat(getComputedStyle(document.querySelector('.total')).fontSize)",
		);
		expect(size).toBeGreaterThanOrEqual(STUDIO.height * 0.18);
	});

	test("shows a new gift without a reload, and leaves the row in focus where it is", async () => {
		const campaign = await busyShow();
		const page = await open(campaign);
		await reads(page, ".row", "Bob & Carol Jones");
		await canThank(page);
		await page.evaluate("window.sameDocument = true");
		await appendEntry(database.pool, campaign, {
			cash: 12_345,
			giver: { name: "Maya Lindqvist", town: "Oak Park", consent: agreed },
		});
		await reads(page, ".total", "$61,403.95");
		await named(page, "Maya").waitFor();
		expect(await text(page, ".row:nth-child(1)")).toContain("Bob & Carol");
		expect(await text(page, ".row:nth-child(2)")).toContain("Maya");
		expect(await text(page, ".row:nth-child(2)")).toContain("Oak Park");
		expect(await text(page, ".row:nth-child(2)")).toContain("$123.45");
		expect(await page.evaluate("window.sameDocument")).toBe(true);
	});

	test("two sentences that fall at once are both there; without news there is always something to say", async () => {
		const campaign = await busyShow();
		const page = await open(campaign);
		for (const script of ["First: seventy thousand!", "Then: seventy-five thousand!"])
			await appendEntry(database.pool, campaign, { kind: "announced", giftId: null, script });
		await reads(page, ".sentence", "Then: seventy-five thousand!");
		await reads(page, ".waiting", "First: seventy thousand!");
		await page.keyboard.press("n");
		await reads(page, ".sentence", "First: seventy thousand!");
		await reads(page, ".waiting", "Then: seventy-five thousand!");
		await page.keyboard.press("n");
		await page.keyboard.press("n");
		await reads(page, ".source", "Any time");
		expect(await text(page, ".sentence")).toContain("We stand at $61,280");
	});

	test("four hundred characters fit without scrolling, in Spanish as well", async () => {
		const campaign = await aShow(database.pool, {
			languages: ["es"],
			name: "Radiomaratón Esperanza para los Niños y las Niñas 2026",
			hospital: "Hospital Infantil del Lago de San Bernardino",
			goal: 1_500_000_000,
		});
		await appendEntry(database.pool, campaign, {
			cash: 987_654_321,
			giver: { name: "W".repeat(200), town: "W".repeat(90), consent: agreed },
		});
		const script = "Acabamos de superar los nueve millones de dólares, gracias a familias y escuelas. "
			.repeat(5)
			.slice(0, 400);
		await appendEntry(database.pool, campaign, { kind: "announced", giftId: null, script });
		const page = await open(campaign);
		await reads(page, ".total", "$9,876,543.21");
		expect(await page.locator("html").getAttribute("lang")).toBe("es");
		expect(await text(page, ".say h2")).toBe("Diga ahora");
		await reads(page, ".sentence", "Acabamos");
		await expectNothingCut(page, { isWhole: true });
		const letters = "Number.parseFloat(getComputedStyle(document.querySelector('.sentence')).fontSize)";
		expect(await page.evaluate<number>(letters)).toBeGreaterThanOrEqual(30);
	});

	test("two hosts press at the same instant: one reads, the other is told who", async () => {
		const campaign = await busyShow();
		const [dana, sam] = await Promise.all([open(campaign), open(campaign)]);
		await dana.fill(".reader-name", "Dana");
		await sam.fill(".reader-name", "Sam");
		for (const page of [dana, sam]) {
			await canThank(page);
			await page.locator(".reader-name").press("Enter");
		}
		await Promise.all([dana.keyboard.press("Enter"), sam.keyboard.press("Enter")]);
		const won = (page: Page) => page.locator(".row.is-mine", { hasText: "Bob & Carol" }).count();
		await until("one to have it", async () => (await won(dana)) + (await won(sam)) === 1);
		const [winner, loser, name] = (await won(dana)) === 1 ? [dana, sam, "Dana"] : [sam, dana, "Sam"];
		await loser.locator(".row.is-claimed", { hasText: `${name} is reading` }).waitFor();
		await reads(loser, ".says", `${name} is reading`);
		await winner.keyboard.press(" ");
		for (const page of [winner, loser])
			await until("it to be thanked", async () => (await named(page, "Bob & Carol").count()) === 0);
		await winner.keyboard.press("u");
		for (const page of [winner, loser])
			await until("it to be back", async () => (await named(page, "Bob & Carol").count()) === 1);
	}, 180_000);

	test("everything is done by keyboard alone: claim, give back, pin, batch, undo, help", async () => {
		const page = await open(await busyShow());
		await canThank(page);
		await page.keyboard.press("ArrowDown");
		await page.locator(".row.is-selected", { hasText: "أحمد" }).waitFor();
		await page.keyboard.press("p");
		await page.locator(".row", { hasText: "pinned" }).waitFor();
		await page.keyboard.press("Enter");
		await page.locator(".row.is-mine", { hasText: "أحمد" }).waitFor();
		await page.keyboard.press("Enter");
		await until("it to be given back", async () => (await page.locator(".row.is-mine").count()) === 0);
		await page.keyboard.press("b");
		await until("a batch", async () => (await page.locator(".row.is-mine").count()) > 1);
		await page.keyboard.press("u");
		await until("the batch given back", async () => (await page.locator(".row.is-mine").count()) === 0);
		await page.keyboard.press("?");
		await page.locator("dialog[open]").waitFor();
		await expectAxeClean(page);
		await page.keyboard.press("Escape");
		await until("the help to close", async () => (await page.locator("dialog[open]").count()) === 0);
		await page.keyboard.press("Tab");
		const outline = "getComputedStyle(document.activeElement).outlineStyle";
		expect(await page.evaluate(outline)).toBe("solid");
	});

	test("the list can be narrowed to big gifts or a town", async () => {
		const page = await open(await busyShow());
		await canThank(page);
		await page.getByRole("button", { name: "Big", exact: true }).click();
		await until("the big ones", async () => (await page.locator(".row").count()) === 2);
		await page.getByRole("button", { name: "All", exact: true }).click();
		await until("all", async () => (await page.locator(".row").count()) === 7);
		await page.locator(".filters select").selectOption("Aurora");
		await until("Aurora's", async () => (await page.locator(".row").count()) === 1);
		expect(await text(page, ".row")).toContain("Luis");
	});

	test("a screen that may only watch has no buttons for the list", async () => {
		const page = await open(await busyShow(), { role: "watch" });
		await reads(page, ".row", "Bob & Carol");
		expect(await page.locator(".thanks button, .thanks input, .thanks select").count()).toBe(0);
		await page.keyboard.press(" ");
		await expectAxeClean(page);
		expect(await named(page, "Bob & Carol").count()).toBe(1);
	});

	test("a milestone rings once and sweeps; muted it is silent, also after a reload; stillness is respected", async () => {
		const campaign = await busyShow();
		const page = await open(campaign, { role: "host" }, { reducedMotion: "reduce" });
		await page.addInitScript(COUNT_TONES);
		await page.reload();
		await page.locator("body[data-state=live] .total").waitFor();
		await reads(page, ".screen-head", "Click for sound");
		await page.getByRole("button", { name: "Click for sound" }).click();
		await reads(page, ".screen-head", "Sound on");
		const fall = (script: string) => appendEntry(database.pool, campaign, { kind: "announced", giftId: null, script });
		await fall("Seventy thousand!");
		await reads(page, ".sentence", "Seventy thousand!");
		await until("the bell", async () => (await page.evaluate<number>("window.tones")) > 0);
		expect(await page.evaluate("window.longestTone <= 1")).toBe(true);
		expect(await page.evaluate("getComputedStyle(document.querySelector('.sweep')).display")).toBe("none");
		expect(await page.evaluate("document.getAnimations().length")).toBe(0);
		await page.keyboard.press("m");
		await reads(page, ".screen-head", "Sound off");
		await page.reload();
		await page.locator("body[data-state=live] .total").waitFor();
		await reads(page, ".screen-head", "Sound off");
		await page.keyboard.press("n");
		await fall("Eighty thousand!");
		await reads(page, ".sentence", "Eighty thousand!");
		expect(await page.evaluate("window.tones")).toBe(0);
	});

	test("says so when the numbers are old, and is right again by itself when the server is back", async () => {
		const campaign = await busyShow();
		const page = await open(campaign);
		await canThank(page);
		await page.evaluate("window.sameDocument = true");
		const { port } = server;
		await server.close();
		await page.locator("body[data-state=stale]").waitFor({ timeout: 60_000 });
		expect(await text(page, ".alarm")).toContain("Don't read the total out as current");
		expect(await text(page, ".age")).toMatch(/^Data \d+ s old$/);
		await page.keyboard.press(" ");
		await reads(page, ".says", "No connection");
		await expectAxeClean(page);
		await expectNothingCut(page, { isWhole: true });
		for (let gift = 0; gift < 30; gift += 1) await appendEntry(database.pool, campaign, { cash: 1000 });
		server = await openLiveServer(database.pool, database.url, { assets: openAssets(), port });
		await until("the right total", async () => (await text(page, ".total")) === "$61,580.50", 60_000);
		await page.locator("body[data-state=live]").waitFor();
		expect(await page.locator(".alarm").isVisible()).toBe(false);
		await until("every gift once", async () => (await page.locator(".row").count()) === 37);
		const ids = await page.evaluate<string[]>(
			"[...document.querySelectorAll('[data-gift]')].map((row) => row.dataset.gift)",
		);
		expect(new Set(ids).size).toBe(37);
		expect(await page.evaluate("window.sameDocument")).toBe(true);
	}, 180_000);

	test("a link that was switched off says so on the open screen", async () => {
		const campaign = await aShow(database.pool);
		const page = await open(campaign);
		expect(await text(page, ".nobody")).toBe("The first gift appears here.");
		await revokeScreenLinks(database.pool, campaign.id, "Studio A");
		await page.locator("body[data-state=gone]").waitFor();
		await reads(page, ".alarm", "was switched off");
	});

	test.each(["studio", "phone-room", "lobby", "overlay"] as const)(
		"the %s is whole and clean from a phone to a wall",
		async (layout) => {
			const page = await open(await busyShow(), { layout, role: "host" });
			await reads(page, ".total", "$61,280.50");
			for (const size of SIZES) {
				await page.setViewportSize(size);
				await expectNothingCut(page, { isWhole: size.width > 860 });
			}
			await expectAxeClean(page);
			if (layout === "phone-room" || layout === "lobby") expect(await page.locator(".thanks").count()).toBe(0);
		},
	);

	test("the fact sheet says the same, and prints on one page", async () => {
		const campaign = await busyShow();
		const page = await open(campaign);
		await page.goto(`${page.url()}/facts-sheet`);
		await reads(page, ".total", "$61,280.50");
		await reads(page, "#sheet", "1-800-555-0134");
		await expectAxeClean(page);
		await expectNothingCut(page);
		const pdf = await page.pdf({ format: "Letter" });
		expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
	});
});

const SIZES = [
	{ width: 1920, height: 1080 },
	{ width: 1280, height: 800 },
	{ width: 1024, height: 768 },
	{ width: 768, height: 1024 },
	{ width: 390, height: 844 },
] as const;

/** Every tone that the page starts, and how long the longest lasts. */
const COUNT_TONES = `
	window.tones = 0;
	window.longestTone = 0;
	const { start, stop } = OscillatorNode.prototype;
	let startedAt = 0;
	AudioScheduledSourceNode.prototype.start = function (at) { window.tones += 1; startedAt = at; return start.call(this, at); };
	AudioScheduledSourceNode.prototype.stop = function (at) {
		window.longestTone = Math.max(window.longestTone, at - startedAt);
		return stop.call(this, at);
	};
`;
