import type { Browser } from "playwright-core";
import type { ConsoleScene } from "./console-scene.ts";
import { CONSOLE_SCENES, CONSOLE_SIZES, EMPTY_SCENES } from "./console-scenes.ts";
import { type ConsoleStage, openConsoleStage } from "./console-stage.ts";

/** The console's pages: first as they stand at the start, then in the middle of a drive. */
export async function photographConsole(browser: Browser, folder: string, words: readonly string[]): Promise<number> {
	const isAsked = ({ name }: ConsoleScene) =>
		words.length === 0 || words.some((word) => `console-${name}`.includes(word));
	const [empty, full] = [EMPTY_SCENES.filter(isAsked), CONSOLE_SCENES.filter(isAsked)];
	if (empty.length + full.length === 0) return 0;
	const stage = await openConsoleStage();
	try {
		for (const scene of empty) await photograph(scene, stage, browser, folder);
		if (full.length > 0) await stage.playDrive();
		for (const scene of full) await photograph(scene, stage, browser, folder);
	} finally {
		await stage.stop();
	}
	return empty.length + full.length;
}

async function photograph(scene: ConsoleScene, stage: ConsoleStage, browser: Browser, folder: string): Promise<void> {
	const { role = "admin" } = scene;
	const cookie = role === null ? null : await stage.cookieOf(role);
	for (const [width, height] of CONSOLE_SIZES) {
		const context = await browser.newContext({ viewport: { width, height }, locale: "en-US" });
		if (cookie !== null) await context.addCookies([cookieParts(cookie, stage.apiUrl)]);
		const page = await context.newPage();
		await scene.first?.(page);
		await page.goto(`${stage.apiUrl}/staff/${scene.path}`, { waitUntil: "load" });
		await page.locator("main, h1").first().waitFor();
		await scene.before?.(page);
		await page.evaluate("document.fonts.ready");
		// What is asked of the API arrives after the page; a picture is of what stands then.
		await page.locator('[aria-label="Loading"]').first().waitFor({ state: "detached" });
		await page.waitForTimeout(1_200);
		// A whole page is put together from its top; what sticks to the window would stand in its middle.
		await page.evaluate("scrollTo(0, 0)");
		await page.screenshot({ path: `${folder}console-${scene.name}-${width}.png`, fullPage: true });
		await context.close();
		process.stdout.write(`  console-${scene.name} at ${width}x${height}\n`);
	}
}

function cookieParts(cookie: string, url: string): { name: string; value: string; url: string } {
	const at = cookie.indexOf("=");
	return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url };
}
