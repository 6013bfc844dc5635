import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { staffCookies } from "../../src/foundation.ts";
import { openAssets } from "../../src/http/assets.ts";
import { createScreenLink, revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import { sessionCookie } from "../../src/staff/auth/session-cookie.ts";
import { createSession } from "../../src/staff/auth/session-store.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { expectAxeClean, expectNothingCut } from "../support/page-checks.ts";
import { openPhoneServer, type PhoneServer } from "../support/phone-room.ts";
import { type RunningApi, standing, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const chromiumPath = findChromium();
const { skip } = describe;
const withBrowser = chromiumPath === null ? skip : describe;
const CARD = "4242 4242 4242 4242";

withBrowser("the volunteers' page", () => {
	let browser: Browser;
	let database: TestDatabase;
	let server: PhoneServer;
	let drive: Campaign;
	let drives = 0;
	let contexts: BrowserContext[] = [];
	let troubles: string[] = [];

	beforeAll(async () => {
		browser = await openChromium(chromiumPath ?? "");
		database = await openTestDatabase();
		server = await openPhoneServer(database, { now: Date.now, assets: openAssets() });
	});
	afterAll(async () => {
		await browser.close();
		await server.close();
		await database.drop();
	});
	beforeEach(async () => {
		drives += 1;
		const id = `drive-${drives}`;
		const stations = [
			{ id: "wkid", name: "WKID 101.5" },
			{ id: "klkv", name: "KLKV La Voz" },
		];
		const times = { opensAt: Date.now() - 3_600_000, closesAt: Date.now() + 86_400_000 };
		drive = aCampaign({ id, slug: id, isDefault: false, languages: ["en", "es"], stations, ...times });
		await storeCampaign(database.pool, drive);
	});
	afterEach(async () => {
		for (const context of contexts.splice(0)) await context.close();
		expect(troubles).toEqual([]);
		troubles = [];
		contexts = [];
	});

	/** A volunteer's computer; the mouse is for those who want it. */
	async function open(options: BrowserContextOptions = {}, label = "Phone room B"): Promise<Page> {
		const page = await computer(options);
		await page.goto(await link(label));
		await page.locator("#amount:focus").waitFor();
		return page;
	}

	async function computer(options: BrowserContextOptions = {}): Promise<Page> {
		const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
		contexts.push(context);
		const page = await context.newPage();
		page.on("pageerror", (error) => troubles.push(error.message));
		page.on("console", (line) => {
			if (line.type() === "error" && !/ERR_INTERNET|ERR_FAILED|40[14]/.test(line.text())) troubles.push(line.text());
		});
		return page;
	}

	/** The page and what it loads lie in the browser. */
	const isKept = (page: Page) =>
		until("the page to be kept", () =>
			page.evaluate(
				async () =>
					(
						await Promise.all((await caches.keys()).map(async (one) => (await (await caches.open(one)).keys()).length))
					).some((count) => count > 3) && navigator.serviceWorker.controller !== null,
			),
		);

	async function link(label: string): Promise<string> {
		return `${server.url}/phones/${await createScreenLink(database.pool, drive.id, "phones", label)}`;
	}

	const saved = (page: Page) => page.locator("li[data-is=saved]");
	const total = async () => (await standing(database.pool, drive.id)).total;
	const comesTo = (amount: number) => until(`the total ${amount}`, async () => (await total()) === amount);
	const kept = async () => {
		const { rows } = await database.pool.query<{ amount: number; name: string | null; operator: string }>(
			"select amount, name, operator from pledge where campaign_id = $1 order by promised_at, id",
			[drive.id],
		);
		return rows;
	};

	test("takes a slip in under five seconds by keyboard: the amount, Enter, Enter; and a whole one", async () => {
		const page = await open();
		const began = performance.now();
		await page.keyboard.type("50\n\n");
		await saved(page).waitFor();
		expect(performance.now() - began).toBeLessThan(5_000);
		await comesTo(5_000);
		await page.keyboard.type("20m\nDana Smith");
		await page.keyboard.press("Tab");
		await page.keyboard.type("Springfield");
		for (const key of ["Tab", "Tab", "Space", "Tab", "Space"]) await page.keyboard.press(key);
		await page.keyboard.press("Control+Enter");
		await until("the second slip", async () => (await saved(page).count()) === 2);
		await comesTo(5_000 + 24_000);
		const { rows } = await database.pool.query(
			"select state->'giver'->'consent' as consent, state->'giver'->>'town' as town from gift where campaign_id = $1 and state->'giver'->>'name' = 'Dana Smith'",
			[drive.id],
		);
		expect(rows).toMatchObject([
			{ consent: { name: true, onAir: true, amount: false, social: false }, town: "Springfield" },
		]);
		await page.keyboard.press("Alt+u");
		await page.locator("li[data-is=undone]").waitFor();
		await comesTo(5_000);
	});

	test("keeps slips without a network through a reload, says how many and since when, and counts each once", async () => {
		const page = await open();
		await isKept(page);
		await page.context().setOffline(true);
		await page.keyboard.type("10\n\n25\nAl\n");
		await page.getByText(/^2 slips wait for the connection since/).waitFor();
		await page.keyboard.type("7");
		await page.reload();
		await page.getByText(/^2 slips wait for the connection since/).waitFor();
		expect(await page.locator("#amount").inputValue()).toBe("7");
		await page.keyboard.type("5\n\n");
		await page.getByText(/^3 slips wait/).waitFor();
		expect(await total()).toBe(0);
		await page.context().setOffline(false);
		await until("three saved slips", async () => (await saved(page).count()) === 3);
		await page.getByText("Everything is sent").waitFor();
		expect((await kept()).map(({ amount }) => amount)).toEqual([1_000, 2_500, 7_500]);
		expect(await total()).toBe(11_000);
	});

	test("asks about a slip like another one, and says where a card number stands and never keeps it", async () => {
		const page = await open();
		await page.fill("#operator", "Pat");
		await page.locator("#amount").focus();
		await page.keyboard.type("40\nDana Smith\n40\ndana smith\n");
		await page.locator(".needs").waitFor();
		expect(await page.locator(".needs").textContent()).toContain("the same amount and the same name");
		await page.getByRole("button", { name: "It is another gift: save it" }).click();
		await comesTo(8_000);
		await page.locator("#amount").focus();
		await page.keyboard.type(`15\n${CARD}\n`);
		await page.getByText("This looks like a card number").first().waitFor();
		expect(await page.locator("[name=name]").evaluate((field) => field === document.activeElement)).toBe(true);
		expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
			"4242",
		);
		expect(await kept()).toMatchObject([{ operator: "Pat" }, { operator: "Pat" }]);
		await page.fill("[name=name]", "");
		await page.keyboard.press("Enter");
		await comesTo(9_500);
	});

	test("takes many slips at once, pasted or typed, and says which line is wrong", async () => {
		const page = await open();
		await page.getByRole("button", { name: "Many slips" }).click();
		await page.evaluate(() => {
			const pasted = new DataTransfer();
			pasted.setData("text", "$1,000\tAnn Lee\tDekalb\n20\twww.spam.com\n30m\tJosé\n");
			document.activeElement?.dispatchEvent(
				new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }),
			);
		});
		await page.getByRole("button", { name: "Save 3 slips" }).click();
		await page.getByText("This can't be said as a name").waitFor();
		await page.locator("tr[data-at='1'] input").nth(2).fill("Bo");
		await page.keyboard.press("Control+Enter");
		await comesTo(100_000 + 2_000 + 36_000);
		expect((await kept()).map(({ name }) => name)).toEqual(["Ann Lee", "Bo", "José"]);
	});

	test("a wrong amount is taken back and written again whole; a caller who hung up is cleared, and can be brought back", async () => {
		const page = await open();
		await page.keyboard.type("500\nBrian O'Neil");
		await page.fill("[name=phone]", "555 555 0142");
		await page.keyboard.press("Control+Enter");
		await saved(page).waitFor();
		await page.keyboard.type("75\nSomebody else");
		await page.keyboard.press("Alt+u");
		const again = page.getByRole("button", { name: /^Write it again/ });
		await again.click();
		await page.getByText("Save the slip you are writing first").waitFor();
		await page.locator("[name=name]").focus();
		await page.keyboard.press("Escape");
		await page.keyboard.press("Escape");
		expect(await page.inputValue("#amount")).toBe("");
		await page.getByRole("button", { name: "Bring it back" }).click();
		expect(await page.inputValue("[name=name]")).toBe("Somebody else");
		await page.getByRole("button", { name: "Start over" }).click();
		await again.click();
		await page.locator("#amount:focus").waitFor();
		await page.keyboard.type("50");
		await page.keyboard.press("Control+Enter");
		await comesTo(5_000);
		const { rows } = await database.pool.query(
			"select amount, name, contact_phone as phone from pledge where campaign_id = $1 and ended is null",
			[drive.id],
		);
		expect(rows).toEqual([{ amount: 5_000, name: "Brian O'Neil", phone: "+15555550142" }]);
		expect(await again.count()).toBe(0);
	});

	test("on a computer whose clock is a day ahead, a slip is of now, and is taken back within its ten minutes", async () => {
		const page = await computer();
		await page.clock.install({ time: Date.now() + 86_400_000 });
		await page.goto(await link("Phone room B"));
		await page.locator("#amount:focus").waitFor();
		await page.keyboard.type("50\n\n");
		await comesTo(5_000);
		const { rows } = await database.pool.query<{ off: number }>(
			"select abs(extract(epoch from now() - promised_at))::float8 as off from pledge where campaign_id = $1",
			[drive.id],
		);
		expect(rows[0]?.off).toBeLessThan(60);
		await page.getByRole("button", { name: /^Take back/ }).click();
		await comesTo(0);
	});

	test("says that its link is off, keeps what waits through it, and sends it by a new one", async () => {
		const page = await open();
		await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await revokeScreenLinks(database.pool, drive.id, "Phone room B");
		await page.keyboard.type("60\nDana\n");
		await page.getByText("This link was switched off").waitFor();
		await page.reload();
		await page.getByRole("heading", { name: "1 slip waits" }).waitFor();
		await page.getByRole("button", { name: "Copy the slips that wait" }).click();
		await page.getByText("Copied.").waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\$60\tonce\tphone\t\tDana/);
		await expectAxeClean(page);
		await page.goto(await link("Phone room C"));
		await saved(page).waitFor();
		expect(await total()).toBe(6_000);
	});

	describe("for somebody signed in as phone bank", () => {
		let api: RunningApi;
		beforeAll(async () => {
			api = await startApi(database.url);
		});
		afterAll(() => api.stop());

		test("opens by itself with their name, waits out the network and a session that ended, and sends each slip once", async () => {
			const pat = await staffOf(api, database.pool, "phone-bank", { name: "Pat Moreno" });
			await storeCampaign(database.pool, aCampaign({ id: "other", slug: "other", isDefault: false }));
			const page = await computer();
			const signIn = async (cookie: string) => {
				const [name = "", value = ""] = cookie.split(/=(.*)/s);
				await page.context().addCookies([{ name, value, url: api.url }]);
			};
			await signIn(pat.cookie);
			await page.goto(`${api.url}/staff`);
			await page.locator(`a[href="/phones/drive/${drive.id}"]`).click();
			await page.locator("#amount:focus").waitFor();
			expect(await page.inputValue("#operator")).toBe("Pat Moreno");
			expect(await page.getByRole("button", { name: /Stop/ }).count()).toBe(0);
			await isKept(page);
			await page.context().setOffline(true);
			await page.keyboard.type("10\nAl\n");
			await page.getByText(/^1 slip waits for the connection/).waitFor();
			await page.reload();
			await page.getByRole("button", { name: "End my shift" }).click();
			await page.getByText("Stay signed in until they are").waitFor();
			await page.context().setOffline(false);
			await comesTo(1_000);

			await database.pool.query("delete from staff_session where user_id = $1", [pat.id]);
			await page.locator("#amount").focus();
			await page.keyboard.type("25\nZoe\n7");
			await page.getByText("You are signed out").waitFor();
			const to = encodeURIComponent(`/take?drive=${drive.id}`);
			expect(await page.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe(`/staff/sign-in?to=${to}`);
			const session = { userId: pat.id, way: "password", address: "127.0.0.1", browser: "a test" } as const;
			await signIn(sessionCookie(await createSession(database.pool, session, Date.now()), staffCookies(api.env)()));
			// The drive that was chosen is remembered.
			await page.goto(`${api.url}/staff`);
			await page.waitForURL(`${api.url}/phones/drive/${drive.id}`);
			await comesTo(3_500);
			expect(await page.inputValue("#amount")).toBe("7");
			expect((await kept()).map(({ amount, operator }) => [amount, operator])).toEqual([
				[1_000, "Pat Moreno"],
				[2_500, "Pat Moreno"],
			]);
			await page.getByRole("button", { name: "End my shift" }).click();
			await page.waitForURL(/sign-in/, { waitUntil: "commit" });
			const { rows } = await database.pool.query("select from staff_session where user_id = $1", [pat.id]);
			expect(rows).toEqual([]);
		}, 180_000);

		test("says where no drive is live what comes, and opens by itself then", async () => {
			await database.pool.query("update campaign set state = 'draft'");
			const pat = await staffOf(api, database.pool, "phone-bank");
			const page = await computer();
			const [name = "", value = ""] = pat.cookie.split(/=(.*)/s);
			await page.context().addCookies([{ name, value, url: api.url }]);
			await page.clock.install();
			await page.goto(`${api.url}/staff`);
			await page.getByRole("heading", { name: "No drive is live" }).waitFor();
			await expectAxeClean(page);
			await database.pool.query("update campaign set state = 'live' where id = $1", [drive.id]);
			await page.clock.runFor(20_000);
			await page.waitForURL(`${api.url}/phones/drive/${drive.id}`);
		});
	});

	test("is whole and clean for those who listen, at every width, in both languages, light and dark, full of trouble", async () => {
		const page = await open();
		await page.keyboard.type("40\nDana Smith\n40\nDana Smith\n");
		await page.locator(".needs").waitFor();
		await page.keyboard.type(`15\n${CARD}\n`);
		await page.fill("[name=email]", "nope");
		await page.context().setOffline(true);
		await page.keyboard.press("Control+Enter");
		for (const [width, height] of [
			[1920, 1080],
			[1280, 800],
			[390, 844],
		] as const) {
			await page.setViewportSize({ width, height });
			await expectNothingCut(page);
		}
		await expectAxeClean(page);
		await page.getByRole("button", { name: "Dark" }).click();
		await page.getByRole("button", { name: "Español" }).click();
		await expectNothingCut(page);
		await page.getByRole("button", { name: "Varias fichas" }).click();
		await expectNothingCut(page);
		await expectAxeClean(page);
	});
});
