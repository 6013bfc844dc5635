import type { ConsolePage } from "../page.ts";

export const afterShowPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/after-show",
		title: "After the show",
		may: "drive.read",
		nav: { section: "drive", label: "After the show", order: 60 },
		load: () => import("./after-show-page.tsx").then(({ AfterShowPage }) => ({ Page: AfterShowPage })),
	},
];
