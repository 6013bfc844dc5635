import type { Page } from "playwright-core";
import type { Stage } from "./stage.ts";

export type Scene = {
	/** Also the file's name. */
	readonly name: string;
	/** On the stage's server. */
	readonly path: string | ((stage: Stage) => Promise<string>);
	/** What a visitor does before the picture. */
	readonly before?: (page: Page, stage: Stage) => Promise<void>;
	/** Width and height; 1920x1080 and 390x844 unless told. */
	readonly sizes?: readonly (readonly [number, number])[];
	/** Whole pages are photographed to their end; screens only as they stand. */
	readonly isScreen?: boolean;
};

export const USUAL_SIZES = [
	[1920, 1080],
	[390, 844],
] as const;
const EMBED_SIZES = [[360, 300]] as const;
const VIDEO_SIZES = [
	[1920, 1080],
	[1280, 720],
] as const;

export const EMBED_SCENES: readonly Scene[] = [
	{ name: "embed", path: "/c/hope/embed", sizes: EMBED_SIZES },
	{ name: "embed-spanish", path: "/c/esperanza/embed", sizes: EMBED_SIZES },
	{ name: "embed-closed", path: "/c/closed/embed", sizes: EMBED_SIZES },
	{ name: "embed-extreme", path: "/c/extreme/embed", sizes: [[240, 480], ...EMBED_SIZES] },
	{ name: "overlay", path: "/c/hope/overlay", sizes: VIDEO_SIZES, isScreen: true, before: overVideo },
	{
		name: "overlay-top-spanish",
		path: "/c/esperanza/overlay?place=top",
		sizes: VIDEO_SIZES,
		isScreen: true,
		before: overVideo,
	},
	{ name: "overlay-extreme", path: "/c/extreme/overlay", sizes: VIDEO_SIZES, isScreen: true, before: overVideo },
	{ name: "partner-page", path: "/c/hope/embeds" },
];

export const PUBLIC_SCENES: readonly Scene[] = [
	{ name: "public", path: "/c/hope" },
	{ name: "public-spanish", path: "/c/esperanza" },
	{ name: "public-first-minute", path: "/c/first-minute" },
	{ name: "public-opens-soon", path: "/c/opens-soon" },
	{ name: "public-closed", path: "/c/closed" },
	{ name: "public-not-giving", path: "/c/not-giving" },
	{ name: "public-extreme", path: "/c/extreme", sizes: [[320, 800], [768, 1024], ...USUAL_SIZES] },
];

/** Transparent over nothing is white in a picture: a busy ground shows whether the band can be read over video. */
async function overVideo(page: Page): Promise<void> {
	await page.evaluate(
		"document.documentElement.style.background = 'repeating-linear-gradient(115deg, #3c5a78 0 40px, #d9c8a3 40px 90px, #2a2f35 90px 130px)'",
	);
}
