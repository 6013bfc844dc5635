import type { Page } from "playwright-core";
import type { Scene } from "./scenes.ts";

/** A gift's way through the pages: the form, its refusals, Stripe's page, the thank-you, and the donor's own page. */
export const GIVE_SCENES: readonly Scene[] = [
	{ name: "give-errors", path: "/c/hope", before: (page) => give(page, { name: "", amount: "0.10" }) },
	{ name: "give-checkout", path: "/c/hope", before: (page) => give(page, GIFT) },
	{ name: "give-declined", path: "/c/hope", before: (page) => pay(page, "Try a card that is declined") },
	{ name: "thank-you", path: "/c/hope", before: (page) => pay(page, "Give $75") },
	{ name: "thank-you-waiting", path: "/c/hope", before: (page) => pay(page, "Give from a bank account") },
	{ name: "thank-you-spanish", path: "/c/esperanza", before: (page) => pay(page, "Give $75") },
	{ name: "thank-you-unknown", path: "/c/hope/thank-you?session=cs_test_nobody" },
	{ name: "my-gift", path: "/c/hope", before: openOwnGift },
	{
		name: "my-gift-hidden",
		path: "/c/hope",
		async before(page) {
			await openOwnGift(page);
			await page.locator('button[value="hide"]').click();
			await page.waitForLoadState();
		},
	},
	{ name: "my-gift-broken-link", path: "/c/hope/my-gift/not-a-token" },
];

const GIFT = { name: "Zora Quill", amount: "75" };

async function give(page: Page, { name, amount }: { readonly name: string; readonly amount: string }): Promise<void> {
	await page.locator('input[name="once"][value="other"]').check();
	await page.locator('input[name="other"]').fill(amount);
	await page.locator('input[name="name"]').fill(name);
	for (const box of await page.locator('#give input[type="checkbox"]').all()) await box.check();
	await page.locator('#give button[type="submit"]').click();
	await page.waitForLoadState();
}

async function pay(page: Page, button: string): Promise<void> {
	await give(page, GIFT);
	await page.locator('input[name="email"]').fill("zora@example.org");
	await page.getByRole("button", { name: button }).click();
	await page.waitForLoadState();
}

async function openOwnGift(page: Page): Promise<void> {
	await pay(page, "Give $75");
	await page.locator('a[href*="/my-gift/"]').first().click();
	await page.waitForLoadState();
}
