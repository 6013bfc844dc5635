import type { ConsolePage } from "../page.ts";

export const truthPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/truth",
		title: "How the total is made up",
		may: "money.read",
		nav: { section: "drive", label: "The total", order: 12 },
		load: () => import("./truth-page.tsx").then(({ TruthPage }) => ({ Page: TruthPage })),
	},
	{
		path: "c/:campaign/reconcile",
		title: "Against Stripe's books",
		may: "money.read",
		load: () => import("../reconcile/reconcile-page.tsx").then(({ ReconcilePage }) => ({ Page: ReconcilePage })),
	},
];
