import type { ConsolePage } from "../page.ts";

export const homePages: readonly ConsolePage[] = [
	{
		path: "c/:campaign",
		title: "Home",
		may: "drive.read",
		nav: { section: "drive", label: "Home", order: 10 },
		load: () => import("./home-page.tsx").then(({ HomePage }) => ({ Page: HomePage })),
	},
];
