import type { ScreenRights } from "../../src/on-air/screen-link.ts";
import { openNetworkProxy } from "../support/network-proxy.ts";
import type { Scene } from "./scenes.ts";

const STUDIO_SIZES = [
	[1920, 1080],
	[1280, 800],
	[768, 1024],
	[390, 844],
] as const;
const WALL_SIZES = [
	[1920, 1080],
	[390, 844],
] as const;

const screen =
	(campaignId: string, rights: ScreenRights): Exclude<Scene["path"], string> =>
	(stage) =>
		stage.screen(campaignId, rights);

/** What hangs in studios, phone rooms and lobbies. */
export const STUDIO_SCENES: readonly Scene[] = [
	{ name: "studio", path: screen("hope", { role: "host" }), sizes: STUDIO_SIZES, isScreen: true },
	{ name: "studio-watching", path: screen("hope", {}), sizes: WALL_SIZES, isScreen: true },
	{ name: "studio-spanish", path: screen("esperanza", { role: "host" }), sizes: STUDIO_SIZES, isScreen: true },
	{ name: "studio-first-minute", path: screen("first-minute", { role: "host" }), sizes: WALL_SIZES, isScreen: true },
	{ name: "studio-first-gift", path: screen("first-gift", { role: "host" }), sizes: STUDIO_SIZES, isScreen: true },
	{ name: "studio-extreme", path: screen("extreme", { role: "host" }), sizes: STUDIO_SIZES, isScreen: true },
	{
		name: "studio-claimed",
		path: screen("hope", { role: "host" }),
		sizes: WALL_SIZES,
		isScreen: true,
		before: async (page) => page.keyboard.press("b"),
	},
	{
		name: "studio-keys",
		path: screen("hope", { role: "host" }),
		isScreen: true,
		before: async (page) => page.keyboard.press("?"),
	},
	{
		name: "studio-stale",
		path: screen("hope", { role: "host" }),
		sizes: WALL_SIZES,
		isScreen: true,
		async before(page, stage) {
			const network = await openNetworkProxy(Number(new URL(stage.apiUrl).port));
			await page.goto(`${network.url}${new URL(page.url()).pathname}`);
			await page.locator('body[data-state="live"]').waitFor();
			network.swallow();
			await page.locator('body[data-state="stale"]').waitFor({ timeout: 25_000 });
			void network.close();
		},
	},
	{
		name: "studio-link-switched-off",
		path: screen("hope", { role: "host" }),
		// Once: opened again it is a dead link, which has a picture of its own.
		sizes: [[1920, 1080]],
		isScreen: true,
		async before(page, stage) {
			await stage.pool.query("update screen_link set revoked_at = now()");
			await page.locator('body[data-state="gone"]').waitFor({ timeout: 30_000 });
		},
	},
	{ name: "overlay-of-a-link", path: screen("hope", { layout: "overlay" }), sizes: [[1920, 1080]], isScreen: true },
	{
		name: "fact-sheet",
		path: async (stage) => `${await stage.screen("hope", { role: "host" })}/facts-sheet`,
	},
	{ name: "phone-room", path: screen("hope", { layout: "phone-room" }), sizes: WALL_SIZES, isScreen: true },
	{ name: "lobby", path: screen("hope", { layout: "lobby" }), sizes: WALL_SIZES, isScreen: true },
	{ name: "lobby-spanish", path: screen("esperanza", { layout: "lobby" }), sizes: WALL_SIZES, isScreen: true },
	{ name: "link-dead", path: "/on-air/AAAAAAAAAAAAAAAAAAAAAA" },
];
