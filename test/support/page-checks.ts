import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { until } from "./until.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The public pages' and screens' measure: WCAG 2.2 A and AA, and axe's own good practice. */
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export type NothingCutOptions = {
	/** The page fits its window whole: nothing may need scrolling down either. For screens on a wall. */
	readonly isWhole?: boolean;
};

/**
 * Nothing needs scrolling sideways, and every text that is on the page can be seen whole: inside the window's width and inside every
 * box that clips. What ends in "…" on purpose says so with `data-may-cut`; what only screen readers get (one pixel wide) is left out.
 */
export async function expectNothingCut(page: Page, { isWhole = false }: NothingCutOptions = {}): Promise<void> {
	const where = `${page.viewportSize()?.width ?? "?"}x${page.viewportSize()?.height ?? "?"}`;
	await isDrawn(page);
	expect({ where, cut: await page.evaluate<string[]>(`(${findCut.toString()})(${isWhole})`) }).toEqual({
		where,
		cut: [],
	});
}

/** Nothing that axe can find. Looked at when nothing moves any more: a half-faded text has the wrong contrast. */
export async function expectAxeClean(page: Page, without: readonly string[] = []): Promise<void> {
	await nothingMoves(page);
	await page.evaluate(axeSource);
	const options = {
		runOnly: AXE_TAGS,
		// What passed is not told, so nobody need gather it: a good part of the time.
		resultTypes: ["violations"],
		rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
	};
	const found = await page.evaluate<string[]>(
		`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.flatMap((rule) =>
			rule.nodes.map((node) => rule.id + ": " + node.target.join(" ") + " " + node.failureSummary)))`,
	);
	expect(found).toEqual([]);
}

/** Asked from outside: waitForFunction evaluates inside the page, which the pages' own policy forbids. */
export async function nothingMoves(page: Page): Promise<void> {
	await until("nothing moves any more", () =>
		page.evaluate<boolean>("document.getAnimations().every((one) => one.playState !== 'running')"),
	);
}

/**
 * What eyes see is what was drawn. A text that is set anew for its place (src/web/on-air/saying/use-fitted-text.ts) is so in the frame
 * that follows a change of the window, before anything is painted; a question asked between the two sees what nobody ever does.
 */
async function isDrawn(page: Page): Promise<void> {
	await page.evaluate("document.fonts.ready.then(() => {})");
	await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");
}

/** Runs in the page. */
function findCut(isWhole: boolean): string[] {
	const root = document.documentElement;
	const cut: string[] = [];
	if (root.scrollWidth > root.clientWidth)
		cut.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth} px`);
	if (isWhole && root.scrollHeight > root.clientHeight)
		cut.push(`the page is ${root.scrollHeight} px tall in ${root.clientHeight} px`);

	const isHiddenFromEyes = (element: Element): boolean => {
		for (let one: Element | null = element; one !== null; one = one.parentElement) {
			const box = one.getBoundingClientRect();
			if (one !== element && getComputedStyle(one).display === "contents") continue;
			if (box.width <= 1 && box.height <= 1) return true;
		}
		return !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
	};
	const boundsOf = (text: string, rect: DOMRect, size: number, element: Element): string | null => {
		// A line's box is taller than its letters: what may be hidden above and below is air.
		const air = size * 0.2;
		const seen = { left: rect.left + 1, right: rect.right - 1, top: rect.top + air, bottom: rect.bottom - air };
		if (seen.left < 0 || seen.right > root.clientWidth) return `"${text}" leaves the window`;
		for (let one = element as Element | null; one !== null && one !== document.body; one = one.parentElement) {
			const style = getComputedStyle(one);
			const box = one.getBoundingClientRect();
			const name = `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""}`;
			const sideways = style.overflowX !== "visible" && (seen.left < box.left || seen.right > box.right);
			const isClipping = style.overflowY === "hidden" || style.overflowY === "clip";
			if (sideways || (isClipping && (seen.top < box.top || seen.bottom > box.bottom)))
				return `"${text}" is cut by ${name}`;
			if (style.position === "fixed") break;
		}
		return null;
	};

	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode;
		const text = node.textContent?.trim() ?? "";
		const element = node.parentElement;
		if (!text || element === null || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TITLE)$/i.test(element.tagName)) continue;
		if (element.closest("[data-may-cut]") || isHiddenFromEyes(element)) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		const size = Number.parseFloat(getComputedStyle(element).fontSize);
		for (const rect of range.getClientRects()) {
			const problem = rect.width > 0 ? boundsOf(text.slice(0, 60), rect, size, element) : null;
			if (problem !== null) {
				cut.push(problem);
				break;
			}
		}
	}
	return cut;
}

/** With the keyboard alone: the button's dialog takes the focus, Escape closes it, and the focus is where it was. */
export async function expectFocusComesBack(page: Page, button: string): Promise<void> {
	const opener = page.getByRole("button", { name: button }).first();
	await opener.focus();
	await page.keyboard.press("Enter");
	const dialog = page.getByRole("dialog");
	await dialog.locator(":focus").waitFor();
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
	await page.getByRole("button", { name: button }).and(page.locator(":focus")).waitFor();
}
