import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { childEnv } from "../../config/env.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const COMMAND = fileURLToPath(new URL("../../dist/src/cli.js", import.meta.url));
const SECONDS = 1_000;
const chromiumPath = findChromium();
const chromium = { present: chromiumPath !== null, how: "apt-get install chromium" };

/** The whole of `npm run demo`, as somebody who tries Carillon meets it. */
describeWith(chromium, "the demo", () => {
	let demo: ChildProcess;
	let browser: Browser;
	let printed = "";

	beforeAll(async () => {
		demo = spawn(process.execPath, [COMMAND, "demo", "--minutes", "10", "--seed", "7"], {
			env: childEnv({ PORT: "4700", NODE_OPTIONS: "" }),
			stdio: ["ignore", "pipe", "inherit"],
		});
		demo.stdout?.on("data", (chunk: Buffer) => {
			printed += chunk.toString("utf8");
		});
		browser = await openChromium(chromiumPath ?? "");
		await until("the demo's addresses", () => printed.includes("Milestones as they fall"), 90 * SECONDS);
	}, 240 * SECONDS);
	afterAll(async () => {
		await browser.close();
		const ended = new Promise((resolve) => demo.once("exit", resolve));
		demo.kill("SIGINT");
		await ended;
	}, 30 * SECONDS);

	const address = (name: string) => new RegExp(`${name}\\s+(http\\S+)`).exec(printed)?.[1] ?? "";
	const open = async (name: string): Promise<Page> => {
		const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
		await page.goto(address(name));
		return page;
	};
	const totalOn = async (page: Page) => Number(await page.locator("[data-total]").first().getAttribute("data-total"));

	/** Up to Stripe's page; gives what presses the button there. */
	async function fillIn(giver: Page, name: string): Promise<() => Promise<void>> {
		await giver.goto(address("Donors' page"));
		await giver.locator('input[name="once"][value="other"]').check();
		await giver.locator('input[name="other"]').fill("9123");
		await giver.locator('input[name="name"]').fill(`${name} Quill`);
		for (const consent of ["show_page", "on_air", "social", "show_amount"])
			await giver.locator(`input[name="${consent}"]`).check();
		await giver.locator('#give button[type="submit"]').click();
		await giver.locator('input[name="email"]').fill(`${name.toLowerCase()}@example.org`);
		return () => giver.getByRole("button", { name: "Give $9,123" }).click({ noWaitAfter: true });
	}

	test(
		"a gift given on its page comes up on the host's screen, the donors' page and the overlay as they stand",
		async () => {
			const [host, donors, overlay, giver] = await Promise.all([
				open("Host screen"),
				open("Donors' page"),
				open("Overlay for video"),
				open("Donors' page"),
			]);
			for (const page of [host, donors, overlay]) await page.locator('body[data-state="live"]').waitFor();
			const before = await totalOn(overlay);
			const press = await fillIn(giver, "Zora");
			await press();
			const seen = (page: Page) =>
				page
					.getByText("Zora")
					.first()
					.waitFor({ timeout: 60 * SECONDS });
			// How fast is the bench's to say ("screens"): here four pages are drawn beside whatever else the machine does.
			await Promise.all([
				seen(host),
				seen(donors),
				until("the overlay's total", async () => (await totalOn(overlay)) >= before + 912_300, 60 * SECONDS),
			]);
			await giver.getByRole("heading", { name: "Thank you" }).waitFor();
		},
		240 * SECONDS,
	);

	test(
		"milestones become posts with pictures on both platforms, and sentences for the host",
		async () => {
			await until("a milestone", () => /^ {3}\d+:\d\d {2}/m.test(printed), 60 * SECONDS);
			for (const name of ["X, as people see", "Facebook Page"]) {
				const page = await open(name);
				const picture = page.locator("img[alt*='$']").first();
				await until(
					`a picture on ${name}`,
					async () => {
						await page.reload();
						return picture.waitFor({ timeout: 2 * SECONDS }).then(
							() => true,
							() => false,
						);
					},
					100 * SECONDS,
				);
				const alt = await picture.getAttribute("alt");
				expect(alt).toMatch(/\$[\d,.]+/);
				await page.context().close();
			}
		},
		300 * SECONDS,
	);
});
