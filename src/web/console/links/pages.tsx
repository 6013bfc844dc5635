import type { ConsolePage } from "../page.ts";

export const linksPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/links",
		title: "Screens and links",
		may: "links.manage",
		nav: { section: "drive", label: "Screens and links", order: 80 },
		load: () => import("./links-page.tsx").then(({ LinksPage }) => ({ Page: LinksPage })),
	},
];
