import type { ConsolePage } from "../page.ts";

/** Leads to the slip page itself, which stands below /phones: only there does it open without a network too. */
export const takePages: readonly ConsolePage[] = [
	{
		path: "take",
		title: "Take pledges",
		may: "slips.take",
		nav: { section: "organisation", label: "Take pledges", order: 5 },
		load: async () => ({ Page: (await import("./take-page.tsx")).TakePage }),
	},
];
