import type { ConsolePage } from "../page.ts";

export const rulesPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/rules",
		title: "Milestone rules",
		may: "drive.read",
		nav: { section: "drive", label: "Milestone rules", order: 44 },
		load: () => import("./rules-page.tsx").then(({ RulesPage }) => ({ Page: RulesPage })),
	},
];
