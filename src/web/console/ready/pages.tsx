import type { ConsolePage } from "../page.ts";

export const readyPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/ready",
		title: "Ready for air",
		may: "checks.read",
		nav: { section: "drive", label: "Ready for air", order: 70 },
		load: () => import("./ready-page.tsx").then(({ ReadyPage }) => ({ Page: ReadyPage })),
	},
];
