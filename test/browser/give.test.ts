import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createScreenLink } from "../../src/on-air/screen-link.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import type { TestDatabase } from "../support/database.ts";
import { expectAxeClean, expectNothingCut } from "../support/page-checks.ts";
import { openCampaignDatabase, type RunningApi, SECRET, startApi } from "../support/running-api.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const SIZES = [
	{ width: 1920, height: 1080 },
	{ width: 1280, height: 800 },
	{ width: 768, height: 1024 },
	{ width: 390, height: 844 },
];

describeWith({ present: chromiumPath !== null, how: "apt-get install chromium" }, "giving in a browser", () => {
	let browser: Browser;
	let database: TestDatabase;
	let sandbox: StripeSandbox;
	let api: RunningApi;
	let drive: string;
	let troubles: string[];

	beforeAll(async () => {
		browser = await openChromium(chromiumPath ?? "");
		const now = Date.now();
		database = await openCampaignDatabase(
			aCampaign({ slug: "hope", languages: ["en", "es"], opensAt: now - 3_600_000, closesAt: now + 36_000_000 }),
		);
		sandbox = await startStripeSandbox({ secret: SECRET, retryMs: 20 });
		api = await startApi(database.url, { STRIPE_API_KEY: "sk_test_sandbox", STRIPE_API_BASE: sandbox.url });
		sandbox.deliverTo(`${api.url}/webhooks/stripe`);
		drive = `${api.url}/c/hope`;
	});
	afterAll(async () => {
		await browser.close();
		await api.stop();
		await sandbox.close();
		await database.drop();
	});
	beforeEach(() => {
		troubles = [];
	});

	async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
		const page = await (await browser.newContext({ viewport: SIZES[1] ?? null, ...options })).newPage();
		page.on("pageerror", (error) => troubles.push(error.message));
		page.on("console", (line) => {
			if (line.type() === "error" && !/ 4\d\d | 503 /.test(line.text())) troubles.push(line.text());
		});
		return page;
	}

	async function leave(...pages: readonly Page[]): Promise<void> {
		for (const page of pages) await page.context().close();
		expect(troubles).toEqual([]);
	}

	async function give(page: Page, name: string, places: readonly string[]): Promise<void> {
		await page.goto(drive);
		await page.locator("label[for=give-once-5000]").click();
		await page.getByLabel("Name to say").fill(name);
		await page.getByLabel("Town").fill("Springfield");
		for (const place of places) await page.getByLabel(place, { exact: true }).check();
		await page.getByRole("button", { name: "Continue to payment" }).click();
		await page.getByText("Sandbox Stripe Checkout: nothing is charged").waitFor();
		await page.getByLabel("Name on card").fill("Somebody Else");
		await page.getByRole("button", { name: "Give $50" }).first().click();
		await page.getByText("Your gift has arrived").waitFor();
	}

	const says = async (page: Page, text: string) => ((await page.locator("body").textContent()) ?? "").includes(text);

	test("a gift given on the page is on the host's screen, and a name hidden is gone from every screen within two seconds", async () => {
		const host = await visitor();
		await host.goto(`${api.url}/on-air/${await createScreenLink(database.pool, "radiothon-2026", "on-air", "Studio")}`);
		await until("the host's screen is live", () => says(host, "Hope for Kids"));
		const [reader, donor] = [await visitor(), await visitor()];
		await reader.goto(drive);
		await give(donor, "Wilhelmina Smith", ["Show my name on this page", "Say my name on air"]);
		await until("the host reads the name", () => says(host, "Wilhelmina"));
		await until("the page shows the name", () => says(reader, "Wilhelmina Smith"));

		await donor.getByRole("link", { name: "Change what is shown" }).click();
		const took: number[] = [];
		// A machine may be busy with something else once; three times is slow.
		for (let turn = 1; turn <= 3 && Math.min(...took) >= 2_000; turn += 1) {
			await donor.getByRole("button", { name: "Hide my name everywhere" }).click();
			const hidden = performance.now();
			await until(
				"the name leaves both",
				async () => !(await says(host, "Wilhelmina")) && !(await says(reader, "Wilhelmina")),
			);
			took.push(performance.now() - hidden);
			await donor.getByText("Your name is hidden everywhere.").waitFor();
			expect(await says(donor, "Wilhelmina")).toBe(false);
			await donor.getByLabel("Say my name on air").check();
			await donor.getByRole("button", { name: "Save" }).click();
			await until("the host may read it again", () => says(host, "Wilhelmina"));
			expect(await says(reader, "Wilhelmina")).toBe(false);
		}
		expect(Math.min(...took)).toBeLessThan(2_000);
		await leave(host, reader, donor);
	}, 180_000);

	test("without JavaScript all of it works", async () => {
		const donor = await visitor({ javaScriptEnabled: false });
		await give(donor, "Plain Jane", ["Show my name on this page"]);
		await donor.getByRole("link", { name: "Change what is shown" }).click();
		await donor.getByRole("button", { name: "Hide my name everywhere" }).click();
		await donor.getByText("Your name is hidden everywhere.").waitFor();
		await leave(donor);
	}, 180_000);

	test("a payment that takes its time is waited for, and shown when it comes", async () => {
		const donor = await visitor();
		await donor.goto(drive);
		await donor.locator("label[for=give-once-2500]").click();
		await donor.getByRole("button", { name: "Continue to payment" }).click();
		sandbox.deliverTo(null);
		const seen = sandbox.events().length;
		await donor.getByRole("button", { name: "Give $25" }).first().click();
		await donor.getByText("on its way").waitFor();
		sandbox.deliverTo(`${api.url}/webhooks/stripe`);
		for (const event of sandbox.events().slice(seen)) await api.send(event);
		await donor.getByText("Your gift has arrived").waitFor();
		await leave(donor);
	}, 180_000);

	test("by keyboard alone: a mistake is read first, leads to its field, and keeps what was typed", async () => {
		const donor = await visitor();
		await donor.goto(drive);
		await donor.locator("#give-often-once").focus();
		await donor.keyboard.press("ArrowRight");
		await donor.getByLabel("Town").focus();
		await donor.keyboard.type("Elgin");
		await donor.getByLabel("Say my name on air").focus();
		await donor.keyboard.press("Space");
		await donor.getByRole("button", { name: "Continue to payment" }).focus();
		await donor.keyboard.press("Enter");
		await donor.locator("#give-errors").waitFor();
		expect(await donor.evaluate<string>("document.activeElement.id")).toBe("give-errors");
		expect(await donor.getByLabel("Town").inputValue()).toBe("Elgin");
		expect(await donor.getByLabel("Say my name on air").isChecked()).toBe(true);
		await donor.getByRole("link", { name: "Type the name to say" }).press("Enter");
		expect(new URL(donor.url()).hash).toBe("#give-name");
		await leave(donor);
	}, 180_000);

	test("in every width nothing is cut and axe finds nothing: form with errors, thank-you, own page, in English and Spanish", async () => {
		const donor = await visitor();
		await give(donor, "Маргарита Константинопольская-Преображенская", [
			"Show my name on this page",
			"Say my name on air",
		]);
		const thankYou = donor.url();
		const own = String(await donor.getByRole("link", { name: "Change what is shown" }).getAttribute("href"));
		for (const language of ["en", "es"]) {
			for (const address of [thankYou, own]) {
				await donor.goto(address.replace("lang=en", `lang=${language}`));
				await check(donor);
			}
			await donor.goto(`${drive}?lang=${language}`);
			await donor.locator("label[for=give-on_air]").click();
			await donor.locator("label[for=give-once-other]").click();
			await donor.locator("#give-other").last().fill("0.10");
			await donor.locator(".give-submit").click();
			await donor.locator("#give-errors").waitFor();
			await check(donor);
		}
		await leave(donor);
	}, 180_000);

	async function check(page: Page): Promise<void> {
		for (const size of SIZES) {
			await page.setViewportSize(size);
			await expectNothingCut(page);
		}
		await expectAxeClean(page);
	}
});
