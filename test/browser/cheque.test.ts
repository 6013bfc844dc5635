import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { createScreenLink } from "../../src/on-air/screen-link.ts";
import { aRule } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { offlineDraft } from "../support/offline.ts";
import { expectAxeClean } from "../support/page-checks.ts";
import { type RunningApi, startApi } from "../support/running-api.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";
import { staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const chromiumPath = findChromium();
const { skip } = describe;
const withBrowser = chromiumPath === null ? skip : describe;

withBrowser("a cheque on the producer's screen", () => {
	let browser: Browser;
	let house: RunningHouse;
	let api: RunningApi;
	const troubles: string[] = [];

	beforeAll(async () => {
		const rules = [aRule("every", { kind: "every", step: 1_000_000 })];
		[browser, house] = await Promise.all([
			openChromium(chromiumPath ?? ""),
			openHouse({ pictures: false, campaign: { rules } }),
		]);
		// The same key: the workers' channels are sealed with it.
		api = await startApi(house.database.url, { CARILLON_SECRET_KEY: Buffer.alloc(32, 7).toString("base64") });
		await house.give(800_000);
	});
	afterAll(async () => {
		await browser.close();
		await api.stop();
		await house.close();
		expect(troubles).toEqual([]);
	});

	async function open(path: string): Promise<Page> {
		const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
		page.on("pageerror", (error) => troubles.push(error.message));
		await page.goto(`${api.url}${path}`);
		await page.locator("body[data-state=live]").waitFor();
		return page;
	}

	test("is read, pressed once by keyboard, and moves every total with its milestone's sentence", async () => {
		const { campaign, database } = house;
		const editor = await staffOf(api, database.pool, "editor");
		const entered = await editor.ask("POST", `/api/staff/campaigns/${campaign.id}/offline`, offlineDraft());
		expect(entered.status).toBe(201);
		const link = (label: string, role: "host" | "producer") =>
			createScreenLink(database.pool, campaign.id, "on-air", label, { role });
		const [host, producer, visitor] = await Promise.all([
			open(`/on-air/${await link("Host", "host")}`),
			open(`/on-air/${await link("Producer", "producer")}`),
			open(`/c/${campaign.slug}`),
		]);
		await host.locator(".to-present").waitFor();
		expect(await host.locator("body").innerHTML()).not.toContain("$5,000");

		await producer.locator(".to-present").waitFor();
		await producer.keyboard.press("c");
		const dialog = producer.locator("dialog.presentations[open]");
		await dialog.getByText("Lakeview Bank").waitFor();
		await expectAxeClean(producer);
		await dialog.getByRole("button", { name: "Present: Lakeview Bank" }).press("Enter");
		await dialog.getByText("$13,000").waitFor();
		expect(await dialog.textContent()).toContain("Announced with it: $10,000");
		await until("the one button has the focus", () =>
			producer.evaluate(() => document.activeElement?.textContent?.includes("Present $5,000 now") === true),
		);
		await producer.keyboard.press("Enter");
		await dialog.getByText("It is on the total.").waitFor();

		await host.locator('.total[data-total="1300000"]').waitFor();
		await until("the public total", async () => (await visitor.locator("#total").textContent()) === "$13,000");
		await host.locator(".say.from-milestone", { hasText: "$10,000" }).waitFor();
		await host.locator(".row", { hasText: "Lakeview Bank" }).waitFor();
		await until("nothing is left to present", async () => (await host.locator(".to-present").count()) === 0);
		await visitor.locator("#gifts", { hasText: "Lakeview Bank" }).waitFor();
	}, 180_000);
});
