import type { Page } from "playwright-core";
import type { ConsoleScene } from "./console-scene.ts";
import { MONEY_STATES } from "./money-scenes.ts";

/** 1280 and 390, as issue and eye ask for. */
export const CONSOLE_SIZES = [
	[1280, 900],
	[390, 844],
] as const;

const DRIVE = "c/demo";

/** Every page as it stands before the drive has anything in it. */
export const EMPTY_SCENES: readonly ConsoleScene[] = [
	{ name: "approvals-empty", path: `${DRIVE}/approvals` },
	{ name: "posts-empty", path: `${DRIVE}/posts` },
	{ name: "names-empty", path: `${DRIVE}/names` },
	{ name: "stories-empty", path: `${DRIVE}/stories` },
	{ name: "amplification-empty", path: `${DRIVE}/amplification` },
	{ name: "hooks-empty", path: `${DRIVE}/hooks` },
	...["truth", "pledges", "monthly-gifts", "offline", "donors", "rehearsal", "after-show"].map((page) => ({
		name: `${page}-empty`,
		path: `${DRIVE}/${page}`,
	})),
	{ name: "unplaced-empty", path: "unplaced" },
	{ name: "home-quiet", path: DRIVE },
];

/** How the money came, what it adds up to, and what is told of it afterwards. */
const MONEY = [
	...["truth", "reconcile", "pledges", "monthly-gifts", "offline", "stations", "donors"],
	...["matches", "import", "exports", "rehearsal", "after-show"],
] as const;

/** And in the middle of the drive. */
export const CONSOLE_SCENES: readonly ConsoleScene[] = [
	{ name: "sign-in", path: "sign-in", role: null },
	{ name: "home", path: DRIVE },
	{ name: "home-read-only", path: DRIVE, role: "read-only" },
	{ name: "approvals", path: `${DRIVE}/approvals` },
	{ name: "posts", path: `${DRIVE}/posts` },
	{ name: "names", path: `${DRIVE}/names` },
	{ name: "names-no-permission", path: `${DRIVE}/names`, role: "read-only" },
	{ name: "stories", path: `${DRIVE}/stories` },
	{ name: "setup", path: `${DRIVE}/setup` },
	...["basics", "when", "stations", "goal", "giving", "studio"].map((step) => ({
		name: `setup-${step}`,
		path: `${DRIVE}/setup/${step}`,
	})),
	{ name: "new-drive", path: "drives/new" },
	{ name: "rules", path: `${DRIVE}/rules` },
	{ name: "templates", path: `${DRIVE}/templates` },
	{ name: "channels", path: `${DRIVE}/channels` },
	{ name: "ready", path: `${DRIVE}/ready` },
	{ name: "amplification", path: `${DRIVE}/amplification` },
	{ name: "links", path: `${DRIVE}/links` },
	{ name: "drives", path: "drives" },
	{ name: "people", path: "people" },
	{ name: "account", path: "account" },
	{ name: "audit", path: "audit" },
	{ name: "hooks", path: `${DRIVE}/hooks` },
	{ name: "unplaced", path: "unplaced" },
	...MONEY.map((page) => ({ name: page, path: `${DRIVE}/${page}` })),
	{ name: "pledges-no-permission", path: `${DRIVE}/pledges`, role: "read-only" },
	{ name: "offline-enter", path: `${DRIVE}/offline`, before: (page) => press(page, /^Enter a cheque/) },
	...MONEY_STATES,
	{ name: "truth-freeze", path: `${DRIVE}/truth`, before: (page) => press(page, "Freeze the announced total") },
	{ name: "no-such-page", path: "c/demo/nothing-here" },
	{ name: "menu", path: DRIVE, before: (page) => openMenu(page) },
];

async function press(page: Page, name: string | RegExp): Promise<void> {
	await page.getByRole("button", { name }).click();
}

/** On a phone the menu is behind a button; beside the page it is always open. */
async function openMenu(page: Page): Promise<void> {
	const button = page.getByRole("button", { name: "Open the menu" });
	if (await button.isVisible()) await button.click();
}
