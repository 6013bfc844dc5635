import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { firstLink } from "../../src/staff/auth/first-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import { findChromium, openChromium } from "../support/chromium.ts";
import type { TestDatabase } from "../support/database.ts";
import { expectAxeClean, expectNothingCut, nothingMoves } from "../support/page-checks.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const PASSWORD = "three brass bells ring";
const chromium = findChromium();
let database: TestDatabase;
let api: RunningApi;
let browser: Browser;
/** By name: browsers make no passkeys for an address in numbers. */
let base: string;

beforeAll(async () => {
	if (chromium === null) throw new Error("These tests need a Chromium: apt-get install chromium");
	database = await openCampaignDatabase(aCampaign({}));
	api = await startApi(database.url);
	base = api.url.replace("127.0.0.1", "localhost");
	browser = await openChromium(chromium);
}, 180_000);
afterAll(async () => {
	await browser.close();
	await api.stop();
	await database.drop();
});

async function opened(width: number, work: (page: Page) => Promise<void>): Promise<void> {
	const context = await browser.newContext({ viewport: { width, height: 800 } });
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	const faults: string[] = [];
	page.on(
		"console",
		(line) => line.type() === "error" && /policy|Refused/i.test(line.text()) && faults.push(line.text()),
	);
	try {
		await work(page);
		expect(faults).toEqual([]);
	} finally {
		await context.close();
	}
}

async function looksRight(page: Page): Promise<void> {
	// A button's own words are outside it for a moment, as its waiting dots go.
	await nothingMoves(page);
	// The shell's link "To the page" stands outside the window until it has the focus.
	if ((await page.locator(".skip-link").count()) === 0) await expectNothingCut(page);
	else expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
	await expectAxeClean(page);
}

function codeFrom(secret: string): string {
	const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter));
	const binary = bits.map((value) => value.toString(2).padStart(5, "0")).join("");
	const bytes = binary.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

async function signInByPassword(page: Page, email: string): Promise<void> {
	await page.goto(`${base}/staff/sign-in?to=/account`);
	await page.getByLabel("E-mail").fill(email);
	await page.locator("input[name=password]").fill(PASSWORD);
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

describe("coming in", () => {
	test("the first admin makes an account by the printed link, and invites somebody", async () => {
		const first = (await firstLink(database.pool, base, Date.now())) ?? "";
		let invitation = "";
		await opened(1280, async (page) => {
			await page.goto(`${base}/staff/sign-in`);
			await page.getByText("Nobody has an account yet").waitFor();
			await looksRight(page);
			await page.goto(first);
			await page.getByLabel("Your name").fill("Ana Ruiz");
			await page.getByLabel("Your e-mail").fill("ana@hospital.example");
			await page.locator("input[name=password]").fill(PASSWORD);
			await looksRight(page);
			await page.getByRole("button", { name: "Make my account" }).click();
			await page.getByRole("button", { name: /your account: Ana Ruiz/ }).waitFor();
			await page.goto(`${base}/staff/people`);
			await page.getByText("ana@hospital.example").waitFor();
			await looksRight(page);
			await page.getByRole("button", { name: "Invite somebody" }).first().click();
			await page.getByLabel("E-mail").fill("bea@hospital.example");
			await page.getByRole("button", { name: "Make the link" }).click();
			invitation = (await page.getByTestId("link").textContent()) ?? "";
			await page.getByRole("button", { name: "Done" }).click();
			await page.getByText("Invited, not here yet").waitFor();
		});
		await opened(390, async (page) => {
			await page.goto(`${base}/staff/invitation#short`);
			await page.getByText("Part of the address is missing").waitFor();
			await looksRight(page);
			await page.goto("about:blank");
			await page.goto(invitation);
			await page.getByText("as approver").waitFor();
			await looksRight(page);
			await page.getByLabel("Your name").fill("Bea Long");
			await page.locator("input[name=password]").fill(PASSWORD);
			await page.getByRole("button", { name: "Make my account" }).click();
			await page.getByRole("button", { name: /your account: Bea Long/ }).waitFor();
			await page.goto(`${base}/staff/people`);
			await page.getByText("Your role doesn't include this page").waitFor();
		});
	}, 180_000);

	test("a wrong password is told above the button, and a code app asks for its code at the next sign-in", async () => {
		await opened(1280, async (page) => {
			await page.goto(`${base}/staff/sign-in`);
			await page.getByLabel("E-mail").fill("ana@hospital.example");
			await page.locator("input[name=password]").fill("wrong");
			await page.getByRole("button", { name: "Sign in", exact: true }).click();
			await page.getByText("don't belong together").waitFor();
			await looksRight(page);
			await signInByPassword(page, "ana@hospital.example");
			await page.getByRole("button", { name: "Set up a code app" }).click();
			await page.locator("input[name=password]").fill(PASSWORD);
			await page.getByRole("button", { name: "Go on" }).click();
			const secret = (await page.locator("ol code").textContent()) ?? "";
			await looksRight(page);
			await page.locator("input[name=code]").fill(codeFrom(secret));
			await page.getByRole("button", { name: "Put it in force" }).click();
			await page.getByText("Keep these backup codes").waitFor();
			await page.getByRole("button", { name: "I kept them" }).click();
			await page.getByText("In force: after your password").waitFor();
			await page.context().clearCookies();
			await signInByPassword(page, "ana@hospital.example");
			await page.locator("input[name=code]").fill(codeFrom(secret));
			await looksRight(page);
			await page.getByRole("button", { name: "Sign in", exact: true }).click();
			await page.getByText("Where you are signed in").waitFor();
		});
	}, 180_000);

	test("a passkey is added and signs in alone", async () => {
		await opened(390, async (page) => {
			const devices = await page.context().newCDPSession(page);
			await devices.send("WebAuthn.enable");
			await devices.send("WebAuthn.addVirtualAuthenticator", {
				options: {
					protocol: "ctap2",
					transport: "internal",
					hasResidentKey: true,
					hasUserVerification: true,
					isUserVerified: true,
					automaticPresenceSimulation: true,
				},
			});
			await signInByPassword(page, "bea@hospital.example");
			await page.getByLabel("What you call it").fill("Office laptop");
			await page.getByRole("button", { name: "Add a passkey" }).click();
			await page.getByText("Office laptop", { exact: true }).waitFor();
			await looksRight(page);
			await page.context().clearCookies();
			await page.goto(`${base}/staff/sign-in?to=/account`);
			await page.getByRole("button", { name: "Use a passkey" }).click();
			await page.getByText(/by passkey/).waitFor();
		});
	}, 180_000);
});

describe("a session that ends", () => {
	async function signedIn(work: (page: Page, context: BrowserContext, person: StaffPerson) => Promise<void>) {
		const person = await staffOf(api, database.pool, "admin", { name: "Dana Whitfield" });
		const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
		try {
			await setSession(context, person.cookie);
			const page = await context.newPage();
			page.setDefaultTimeout(60_000);
			await page.goto(`${api.url}/staff/c/radiothon-2026/offline`);
			await work(page, context, person);
		} finally {
			await context.close();
		}
	}

	test("while somebody types keeps what was typed until they are in again", async () => {
		await signedIn(async (page, context, { cookie }) => {
			await page.getByRole("button", { name: "Enter a cheque or cash" }).first().click();
			await page.getByLabel("How much").fill("450");
			await page.getByLabel("Who gives it").fill("Rotary Club");
			await context.clearCookies();
			// Or the page asks for something of its own first, and the dialog is over the button already.
			await page
				.getByRole("button", { name: "Keep it under embargo" })
				.click({ timeout: 5_000 })
				.catch(() => undefined);
			const asked = page.getByRole("dialog", { name: "You were signed out" });
			await asked.waitFor();
			await page.keyboard.press("Escape");
			await nothingMoves(page);
			await expectAxeClean(page);
			const opens = context.waitForEvent("page");
			await asked.getByRole("button", { name: "Sign in again" }).click();
			const tab = await opens;
			await tab.getByLabel("E-mail").waitFor();
			// As the sign-in in that tab does.
			await setSession(context, cookie);
			await asked.waitFor({ state: "detached" });
			await page.getByRole("button", { name: "Keep it under embargo" }).click();
			await page.getByRole("article", { name: "Rotary Club" }).waitFor();
			expect(tab.isClosed()).toBe(true);
		});
	}, 180_000);

	test("while nobody types leads to the sign-in and back to the same page", async () => {
		await signedIn(async (page, context) => {
			await page.getByRole("heading", { name: "Cheques and cash" }).waitFor();
			await context.clearCookies();
			// Whatever is asked next is refused.
			await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
			await page.waitForURL(/sign-in\?to=/);
			expect(new URL(page.url()).searchParams.get("to")).toBe("/c/radiothon-2026/offline");
		});
	}, 180_000);
});

async function setSession(context: BrowserContext, cookie: string): Promise<void> {
	const at = cookie.indexOf("=");
	await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: api.url }]);
}
