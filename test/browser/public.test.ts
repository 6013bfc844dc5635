import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { openAssets } from "../../src/http/assets.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, type LiveServerOptions, openLiveServer } from "../support/live-server.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const agreed = { name: true, amount: true, onAir: true };
const PHONE = { width: 390, height: 844 };

describeWith({ present: chromiumPath !== null, how: "apt-get install chromium" }, "the donor's page", () => {
	let browser: Browser;
	let database: TestDatabase;
	let server: LiveServer;
	let campaign: Campaign;
	let context: BrowserContext;
	let page: Page;
	let troubles: string[];

	beforeAll(async () => {
		browser = await openChromium(chromiumPath ?? "");
	});
	afterAll(() => browser.close());

	beforeEach(async () => {
		database = await openTestDatabase();
		troubles = [];
	});
	afterEach(async () => {
		await context.close();
		await server.close();
		await database.drop();
		expect(troubles).toEqual([]);
	});

	async function aDrive(changes: Partial<Campaign> = {}, options: LiveServerOptions = {}): Promise<void> {
		campaign = aCampaign({
			slug: "hope",
			languages: ["en", "es"],
			opensAt: Date.now() - 3_600_000,
			closesAt: Date.now() + 36_000_000,
			rules: [aRule("every", { kind: "every", step: 1_000_000 })],
			page: {
				...USUAL_PAGE,
				onceAmounts: [2_500, 5_000, 10_000],
				monthlyAmounts: [1_000, 2_000],
				impact: [{ amount: 5_000, text: { en: "buys a night light", es: "compra una lamparita" } }],
				partners: ["Lakeview Credit Union"],
			},
			...changes,
		});
		await storeCampaign(database.pool, campaign);
		server = await openLiveServer(database.pool, database.url, { assets: openAssets(), ...options });
	}

	const give = (cash: number, name = "Dana Smith") =>
		appendEntry(database.pool, campaign, { cash, giver: { name, consent: agreed } });

	async function open(path = "/c/hope", options: BrowserContextOptions = {}): Promise<void> {
		context = await browser.newContext({ viewport: PHONE, locale: "en-US", ...options });
		page = await context.newPage();
		page.on("pageerror", (error) => troubles.push(error.message));
		page.on("console", (line) => {
			if (line.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE/.test(line.text())) troubles.push(line.text());
		});
		await page.goto(`${server.url}${path}`);
	}

	const isLive = () => page.locator("body[data-state=live]").waitFor();
	const text = (selector: string) => page.locator(selector).textContent();
	const totalIs = (total: string, withinMs?: number) =>
		until(`the total ${total}`, async () => (await text("#total")) === total, withinMs);

	test("shows each gift as it comes, with total, thermometer and the way to go", async () => {
		await aDrive();
		await give(6_128_050, "Lakeside Motors");
		await open();
		await isLive();
		await page.evaluate("window.sameDocument = true");
		await give(12_300, "Maya Lindqvist");
		await totalIs("$61,403.50");
		expect(await text("#to-go")).toBe("$8,596.50 to go to $70,000.");
		expect(await text("#gifts li:first-child bdi")).toBe("Maya Lindqvist");
		expect(await text("#gifts li:first-child .amount")).toBe("$123");
		expect(await page.locator("#thermometer").getAttribute("aria-valuenow")).toBe("6140350");
		expect(await page.locator("#thermometer").getAttribute("aria-valuetext")).toBe("$61,403.50 / $150,000");
		expect(await page.locator("#fill").getAttribute("width")).toBe("40.94%");
		expect(await page.title()).toBe("$61,403.50 · Hope for Kids Radiothon 2026");
		expect(await page.evaluate("window.sameDocument")).toBe(true);
	});

	test("a gift slides in once: those that stand already don't move when the next one comes", async () => {
		await aDrive();
		await give(5_000, "Dana Smith");
		await open();
		await isLive();
		await page.evaluate(`
			window.arrivals = [];
			document.addEventListener("animationstart", (event) => {
				if (event.animationName === "arrive") window.arrivals.push(event.target.querySelector("bdi").textContent);
			}, true);
		`);
		const arrivals = () => page.evaluate<string[]>("window.arrivals");
		for (const [count, name] of ["Ana Ruiz", "Luis Ortega", "Maya Lindqvist"].entries()) {
			await give(1_000, name);
			await until(`${name} arrives`, async () => (await arrivals()).length > count);
		}
		expect(await arrivals()).toEqual(["Ana Ruiz", "Luis Ortega", "Maya Lindqvist"]);
		expect(await page.locator("#gifts bdi").allTextContents()).toEqual([
			"Maya Lindqvist",
			"Luis Ortega",
			"Ana Ruiz",
			"Dana Smith",
		]);
	});

	test("a name that is hidden later is gone from open pages; a gift that went back leaves the list", async () => {
		await aDrive();
		const of = (giftId: string, more: object) => appendEntry(database.pool, campaign, { giftId, ...more });
		await of("pi_a", { cash: 5_000, giver: { name: "Dana Smith", consent: agreed } });
		await of("pi_b", { cash: 7_000, giver: { name: "Luis Ortega", consent: agreed } });
		await open();
		await isLive();
		await of("pi_a", { kind: "described", giver: { name: "Dana Smith", consent: { name: false } } });
		await of("pi_b", { kind: "refunded", cash: -7_000, gifts: -1 });
		await totalIs("$50");
		expect(await page.locator("#gifts bdi").allTextContents()).toEqual(["A generous listener"]);
	});

	test("stands still while it is paused, and comes back to the truth", async () => {
		await aDrive();
		await give(1_000_000);
		await open();
		await isLive();
		await page.getByRole("button", { name: "Pause updates" }).click();
		expect(await text("#standing")).toMatch(/^Paused at \d+:\d\d [AP]M$/);
		const before = await page.locator("main").innerHTML();
		await page.evaluate(
			"window.changes = 0; new MutationObserver((all) => { window.changes += all.length; }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true })",
		);
		await give(2_500_000);
		// The page has heard of it when its own connection is as far as the ledger: ask through another one, and two beats more.
		const other = await context.newPage();
		await other.goto(`${server.url}/c/hope`);
		await other.locator("body[data-state=live]").waitFor();
		await give(100_000);
		await until("the other page's total", async () => (await other.locator("#total").textContent()) === "$36,000");
		await other.close();
		expect(await page.locator("main").innerHTML()).toBe(before);
		expect(await page.evaluate("window.changes")).toBe(0);
		await page.getByRole("button", { name: "Resume updates" }).click();
		await totalIs("$36,000");
		expect(await text("#standing")).toBe("Live");
		expect(await page.locator("#gifts li").count()).toBe(3);
	});

	test("tells screen readers of a milestone, not of every gift", async () => {
		await aDrive();
		await give(900_000);
		await open();
		await isLive();
		await page.evaluate(
			"window.said = []; new MutationObserver(() => window.said.push(document.querySelector('#news').textContent)).observe(document.querySelector('#news'), { childList: true, characterData: true, subtree: true })",
		);
		for (let gift = 0; gift < 5; gift += 1) await give(10_000);
		await totalIs("$9,500");
		await give(60_000);
		await totalIs("$10,100");
		await until("the words", async () => (await text("#news")) !== "");
		await give(1_000_000);
		await totalIs("$20,100");
		expect(await page.evaluate("window.said")).toEqual(["We just passed $10,000. $9,900 to go to $20,000."]);
	});

	test("says so when the numbers are old, and is right again when the server is back", async () => {
		await aDrive();
		await give(1_000_000);
		await open();
		await isLive();
		const { port } = server;
		await server.close();
		await page.locator("body[data-state=stale]").waitFor({ timeout: 60_000 });
		expect(await text("#standing")).toMatch(/^As of \d+:\d\d [AP]M\. Connecting again\.$/);
		await give(500_000);
		server = await openLiveServer(database.pool, database.url, { assets: openAssets(), port });
		await totalIs("$15,000");
		await isLive();
	}, 180_000);

	test("opens by itself when its time comes, keeps what was typed, and closes when staff close it", async () => {
		// Far enough away for a busy machine to have the page open before.
		const opensAt = Date.now() + 12_000;
		await aDrive({ opensAt });
		await open();
		expect(await page.locator("body").getAttribute("data-stage")).toBe("before");
		expect(await text("#to-go")).toContain("The drive opens");
		expect(await text("#countdown")).toBe("Opens in 1 minute");
		await page.locator("#give-town").fill("Oak Park");
		await page.locator("body[data-stage=live]").waitFor({ timeout: 60_000 });
		expect(await text("#to-go")).toBe("$10,000 to go to $10,000.");
		expect(await page.locator("#countdown").count()).toBe(0);
		expect(await page.locator("#give-town").inputValue()).toBe("Oak Park");
		await give(5_000);
		await totalIs("$50");
		await database.pool.query("update campaign set state = 'closed', version = version + 1 where id = $1", [
			campaign.id,
		]);
		await database.pool.query("select pg_notify('campaign', $1)", [campaign.id]);
		await page.locator("body[data-stage=over]").waitFor({ timeout: 60_000 });
		expect(await text("#caption")).toBe("raised in all");
		expect(await page.locator("#give-form").count()).toBe(0);
	}, 180_000);

	test("is whole without JavaScript: the number, the colours, the form, the other language", async () => {
		await aDrive({ look: { colour: "#1d6fb8" } });
		await give(6_128_050);
		await open("/c/hope", { javaScriptEnabled: false });
		expect(await text("#total")).toBe("$61,280.50");
		expect(await page.locator("#pause").isVisible()).toBe(false);
		expect(await page.locator("#copy").isVisible()).toBe(false);
		const button = page.getByRole("link", { name: "Give", exact: true });
		expect(await button.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe("rgb(29, 111, 184)");
		expect(await page.locator("form[action='/c/hope/give']").isVisible()).toBe(true);
		await page.getByRole("link", { name: "Español" }).click();
		expect(await text("#caption")).toBe("recaudados hasta ahora");
	});

	test("speaks Spanish to whom reads Spanish, live words included", async () => {
		await aDrive();
		await give(900_000);
		await open("/c/hope", { locale: "es-MX" });
		await isLive();
		expect(await page.locator("html").getAttribute("lang")).toBe("es");
		await appendEntry(database.pool, campaign, { cash: 150_000 });
		await totalIs("$10,500");
		expect(await text("#to-go")).toBe("Faltan $9,500 para llegar a $20,000.");
		expect(await text("#gifts li:first-child bdi")).toBe("Un oyente generoso");
		expect(await text("#news")).toBe("Acabamos de pasar $10,000. Faltan $9,500 para llegar a $20,000.");
		await page.getByRole("button", { name: "Pausar" }).click();
		await page.getByRole("button", { name: "Reanudar" }).waitFor();
	});

	test("can be used by keyboard alone: past everything to giving, an amount chosen, the page stopped", async () => {
		await aDrive();
		await open();
		await isLive();
		await page.keyboard.press("Tab");
		await expectFocus("Skip to giving");
		await page.keyboard.press("Tab");
		await expectFocus("Español");
		await page.keyboard.press("Tab");
		await expectFocus("Pause updates");
		await page.keyboard.press("Enter");
		await expectFocus("Resume updates");
		await page.keyboard.press("Tab");
		await expectFocus("Give");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		expect(await page.evaluate("document.activeElement.name")).toBe("often");
		await page.locator(".impact a").focus();
		await page.keyboard.press("Enter");
		expect(await page.evaluate("document.activeElement.id")).toBe("give-once-5000");
		expect(await page.locator("#give-once-5000").isChecked()).toBe(true);
		expect(await page.locator('input[name="nonce"]').inputValue()).toMatch(/^[0-9a-f-]{36}$/);
	});

	async function expectFocus(words: string): Promise<void> {
		expect((await page.evaluate<string>("document.activeElement.textContent")).trim()).toBe(words);
	}

	test("with reduced motion nothing slides, sweeps or counts", async () => {
		await aDrive();
		await give(900_000);
		await open("/c/hope", { reducedMotion: "reduce" });
		await isLive();
		await page.evaluate(
			"window.totals = new Set(); new MutationObserver(() => window.totals.add(document.querySelector('#total').textContent)).observe(document.querySelector('#total'), { childList: true, subtree: true, characterData: true })",
		);
		await give(200_000);
		await totalIs("$11,000");
		expect(await page.evaluate("[...window.totals]")).toEqual(["$11,000"]);
		expect(await page.evaluate("document.getAnimations().length")).toBe(0);
	});
});
