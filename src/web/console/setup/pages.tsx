import type { ConsolePage } from "../page.ts";

export const setupPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/setup",
		title: "Set-up",
		may: "drive.read",
		nav: { section: "drive", label: "Set-up", order: 40 },
		load: () => import("./overview-page.tsx").then(({ OverviewPage }) => ({ Page: OverviewPage })),
	},
	{
		path: "c/:campaign/setup/:step",
		title: "Set-up",
		may: "campaign.edit",
		load: () => import("./step-page.tsx").then(({ StepPage }) => ({ Page: StepPage })),
	},
];
