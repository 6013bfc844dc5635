import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { DateTime } from "luxon";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { DAY, HOUR } from "../../src/domain/plain/instant.ts";
import { demoDrive } from "../../src/rehearsal/demo/demo-drive.ts";
import { type Installation, openInstallation } from "../../src/rehearsal/installation.ts";
import { firstLink } from "../../src/staff/auth/first-link.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import { expectAxeClean, expectFocusComesBack } from "../support/page-checks.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";

const chromiumPath = findChromium();
const ZONE = "America/Chicago";
const PASSWORD = "four words are enough";
const STEP = 180_000;

/** One after the other, as it goes in life: each begins where the one before has left the console. */
describeWith(
	{ present: chromiumPath !== null, how: "apt-get install chromium" },
	"somebody new sets a drive up",
	() => {
		let house: Installation;
		let browser: Browser;
		let context: BrowserContext;
		let page: Page;
		let driveId = "";
		const troubles: string[] = [];

		beforeAll(async () => {
			browser = await openChromium(chromiumPath ?? "");
			house = await openInstallation({ setup: null, queue: "postgres" });
			context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", timezoneId: ZONE });
			page = await context.newPage();
			page.setDefaultTimeout(60_000);
			page.on("pageerror", (error) => troubles.push(error.message));
		}, STEP);
		afterAll(async () => {
			await browser?.close();
			await house?.stop();
		}, STEP);

		const button = (name: string | RegExp) => page.getByRole("button", { name });
		const field = (name: string | RegExp) => page.getByLabel(name, { exact: typeof name === "string" });
		const heading = (name: string | RegExp) => page.getByRole("heading", { name, level: 1 }).waitFor();
		const go = (path: string) => page.goto(`${house.apiUrl}/staff/${path}`);
		const local = (at: number) => DateTime.fromMillis(at, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm");

		/** A drive's worth of gifts at once: many milestones fall together. */
		async function playDrive(seed: number, minutes: number): Promise<void> {
			const campaign = {
				...{ id: driveId, goal: 15_000_000, currency: "usd", monthlyMultiplier: 12 },
				stations: [{ id: "wkid-101-5" }],
			};
			for (const { events } of demoDrive({ seed, minutes, startsAt: Date.now(), campaign, show: `walk${seed}` })) {
				house.stripe.emit(...events);
			}
		}

		const sent = () => [...house.x.posts(), ...house.facebook.posts()].length;

		test(
			"the link of the first start makes them the admin",
			async () => {
				const link = await firstLink(house.pool, house.apiUrl, Date.now());
				await page.goto(link ?? "");
				await field("Your name").fill("Dana Whitfield");
				await field("Your e-mail").fill("dana@lakeview.example");
				await field(/^Password/).fill(PASSWORD);
				await button("Make my account").click();
				await page.getByText("There is no drive yet").waitFor();
				// It opened once and opens no more.
				expect(await firstLink(house.pool, house.apiUrl, Date.now())).toBeNull();
			},
			STEP,
		);

		test(
			"the guided path leads from a name to a live drive, and can be left and come back to",
			async () => {
				await go("drives/new");
				await field("Name of the drive").fill("Hope for Kids Radiothon 2026");
				await field("Hospital").fill("Lakeview Children's Hospital");
				await button("Begin the draft").click();
				await heading("Basics");
				driveId = /\/c\/([^/]+)\/setup/.exec(page.url())?.[1] ?? "";
				await field("Short name").fill("Hope for Kids");
				await button("Save and go on").click();
				await heading("Times");

				// Left in the middle: what was saved is there, and what is missing is said.
				await go(`c/${driveId}/setup`);
				await page.getByRole("link", { name: /Go on with/ }).click();
				await heading("Times");
				await field("Opens").fill(local(Date.now() - 2 * HOUR));
				await field("Closes").fill(local(Date.now() + DAY));
				await button("Save and go on").click();
				await heading("Stations");
				await button(/^(Go on|Save and go on)$/).click();
				await heading("Goal and counting");
				await field("Goal").fill("150000");
				await button("Save and go on").click();
				await heading("Ways to give");
				await field("Phone").fill("1-800-555-0100");
				await button("Save and go on").click();
				await heading("Studio");
				await button(/what is left/).click();
				await heading("Set-up");
				await button("Go live").click();
				await page.getByRole("dialog").getByRole("button", { name: "Go live" }).click();
				await page.getByText("The drive is live.").waitFor();
			},
			STEP,
		);

		test(
			"channels are connected to the sandboxes, by what X and Facebook hand out",
			async () => {
				await go(`c/${driveId}/channels`);
				await heading("Channels");
				await button("Add a channel").click();
				const dialog = page.getByRole("dialog");
				await dialog.getByRole("button", { name: "Sign in with X" }).click();
				await button("Authorize app").click();
				await page.getByRole("heading", { name: "Hope for Kids on X" }).waitFor();

				await button("Add a channel").click();
				await dialog.getByText("Facebook", { exact: true }).click();
				await dialog.getByRole("button", { name: "Log in with Facebook" }).click();
				await button("Continue as Dana").click();
				await dialog.getByRole("radio").first().check();
				await dialog.getByRole("button", { name: "Connect this Page" }).click();
				await page.getByRole("heading", { name: "Hope for Kids on Facebook" }).waitFor();
				await dialog.waitFor({ state: "detached" });
				for (const name of ["Hope for Kids on X", "Hope for Kids on Facebook"]) await withoutPause(name);
			},
			STEP,
		);

		test(
			"a drive comes in, a post waits, and is approved on a phone",
			async () => {
				await go(`c/${driveId}/rules`);
				const rule = page.getByRole("listitem").filter({ hasText: "% of the goal" }).first();
				await rule.getByRole("button", { name: "Change" }).click();
				await field("Who lets its posts go").selectOption("approval-1");
				await saveRules();
				await playDrive(1, 1);
				await until(
					"posts are out on both platforms",
					() => house.x.posts().length > 0 && house.facebook.posts().length > 0,
					60_000,
				);

				await page.setViewportSize({ width: 390, height: 844 });
				await go(`c/${driveId}/approvals`);
				const before = sent();
				await page.locator(".approval-row-open").filter({ hasText: "Needs approval" }).first().click();
				await button(/^Approve and post/).click();
				await until("the approved post is out", () => sent() > before, 60_000);
				await page.setViewportSize({ width: 1280, height: 900 });
			},
			STEP,
		);

		test(
			"the red button in the middle of a burst: nothing is sent after it returns, and the platforms' own logs say so",
			async () => {
				await go(`c/${driveId}`);
				await page.locator(".red-button").waitFor();
				void playDrive(2, 4);
				const before = sent();
				await until("the burst is under way", () => sent() > before, 60_000);
				await page.keyboard.press("Shift+S");
				const confirm = page.getByRole("dialog").getByRole("button", { name: /Stop posting now/ });
				await confirm.waitFor();
				const answered = page.waitForResponse((response) => response.url().endsWith("/posting/stop"));
				await confirm.press("Enter");
				await answered;
				const stopped = sent();
				await page
					.getByText(/Posting is stopped by Dana Whitfield/)
					.first()
					.waitFor();
				// Gifts go on, milestones fall, and their posts stay where they are.
				await playDrive(3, 4);
				await house.stripe.delivered();
				await until(
					"the sweep has come round again",
					async () => {
						const { rows } = await house.pool.query<{ n: number }>(
							"select count(*) as n from post where state = 'ready' and next_step_at > now() + interval '3 seconds'",
						);
						return (rows[0]?.n ?? 0) > 0;
					},
					60_000,
				);
				expect(sent()).toBe(stopped);
			},
			STEP,
		);

		test(
			"resuming shows what each post would say, and then it is said",
			async () => {
				const stopped = sent();
				await button(/^Resume/).click();
				const dialog = page.getByRole("dialog");
				await dialog.locator("[aria-live]", { hasText: /^Resume: / }).waitFor();
				await dialog.getByRole("button", { name: /^Resume/ }).click();
				await page.getByText("Posting goes on.").waitFor();
				await until("posts go out again", () => sent() > stopped, 60_000);
			},
			STEP,
		);

		test(
			"the post log tells it all, and goes into a file that a spreadsheet can open",
			async () => {
				await go(`c/${driveId}/posts`);
				await heading("Post log");
				await page.getByText("Published", { exact: false }).first().waitFor();
				await button("Save as a file").click();
				const download = page.waitForEvent("download");
				await page.getByRole("menuitem", { name: /spreadsheet/ }).click();
				const stream = await (await download).createReadStream();
				const parts: Buffer[] = [];
				for await (const part of stream) parts.push(Buffer.from(part));
				const text = Buffer.concat(parts).toString("utf8");
				expect(text).toContain("Hope for Kids on X");
				expect(text.split("\r\n").length).toBeGreaterThan(3);
				expect(troubles).toEqual([]);
			},
			STEP,
		);

		test(
			"every page is clean to axe, and nothing is wider than a phone",
			async () => {
				const drive = [
					"",
					"/approvals",
					"/posts",
					"/names",
					"/stories",
					"/setup",
					"/setup/basics",
					"/rules",
					"/templates",
				];
				const more = ["/channels", "/ready", "/amplification", "/links", "/hooks"];
				const money = ["/truth", "/reconcile", "/pledges", "/monthly-gifts", "/offline", "/donors", "/matches"];
				const around = ["/stations", "/rehearsal", "/import", "/exports", "/after-show"];
				const paths = [
					...[...drive, ...more, ...money, ...around].map((path) => `c/${driveId}${path}`),
					"drives",
					"people",
					"account",
					"audit",
				];
				await page.setViewportSize({ width: 390, height: 844 });
				for (const path of [...paths, "unplaced"]) {
					await go(path);
					await page.getByRole("heading", { level: 1 }).waitFor();
					await page.locator('[aria-label="Loading"]').first().waitFor({ state: "detached" });
					await expectAxeClean(page);
					const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
					expect([path, wide]).toEqual([path, 390]);
				}
				expect(troubles).toEqual([]);
			},
			2 * STEP,
		);

		test(
			"with the keyboard alone: a dialog takes the focus, Escape closes it, and the focus is where it was",
			async () => {
				const openers = {
					channels: "Settings",
					links: "Make a link",
					hooks: "Add a receiver",
					offline: "Enter a cheque or cash",
				};
				await page.setViewportSize({ width: 1280, height: 800 });
				for (const [path, opener] of Object.entries(openers)) {
					await go(`c/${driveId}/${path}`);
					await expectFocusComesBack(page, opener);
				}
				await go("drives");
				await expectFocusComesBack(page, "Copy");
			},
			STEP,
		);

		/** A rehearsal has no two minutes to wait between posts. */
		async function withoutPause(account: string): Promise<void> {
			const card = page.locator(".channel-card").filter({ has: page.getByRole("heading", { name: account }) });
			await card.getByRole("button", { name: "Settings" }).click();
			const dialog = page.getByRole("dialog");
			await dialog.getByLabel("Minutes between posts").fill("0");
			await dialog.getByLabel("Most in 15 minutes").fill("");
			await dialog.getByRole("button", { name: "Save", exact: true }).click();
			await dialog.waitFor({ state: "detached" });
		}

		async function saveRules(): Promise<void> {
			await button("Save and use from now on").click();
			await page.getByText(/saved/i).first().waitFor();
		}
	},
);
