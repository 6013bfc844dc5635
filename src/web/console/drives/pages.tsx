import type { ConsolePage } from "../page.ts";

export const drivesPages: readonly ConsolePage[] = [
	{
		path: "drives",
		title: "Drives",
		may: "drive.read",
		nav: { section: "organisation", label: "Drives", order: 10 },
		load: () => import("./drives-page.tsx").then(({ DrivesPage }) => ({ Page: DrivesPage })),
	},
	{
		path: "drives/new",
		title: "New drive",
		may: "campaign.edit",
		load: () => import("./new-drive-page.tsx").then(({ NewDrivePage }) => ({ Page: NewDrivePage })),
	},
];
