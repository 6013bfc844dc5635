/** `npm run screenshots [-- words]`: every page and state (or those with a word in their name) into screenshots/, for eyes to judge. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { findChromium, openChromium } from "../support/chromium.ts";
import { CONSOLE_SCENES, EMPTY_SCENES } from "./console-scenes.ts";
import { GIVE_SCENES } from "./give-scenes.ts";
import { photographConsole } from "./photograph-console.ts";
import { EMBED_SCENES, PUBLIC_SCENES, type Scene, USUAL_SIZES } from "./scenes.ts";
import { openStage, type Stage } from "./stage.ts";
import { STUDIO_SCENES } from "./studio-scenes.ts";

const FOLDER = fileURLToPath(new URL("../../../screenshots/", import.meta.url));
const SCENES: readonly Scene[] = [...STUDIO_SCENES, ...PUBLIC_SCENES, ...GIVE_SCENES, ...EMBED_SCENES];

const words = process.argv.slice(2);
const asked = SCENES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const names = [
	...SCENES.map(({ name }) => name),
	...[...EMPTY_SCENES, ...CONSOLE_SCENES].map(({ name }) => `console-${name}`),
];
if (words.length > 0 && !names.some((name) => words.some((word) => name.includes(word)))) {
	throw new Error(`No picture's name has "${words.join('" or "')}" in it: ${names.join(", ")}.`);
}
const chromium = findChromium();
if (chromium === null) throw new Error("There is no Chromium on the PATH. Debian: apt-get install chromium");

mkdirSync(FOLDER, { recursive: true });
const browser = await openChromium(chromium);
try {
	if (asked.length > 0) await photographScreens(browser);
	const consoles = await photographConsole(browser, FOLDER, words);
	process.stdout.write(`${asked.length + consoles} scenes are in ${FOLDER}\n`);
} finally {
	await browser.close();
}

async function photographScreens(browser: Browser): Promise<void> {
	const stage = await openStage();
	try {
		for (const scene of asked) await photograph(scene, stage, browser);
	} finally {
		await stage.close();
	}
}

async function photograph(scene: Scene, stage: Stage, browser: Browser): Promise<void> {
	const path = typeof scene.path === "string" ? scene.path : await scene.path(stage);
	for (const [width, height] of scene.sizes ?? USUAL_SIZES) {
		const context = await browser.newContext({ viewport: { width, height }, locale: "en-US" });
		const page = await context.newPage();
		await page.goto(`${stage.apiUrl}${path}`, { waitUntil: "load" });
		await scene.before?.(page, stage);
		await page.evaluate("document.fonts.ready");
		// Figures count up and rows slide in for a moment; a picture is of what stands then.
		await page.waitForTimeout(900);
		await page.screenshot({ path: `${FOLDER}${scene.name}-${width}.png`, fullPage: scene.isScreen !== true });
		await context.close();
		process.stdout.write(`  ${scene.name} at ${width}x${height}\n`);
	}
}
