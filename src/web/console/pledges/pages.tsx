import type { ConsolePage } from "../page.ts";

export const pledgesPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/pledges",
		title: "Pledges",
		may: "pledges.read",
		nav: { section: "drive", label: "Pledges", order: 24 },
		load: async () => ({ Page: (await import("./pledges-page.tsx")).PledgesListPage }),
	},
	{
		path: "c/:campaign/pledges/:pledge",
		title: "A pledge",
		may: "pledges.read",
		load: async () => ({ Page: (await import("./pledge-page.tsx")).PledgePage }),
	},
	{
		path: "c/:campaign/monthly-gifts",
		title: "Monthly gifts",
		may: "pledges.read",
		nav: { section: "drive", label: "Monthly gifts", order: 25 },
		load: async () => ({ Page: (await import("./monthly-page.tsx")).MonthlyGiftsPage }),
	},
];
