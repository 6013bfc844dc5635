import type { ConsolePage } from "../page.ts";

export const donorsPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/donors",
		title: "Donors",
		may: "pledges.read",
		nav: { section: "drive", label: "Donors", order: 31 },
		load: async () => ({ Page: (await import("./donors-page.tsx")).DonorsListPage }),
	},
];
